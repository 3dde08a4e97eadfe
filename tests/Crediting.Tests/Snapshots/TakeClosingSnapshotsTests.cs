using Marketplace.Contracts;
using Marketplace.Contracts.Crediting;
using Marketplace.Contracts.Proofs;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Crediting.Tests.Snapshots;

/// <summary>The snapshots of a month that was closed (CR-16); one that fails keeps no other from being taken (CR-21).</summary>
public sealed class TakeClosingSnapshotsTests
{
    const string Failing = "R1-2024-05-330281";

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_closing_fixes_the_report_of_the_nation_and_of_every_party_of_a_pairing_once(Engine engine)
    {
        var (service, clock) = await SnapshotScenario.StartAsync(engine);
        await using var running = service;

        var taken = await service.CloseMayAsync();

        var listed = (await service.Client(Roles.Auditor).GetJsonAsync("/credits/snapshots?month=2024-05&size=200")).List("items");
        Assert.Equal(taken, listed.Length);
        Assert.Contains("R1-2024-05-CN", listed.Select(json => json.Text("number")));
        Assert.Contains("R1-2024-05-513430", listed.Select(json => json.Text("number")));
        Assert.DoesNotContain("R1-2024-05-513400-", listed.Select(json => json.Text("number")));
        Assert.All(listed, json =>
            Assert.Equal((9L, 1L, true), (json.Number("lastEntryNo"), json.Number("blockNo"), json.GetProperty("isFinal").GetBoolean())));
        var head = await service.Client(Roles.Auditor).GetJsonAsync("/credits/ledger/head");
        Assert.All(listed, json => Assert.Equal(head.Text("chainHash"), json.Text("chainHash")));
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
    public async Task A_closing_is_told_once_with_the_head_that_is_signed_for_it(Engine engine)
    {
        var (service, _) = await SnapshotScenario.StartAsync(engine);
        await using var running = service;
        await service.CloseAsync("2024-04");
        await service.CloseAsync("2024-05");
        await service.TakeDueAsync();
        await service.TakeDueAsync();
        await service.SellAsync(day: "2024-06-09");
        await service.SealAsync();

        var told = await Eventually.NotNullAsync(
            () => Task.FromResult(service.Published<PeriodClosed>() is [_, _, ..] all ? all : null), "the closings to be published",
            ct: TestContext.Current.CancellationToken);

        // The order in which two messages arrive is nobody's promise.
        told = [.. told.OrderBy(closed => closed.Month, StringComparer.Ordinal)];
        Assert.Equal([("2024-04", 9L), ("2024-05", 9L)], told.Select(closed => (closed.Month, closed.LastEntryNo)));
        var snapshot = await service.SnapshotAsync(null);
        Assert.All(told, closed =>
        {
            Assert.Equal((1L, 9L), (closed.Head!.Number, closed.Head.Entries));
            Assert.Equal(snapshot.GetProperty("snapshot").Text("chainHash"), closed.Head.ChainHash);
            Assert.True(closed.Head.IsSigned(service.Services.GetRequiredService<PublicKeys>()));
        });
        Assert.Equal(snapshot.GetProperty("head").Text("signature"), told[1].Head!.Signature);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_region_whose_snapshot_fails_is_listed_with_the_reason_and_tried_again_and_all_others_get_theirs(Engine engine)
    {
        var (service, clock) = await SnapshotScenario.StartAsync(engine);
        await using var running = service;
        await service.RefuseSnapshotAsync(Failing);

        var taken = await service.CloseMayAsync();

        var auditor = service.Client(Roles.Auditor);
        var listed = (await auditor.GetJsonAsync("/credits/snapshots?month=2024-05&size=200")).List("items");
        Assert.Equal(taken, listed.Length);
        Assert.Contains("R1-2024-05-CN", listed.Select(json => json.Text("number")));
        Assert.Contains("R1-2024-05-330211", listed.Select(json => json.Text("number")));
        Assert.DoesNotContain(Failing, listed.Select(json => json.Text("number")));
        var missing = Assert.Single((await auditor.GetJsonAsync("/credits/snapshots/missing?month=2024-05")).List("items"));
        Assert.Equal((Failing, "330281", 1L), (missing.Text("number"), missing.Text("regionId"), missing.Number("failures")));
        Assert.Contains("the disk is full", missing.Text("reason"), StringComparison.Ordinal);

        // It waits for its next attempt, fails again, and is taken once the cause is gone.
        Assert.Equal(0, await service.TakeDueAsync());
        clock.Now = clock.Now.AddMinutes(1);
        Assert.Equal(0, await service.TakeDueAsync());
        missing = Assert.Single((await auditor.GetJsonAsync("/credits/snapshots/missing")).List("items"));
        Assert.Equal(2, missing.Number("failures"));
        await service.AllowSnapshotsAsync();
        clock.Now = clock.Now.AddMinutes(1);
        Assert.Equal(1, await service.TakeDueAsync());
        Assert.Empty((await auditor.GetJsonAsync("/credits/snapshots/missing")).List("items"));
        var late = await service.SnapshotAsync("330281");
        Assert.Equal(9, late.GetProperty("snapshot").Number("lastEntryNo"));
        Assert.True(await service.IsIdenticalAsync(late));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_closing_of_a_later_month_gets_its_snapshots_while_one_of_an_earlier_month_is_missing(Engine engine)
    {
        var (service, clock) = await SnapshotScenario.StartAsync(engine);
        await using var running = service;
        await service.RefuseSnapshotAsync(Failing);
        await service.CloseMayAsync();
        clock.Now = Examples.Noon("2024-07-11");
        await service.CloseAsync("2024-06");

        Assert.True(await service.TakeDueAsync() > 1);

        Assert.Equal("R1-2024-06-330281", (await service.SnapshotAsync("330281", "2024-06")).GetProperty("snapshot").Text("number"));
        var missing = (await service.Client(Roles.Auditor).GetJsonAsync("/credits/snapshots/missing")).List("items");
        Assert.Equal(Failing, Assert.Single(missing).Text("number"));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Those_above_a_missing_snapshot_sign_after_it_and_others_at_once(Engine engine)
    {
        var (service, clock) = await SnapshotScenario.StartAsync(engine);
        await using var running = service;
        await service.RefuseSnapshotAsync(Failing);
        await service.CloseMayAsync();
        var prefecture = await service.SnapshotAsync("330200");
        Assert.Equal(201, (await service.SignAsync(await service.SnapshotAsync("330211"), "330211")).Status);

        var (status, text) = await service.SignAsync(prefecture, "330200");

        Assert.Equal((409, true, true),
            (status, text.Contains("lower_levels_missing", StringComparison.Ordinal), text.Contains(Failing, StringComparison.Ordinal)));
        await service.AllowSnapshotsAsync();
        clock.Now = clock.Now.AddMinutes(1);
        await service.TakeDueAsync();
        Assert.Equal(201, (await service.SignAsync(await service.SnapshotAsync("330281"), "330281")).Status);
        Assert.Equal(201, (await service.SignAsync(prefecture, "330200")).Status);
    }
}
