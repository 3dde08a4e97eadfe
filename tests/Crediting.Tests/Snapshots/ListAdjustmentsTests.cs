using System.Net;
using Marketplace.Contracts;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Crediting.Tests.Snapshots;

/// <summary>GET /credits/snapshots/{snapshotId}/adjustments (CR-16).</summary>
public sealed class ListAdjustmentsTests(ClosedLedger closed)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_was_posted_since_is_listed_entry_by_entry_and_in_sum(Engine engine)
    {
        var (service, _) = await SnapshotScenario.StartAsync(engine);
        await using var running = service;
        var sale = await service.SellAsync(day: "2024-05-11");
        await service.CloseMayAsync();
        var county = await service.SnapshotAsync("330211");
        await service.DeliverAsync(LedgerScenario.Returned(sale, sale.Lines[0], "4"));
        await service.SellAsync(day: "2024-05-31");
        await service.SellAsync(day: "2024-06-01");
        await service.SellAsync(region: "330281", origin: "513431", day: "2024-05-30");

        var client = service.Client(Roles.Official, region: "330211", tier: "County");
        var path = $"/credits/snapshots/{SnapshotScenario.IdOf(county)}/adjustments";
        var first = await client.GetJsonAsync($"{path}?size=1");
        var second = await client.GetJsonAsync($"{path}?size=1&after={first.Text("next")}");

        Assert.Equal(12, first.Number("sinceEntryNo"));
        Assert.Equal(
            [("Late", "2024-05", "2024-06", 1_000_00L, 1L), ("Return", "2024-05", "2024-06", -400_00L, 1L)],
            first.List("sums").Select(sum => (
                sum.Text("entryType"), sum.Text("originalPeriod"), sum.Text("postingPeriod"), sum.Number("amountFen"),
                sum.Number("entries"))));
        Assert.Equal(
            ("Return", -400_00L), (first.List("items").Single().Text("entryType"), first.List("items").Single().Number("amountFen")));
        Assert.Equal(
            ("Late", "2024-06"), (second.List("items").Single().Text("entryType"), second.List("items").Single().Text("postingPeriod")));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, second.TryGetProperty("next", out var next) ? next.ValueKind
            : System.Text.Json.JsonValueKind.Null);
        Assert.True(await service.IsIdenticalAsync(county));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Officials_list_what_was_posted_since_for_what_lies_in_their_region(Engine engine)
    {
        var service = await closed.OnAsync(engine);
        var county = $"/credits/snapshots/{SnapshotScenario.IdOf(await service.SnapshotAsync("330211"))}/adjustments";
        var prefecture = $"/credits/snapshots/{SnapshotScenario.IdOf(await service.SnapshotAsync("330200"))}/adjustments";

        await service.Official("330211").GetJsonAsync(county);
        Assert.Equal("snapshot_not_found", (await service.Official("330211").RefusedAsync(prefecture, HttpStatusCode.NotFound)).Code);
        await service.IsForAsync(HttpMethod.Get, county, Roles.Official, Roles.Auditor, Roles.Operator);
    }
}
