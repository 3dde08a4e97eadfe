using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Crediting.Tests.Snapshots;

/// <summary>Whatever becomes known later, the signed report can be made again to the byte (CR-16, invariant 4).</summary>
public sealed class RegenerateSnapshotTests(ClosedLedger closed)
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
        await service.DeliverAsync(
            FixturePairings.Message("F02") with { Version = 2, EastName = "别名", ValidTo = new DateOnly(2024, 2, 1) });

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
            .Single(row => row.Name == "content").Value;
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
    public async Task Officials_regenerate_snapshots_of_what_lies_in_their_region(Engine engine)
    {
        var service = await closed.OnAsync(engine);
        var county = $"/credits/snapshots/{SnapshotScenario.IdOf(await service.SnapshotAsync("330211"))}/regeneration";
        var prefecture = $"/credits/snapshots/{SnapshotScenario.IdOf(await service.SnapshotAsync("330200"))}/regeneration";

        await service.Official("330211").GetJsonAsync(county);
        Assert.Equal("snapshot_not_found", (await service.Official("330211").RefusedAsync(prefecture, HttpStatusCode.NotFound)).Code);
        await service.IsForAsync(HttpMethod.Get, county, Roles.Official, Roles.Auditor, Roles.Operator);
    }
}
