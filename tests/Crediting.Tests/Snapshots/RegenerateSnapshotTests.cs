using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Crediting.Tests.Snapshots;

/// <summary>Whatever becomes known later, the signed report can be made again to the byte (CR-16, invariant 4).</summary>
public sealed class RegenerateSnapshotTests
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_snapshot_is_made_again_to_the_byte_after_everything_has_changed(Engine engine)
    {
        var clock = new FixedClock(Examples.Noon("2024-05-02"));
        await using var service = await SealingScenario.StartAsync(engine, clock);
        await service.DeliverAsync(SnapshotScenario.RegionsMessage(version: 1));
        await service.DeliverAsync(SnapshotScenario.TargetMessage("F03", 1, 5_000_00));
        await LedgerScenario.RunThroughMayAsync(service, clock);
        clock.Now = Examples.Noon("2024-06-10");
        await service.TakeDueAsync();
        var nation = await service.SnapshotAsync(null);
        var county = await service.SnapshotAsync("330211");
        Assert.True(await service.IsIdenticalAsync(nation));

        // Renames and other codes; the prefecture comes under another province; a later end and other parties of a pairing; a raised
        // target.
        await service.DeliverAsync(SnapshotScenario.RegionsMessage(version: 2, name: id => $"改名{id}", code: id => $"9{id[1..]}"));
        await service.DeliverAsync(new RegionsPublished
        {
            Regions =
            [
                new()
                {
                    RegionId = "330211",
                    Version = 3,
                    Code = "330299",
                    Name = "新镇海",
                    Level = RegionLevel.County,
                    Path = Places.Path("330000").Child("330211"),
                    CodeVersions = [new("330299", "新镇海", new DateOnly(2000, 1, 1), null)],
                },
            ],
        });
        await service.DeliverAsync(SnapshotScenario.TargetMessage("F03", 2, 9_000_00));
        await LedgerScenario.RunThroughJulyAsync(service, clock);
        await service.TakeDueAsync();
        await service.DeliverAsync(FixturePairings.Message("F02") with { Version = 2, EastName = "别名", ValidTo = new DateOnly(2024, 2, 1) });

        Assert.True(await service.IsIdenticalAsync(nation));
        Assert.True(await service.IsIdenticalAsync(county));
        foreach (var month in (string[])["2024-05", "2024-06"])
        {
            Assert.True(await service.IsIdenticalAsync(await service.SnapshotAsync(null, month)), month);
            Assert.True(await service.IsIdenticalAsync(await service.SnapshotAsync("330200", month)), month);
        }

        Assert.Equal(SnapshotScenario.Row(nation, "F03"), SnapshotScenario.Row(await service.SnapshotAsync(null), "F03"));
        var today = await service.Client(Roles.Auditor).GetJsonAsync("/credits/reports/pairing-progress?month=2024-05&size=200");
        Assert.DoesNotContain("改名", nation.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("改名", today.GetRawText(), StringComparison.Ordinal);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_snapshot_whose_content_or_whose_entries_were_changed_is_not_identical(Engine engine)
    {
        var (service, _) = await SnapshotScenario.StartAsync(engine);
        await using var running = service;
        await service.CloseMayAsync();
        var (county, nation) = (await service.SnapshotAsync("330211"), await service.SnapshotAsync(null));
        await using var scope = service.OpenDb(out var db);
        await using var tampering = await Tampering.BeginAsync(db);
        var content = (byte[])(await tampering.RowAsync("snapshots", "number = 'R1-2024-05-330211'"))
            .Single(one => one.Name == "content").Value;
        var changed = (byte[])content.Clone();
        changed[content.AsSpan().IndexOf("200000"u8)] = (byte)'9';
        await tampering.SetAsync("snapshots", "content", changed, "number = 'R1-2024-05-330211'");

        Assert.False(await service.IsIdenticalAsync(county));
        Assert.True(await service.IsIdenticalAsync(nation));
        var told = Assert.Single((await service.VerifyAsync()).List("snapshotDifferences"));
        Assert.Equal(SnapshotScenario.IdOf(county), told.Text("snapshotId"));
        var (status, text) = await service.SignAsync(county, "330211");
        Assert.Equal((409, true), (status, text.Contains("snapshot_changed", StringComparison.Ordinal)));

        await tampering.SetAsync("snapshots", "content", content, "number = 'R1-2024-05-330211'");
        Assert.True(await service.IsIdenticalAsync(county));
        await tampering.RunAsync("UPDATE credit_entries SET amount_fen = amount_fen + 1 WHERE entry_no = 3");
        Assert.False(await service.IsIdenticalAsync(nation));
    }

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
}
