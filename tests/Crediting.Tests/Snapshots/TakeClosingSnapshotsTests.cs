using Marketplace.Contracts;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Crediting.Tests.Snapshots;

/// <summary>The snapshots of a month that was closed (CR-16).</summary>
public sealed class TakeClosingSnapshotsTests
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_closing_fixes_the_report_of_the_nation_and_of_every_party_of_a_pairing_once(Engine engine)
    {
        var (service, clock) = await SnapshotScenario.StartAsync(engine);
        await using var running = service;

        var taken = await service.CloseMayAsync();

        var listed = (await service.Client(Roles.Auditor).GetJsonAsync("/credits/snapshots?month=2024-05&size=200")).List("items");
        Assert.Equal(taken, listed.Length);
        Assert.Contains("R1-2024-05-CN", listed.Select(one => one.Text("number")));
        Assert.Contains("R1-2024-05-513430", listed.Select(one => one.Text("number")));
        Assert.DoesNotContain("R1-2024-05-513400-", listed.Select(one => one.Text("number")));
        Assert.All(listed, one =>
            Assert.Equal((9L, 1L, true), (one.Number("lastEntryNo"), one.Number("blockNo"), one.GetProperty("isFinal").GetBoolean())));
        var head = await service.Client(Roles.Auditor).GetJsonAsync("/credits/ledger/head");
        Assert.All(listed, one => Assert.Equal(head.Text("chainHash"), one.Text("chainHash")));
        Assert.Equal(0, await service.TakeDueAsync());

        var county = await service.SnapshotAsync("330211");
        Assert.Equal("R1-2024-05-330211", county.GetProperty("content").GetProperty("header").Text("snapshotNumber"));
        Assert.Contains("\"fen\":200000", SnapshotScenario.Row(county, "F03"), StringComparison.Ordinal);
        Assert.Single(county.GetProperty("content").List("rows"));
        Assert.Equal(SnapshotScenario.Row(county, "F03"), SnapshotScenario.Row(await service.SnapshotAsync("513430"), "F03"));
        Assert.Equal(SnapshotScenario.Row(county, "F03"), SnapshotScenario.Row(await service.SnapshotAsync(null), "F03"));
        Assert.True((await service.VerifyAsync()).GetProperty("isSound").GetBoolean());
        Assert.Equal(clock.Now, county.GetProperty("snapshot").GetProperty("cutOffAt").GetDateTimeOffset());
    }
}
