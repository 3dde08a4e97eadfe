using System.Net;
using System.Security.Cryptography;
using System.Text;
using Marketplace.Contracts;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Crediting.Tests.Snapshots;

public sealed class TakeSnapshotTests
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

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_exact_bytes_and_the_files_come_from_what_was_stored(Engine engine)
    {
        var ct = TestContext.Current.CancellationToken;
        var (service, _) = await SnapshotScenario.StartAsync(engine);
        await using var running = service;
        await service.CloseMayAsync();
        var snapshot = await service.SnapshotAsync("330211");
        var client = service.Client(Roles.Official, region: "330211", tier: "County");
        var path = $"/credits/snapshots/{SnapshotScenario.IdOf(snapshot)}";

        var bytes = await client.GetByteArrayAsync(new Uri($"{path}?format=canonical", UriKind.Relative), ct);
        Assert.Equal(snapshot.GetProperty("snapshot").Text("contentHash"), Convert.ToHexStringLower(SHA256.HashData(bytes)));
        var csv = Encoding.UTF8.GetString(await client.GetByteArrayAsync(new Uri($"{path}?format=csv", UriKind.Relative), ct));
        Assert.Contains("R1-2024-05-330211", csv, StringComparison.Ordinal);
        Assert.Contains("地区330211", csv, StringComparison.Ordinal);
        var workbook = await client.GetByteArrayAsync(new Uri($"{path}?format=xlsx", UriKind.Relative), ct);
        Assert.Equal("PK"u8.ToArray(), workbook[..2]);
        Assert.Equal("parameter_invalid", (await client.RefusedAsync($"{path}?format=pdf", HttpStatusCode.BadRequest)).Code);

        await service.DeliverAsync(SnapshotScenario.RegionsMessage(version: 2, name: id => $"改名{id}"), ct: ct);
        Assert.Equal(csv, Encoding.UTF8.GetString(await client.GetByteArrayAsync(new Uri($"{path}?format=csv", UriKind.Relative), ct)));
        Assert.Equal(workbook, await client.GetByteArrayAsync(new Uri($"{path}?format=xlsx", UriKind.Relative), ct));
    }

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
    public async Task Officials_see_and_take_snapshots_of_what_lies_in_their_region(Engine engine)
    {
        var (service, _) = await SnapshotScenario.StartAsync(engine);
        await using var running = service;
        await service.CloseMayAsync();
        var (county, prefecture) = (await service.SnapshotAsync("330211"), await service.SnapshotAsync("330200"));
        var official = service.Client(Roles.Official, region: "330211", tier: "County");

        Assert.Equal(
            "330211", Assert.Single((await official.GetJsonAsync("/credits/snapshots?month=2024-05")).List("items")).Text("regionId"));
        await official.RefusedAsync($"/credits/snapshots/{SnapshotScenario.IdOf(prefecture)}", HttpStatusCode.NotFound);
        await official.RefusedAsync($"/credits/snapshots/{SnapshotScenario.IdOf(prefecture)}/regeneration", HttpStatusCode.NotFound);
        await official.RefusedAsync($"/credits/snapshots/{SnapshotScenario.IdOf(prefecture)}/adjustments", HttpStatusCode.NotFound);
        await service.Client(Roles.Official, region: "330000", tier: "Province")
            .GetJsonAsync($"/credits/snapshots/{SnapshotScenario.IdOf(county)}");
        using var refused = await official.PostOnceAsync(
            "/credits/snapshots",
            new { snapshotId = Guid.CreateVersion7(), report = "R1", month = "2024-05", regionId = "330200" },
            ct: TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }
}
