using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Crediting.Tests.Snapshots;

/// <summary>POST /credits/snapshots (CR-16).</summary>
public sealed class TakeSnapshotTests(ClosedLedger closed)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task On_demand_a_snapshot_holds_what_is_known_now_even_while_the_clock_stands_still(Engine engine)
    {
        var (service, _) = await SnapshotScenario.StartAsync(engine);
        await using var running = service;
        var snapshotId = Guid.CreateVersion7();

        var taken = await service.PostJsonAsync(
            "/credits/snapshots", new { snapshotId, report = "R1", month = "2024-05", regionId = "330211" });
        await service.SellAsync(lines: 4);
        await service.DeliverAsync(SnapshotScenario.TargetMessage("F03", 2, 1));
        var again = await service.PostJsonAsync(
            "/credits/snapshots", new { snapshotId = Guid.CreateVersion7(), report = "R1", month = "2024-05", regionId = "330211" });

        Assert.Equal(("R1-2024-05-330211-1", 9L, false),
            (taken.Text("number"), taken.Number("lastEntryNo"), taken.GetProperty("isFinal").GetBoolean()));
        Assert.Equal(("R1-2024-05-330211-2", 21L), (again.Text("number"), again.Number("lastEntryNo")));
        var read = await service.Client(Roles.Auditor).GetJsonAsync($"/credits/snapshots/{snapshotId}");
        Assert.Contains("\"fen\":500000", SnapshotScenario.Row(read, "F03"), StringComparison.Ordinal);
        Assert.True(await service.IsIdenticalAsync(read));
        Assert.Contains("month_open", (await service.SignAsync(read, "330211")).Text, StringComparison.Ordinal);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Nobody_takes_the_place_of_a_closing_snapshot_that_is_yet_to_come(Engine engine)
    {
        var (service, _) = await SnapshotScenario.StartAsync(engine);
        await using var running = service;
        var snapshotId = StableIds.Of("snapshot/R1-2024-05-CN");

        Assert.Equal(
            "400 id_reserved snapshotId",
            await service.Official("330211").PostOnceAsync(
                "/credits/snapshots", new { snapshotId, report = "R1", month = "2024-05", regionId = "330211" },
                ct: TestContext.Current.CancellationToken).FieldRefusalAsync());
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Of_a_closed_month_a_region_has_one_snapshot(Engine engine)
    {
        var (service, _) = await SnapshotScenario.StartAsync(engine);
        await using var running = service;
        var (party, other) = (service.Official("330211"), service.Official("460000"));
        await service.CloseAsync("2024-05");
        Assert.Equal("409 final_snapshot_pending", await TakeAsync(party, "330211").RefusalAsync());
        await service.TakeDueAsync();

        Assert.Equal("409 final_snapshot_exists", await TakeAsync(party, "330211").RefusalAsync());
        await service.DeliverAsync(SharedLedger.Regions("460000"), ct: TestContext.Current.CancellationToken);
        var taken = await TakeAsync(other, "460000").JsonAsync(System.Net.HttpStatusCode.Created);
        Assert.Equal(("R1-2024-05-460000-1", true), (taken.Text("number"), taken.GetProperty("isFinal").GetBoolean()));
        Assert.Equal("409 final_snapshot_exists", await TakeAsync(other, "460000").RefusalAsync());
        Assert.Equal(201, (await service.SignAsync(await service.SnapshotAsync("460000-1"), "460000")).Status);
        Assert.True((await service.VerifyAsync()).GetProperty("isSound").GetBoolean());
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Officials_take_snapshots_of_what_lies_in_their_region(Engine engine)
    {
        var official = (await closed.OnAsync(engine)).Official("330211");

        Assert.Equal("403 not_your_region regionId", await TakeAsync(official, "330200").FieldRefusalAsync());
        Assert.Equal("400 unknown_region regionId", await TakeAsync(official, "999999").FieldRefusalAsync());
        Assert.Equal("400 report_unknown report", await TakeAsync(official, "330211", report: "R2").FieldRefusalAsync());
        Assert.Equal("400 month_invalid month", await TakeAsync(official, "330211", month: "2024-13").FieldRefusalAsync());
        Assert.Equal("400 month_not_begun month", await TakeAsync(official, "330211", month: "2024-07").FieldRefusalAsync());
        await (await closed.OnAsync(engine)).IsForAsync(HttpMethod.Post, "/credits/snapshots", Roles.Official);
    }

    static Task<HttpResponseMessage> TakeAsync(
        HttpClient client, string regionId, string report = "R1", string month = "2024-05") => client.PostOnceAsync(
            "/credits/snapshots", new { snapshotId = Guid.CreateVersion7(), report, month, regionId },
            ct: TestContext.Current.CancellationToken);
}
