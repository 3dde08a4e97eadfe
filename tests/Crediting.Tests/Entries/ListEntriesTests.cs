using System.Net;
using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Crediting.Tests.Entries;

public sealed class ListEntriesTests(SharedLedger shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_entries_behind_a_figure_add_up_to_it_page_by_page(Engine engine)
    {
        await using var service = await SharedLedger.StartPairedAsync(engine);
        var unit = Examples.Unit("330211");
        await service.DeliverAsync(unit);
        (string Day, string Price)[] sales =
            [("2024-05-10", "1.00"), ("2024-05-31", "2.00"), ("2024-06-01", "4.00"), ("2024-05-01", "8.00"), ("2024-05-15", "16.00")];
        foreach (var (day, price) in sales)
        {
            await service.DeliverAsync(
                Examples.Acceptance(unit.UnitId, Examples.Line(quantity: "1", price: price)) with { AcceptedAt = Examples.Noon(day) });
        }

        var official = service.Client(Roles.Official, region: "513430", tier: "County");
        var entries = new List<JsonElement>();
        string? after = null;
        do
        {
            var page = await official.GetJsonAsync(
                $"/credits/entries?holderId={FixturePairings.Id("F03")}&period=2024-05&size=2&after={after}");
            entries.AddRange(page.List("items"));
            after = page.GetProperty("next").GetString();
        }
        while (after is not null);

        Assert.Equal([1_00L, 2_00L, 8_00L, 16_00L], entries.Select(entry => entry.Number("amountFen")));
        Assert.Equal(("镇海区", "金阳县", "County"), (entries[0].Text("eastName"), entries[0].Text("westName"), entries[0].Text("tier")));
        Assert.Single(
            (await official.GetJsonAsync($"/credits/entries?holderId={FixturePairings.Id("F03")}&recognitionMonth=2024-06")).List("items"));
        Assert.Equal(
            4_00, Assert.Single((await official.GetJsonAsync("/credits/entries?period=2024-06")).List("items")).Number("amountFen"));
        Assert.Equal(15, (await service.Client(Roles.Auditor).GetJsonAsync("/credits/entries")).List("items").Length);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Entries_are_found_by_line_scheme_tier_and_mode_within_the_region(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var unit = Examples.Unit("330106");
        var line = Examples.Line("513324");
        await service.DeliverAsync(unit);
        await service.DeliverAsync(Examples.Acceptance(unit.UnitId, line));
        var auditor = service.Client(Roles.Auditor);

        Assert.Equal(["F01", "F17"], await FoundAsync(auditor, $"lineId={line.LineId}"));
        Assert.Equal(["F17"], await FoundAsync(auditor, $"lineId={line.LineId}&scheme=Counterpart"));
        Assert.Equal(["F01"], await FoundAsync(auditor, $"lineId={line.LineId}&tier=Province"));
        Assert.Equal(["F01", "F17"], await FoundAsync(auditor, $"lineId={line.LineId}&mode=DirectPurchase"));
        Assert.Empty(await FoundAsync(auditor, $"lineId={line.LineId}&mode=AssistedSale"));
        Assert.Equal(["F17"], await FoundAsync(service.Client(Roles.Official, region: "330106", tier: "County"), $"lineId={line.LineId}"));
        Assert.Equal(
            ["F01", "F17"], await FoundAsync(service.Client(Roles.Official, region: "330000", tier: "Province"), $"lineId={line.LineId}"));
        Assert.Empty(await FoundAsync(service.Client(Roles.Official, region: "440000", tier: "Province"), $"lineId={line.LineId}"));
        await service.Client(Roles.Supplier, org: line.Goods.SupplierId).RefusedAsync("/credits/entries", HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("period=2024-13", "period")]
    [InlineData("period=0000-01", "period")]
    [InlineData("recognitionMonth=May", "recognitionMonth")]
    [InlineData("scheme=Both", "scheme")]
    [InlineData("tier=9", "tier")]
    [InlineData("holderId=F03", "holderId")]
    [InlineData("size=-1", "size")]
    [InlineData("after=%00", "after")]
    public async Task What_cannot_be_asked_is_refused(string query, string field)
    {
        var service = await shared.OnAsync(Engine.Sqlite);

        Assert.Equal(
            field, (await service.Client(Roles.Auditor).RefusedAsync($"/credits/entries?{query}", HttpStatusCode.BadRequest)).Field);
    }

    static async Task<IEnumerable<string>> FoundAsync(HttpClient client, string query) =>
        (await client.GetJsonAsync($"/credits/entries?{query}")).List("items")
            .Select(entry => FixturePairings.Name(Guid.Parse(entry.Text("holderId")))).Order();
}
