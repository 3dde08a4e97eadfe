using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Pairings;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Pairings;

public sealed class ListPairingsTests(SharedUnits shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Every_pairing_is_walked_once_page_by_page(Engine engine)
    {
        // Of its own, since other tests register pairings meanwhile.
        await using var units = await SharedUnits.StartOwnAsync(engine, Ct);
        var client = units.Client(Roles.Supplier);
        var seen = new List<Guid>();
        string? after = null;
        do
        {
            var page = await client.GetBodyAsync<Page<PairingView>>($"/units/pairings?size=10&after={after}");
            seen.AddRange(page.Items.Select(pairing => pairing.PairingId));
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(61, seen.Count);
        Assert.Equal(61, seen.Distinct().Count());
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Pairings_are_found_by_scheme_tier_party_and_day(Engine engine)
    {
        await using var units = await SharedUnits.StartOwnAsync(engine, Ct);
        var client = units.Client(Roles.Carrier);

        Assert.Equal(["330106", "330702", "331082"], (await EastAsync("scheme=Counterpart")).Order());
        Assert.Equal(["440600", "330100"], (await EastAsync("west=522600")).OrderDescending());
        Assert.Equal(["440600"], await EastAsync("west=522600&on=2021-04-01"));
        Assert.Equal(["330100"], await EastAsync("west=522600&on=2021-03-31"));
        Assert.Equal(["330100"], await EastAsync("west=522600&on=2013-01-01"));
        Assert.Empty(await EastAsync("west=522600&on=2012-12-31"));
        Assert.Equal(["330200", "330211", "330281", "330282"], (await EastAsync("east=330200")).Order());
        Assert.Equal(["330200"], await EastAsync("east=330200&tier=City"));
        Assert.Equal(["330211"], await EastAsync("east=330000&west=513430"));
        Assert.Empty(await EastAsync("east=999999"));

        async Task<List<string>> EastAsync(string query) =>
            [.. (await client.GetBodyAsync<Page<PairingView>>($"/units/pairings?{query}")).Items.Select(pairing => pairing.East.RegionId)];
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Nonsense_is_refused(Engine engine)
    {
        var client = (await shared.OnAsync(engine)).Client(Roles.Carrier);

        await client.RefusesAsync(http => http.GetAsync("/units/pairings?scheme=Barter", Ct), 400, "parameter_invalid", "scheme");
        await client.RefusesAsync(http => http.GetAsync("/units/pairings?tier=9", Ct), 400, "parameter_invalid", "tier");
        await client.RefusesAsync(http => http.GetAsync("/units/pairings?east=%25", Ct), 400, "code_invalid", "east");
        await client.RefusesAsync(http => http.GetAsync("/units/pairings?on=yesterday", Ct), 400, "parameter_invalid", "on");
        await client.RefusesAsync(http => http.GetAsync("/units/pairings?after=WyJhIl0", Ct), 400, "cursor_invalid", "after");
    }
}
