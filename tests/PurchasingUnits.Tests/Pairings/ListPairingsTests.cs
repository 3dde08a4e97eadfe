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
    public async Task The_pairings_of_provinces_are_walked_once_page_by_page(Engine engine)
    {
        var client = (await shared.OnAsync(engine)).Client(Roles.Supplier);
        var seen = new List<PairingView>();
        string? after = null;
        do
        {
            var page = await client.GetBodyAsync<Page<PairingView>>($"/units/pairings?tier=Province&size=5&after={after}");
            seen.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(12, seen.Count);
        Assert.Equal(
            seen.OrderBy(pairing => pairing.East.Path.Value).ThenBy(pairing => pairing.West.Path.Value)
                .Select(pairing => pairing.PairingId),
            seen.Select(pairing => pairing.PairingId));
        Assert.Equal(12, seen.DistinctBy(pairing => pairing.PairingId).Count());
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Pairings_are_found_by_scheme_tier_party_and_day(Engine engine)
    {
        var client = (await shared.OnAsync(engine)).Client(Roles.Carrier);

        Assert.Equal(["330106", "330702"], await EastAsync("scheme=Counterpart&west=513300"));
        Assert.Equal(["330100", "440600"], await EastAsync("west=522600"));
        Assert.Equal(["440600"], await EastAsync("west=522600&on=2021-04-01"));
        Assert.Equal(["330100"], await EastAsync("west=522600&on=2021-03-31"));
        Assert.Equal(["330100"], await EastAsync("west=522600&on=2013-01-01"));
        Assert.Empty(await EastAsync("west=522600&on=2012-12-31"));
        Assert.Equal(["310000", "310106"], await EastAsync("east=310000"));
        Assert.Equal(["310106"], await EastAsync("east=310000&tier=City"));
        Assert.Equal(["330211"], await EastAsync("east=330000&west=513430&on=2023-12-31"));
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
