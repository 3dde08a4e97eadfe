using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Marketplace.Contracts.Proofs;
using Marketplace.Crediting.Sealing;
using Marketplace.Crediting.Storage;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Crediting.Witness;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Marketplace.Crediting.Tests.Witness;

/// <summary>Every signed head gets to the witness, once and in order, whatever stops in between.</summary>
public sealed class WitnessHeadsTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Heads_that_were_signed_while_nothing_was_written_follow_in_their_order(Engine engine)
    {
        await using var service = await SealingScenario.StartAsync(engine);
        for (var block = 1; block <= 3; block++)
        {
            await SealAndSignAsync(service);
        }

        Assert.Equal(3, await service.WitnessAsync());
        Assert.Equal(0, await service.WitnessAsync());
        await SealAndSignAsync(service);
        Assert.Equal(1, await service.WitnessAsync());

        await using var scope = service.OpenDb(out var db);
        Assert.Equal(db.TreeHeads.OrderBy(head => head.Number), await HeadsAsync(service));
        Assert.Equal(4, (await File.ReadAllLinesAsync(service.WitnessPath, Ct)).Length);
    }

    [Theory]
    [InlineData("{\"number\":3,\"entr", 4)]
    [InlineData("", 3)]
    public async Task Half_a_line_that_a_crash_left_behind_stays_and_the_head_is_written_again(string torn, int lines)
    {
        await using var service = await SealingScenario.StartAsync(Engine.Sqlite);
        for (var block = 1; block <= 2; block++)
        {
            await SealAndSignAsync(service);
        }

        await service.WitnessAsync();
        await File.AppendAllTextAsync(service.WitnessPath, torn, Ct);
        await SealAndSignAsync(service);
        Assert.Equal(1, await service.WitnessAsync());

        Assert.Equal([1L, 2, 3], (await HeadsAsync(service)).Select(head => head.Number));
        Assert.Equal(lines, (await File.ReadAllLinesAsync(service.WitnessPath, Ct)).Length);
        Assert.True((await service.VerifyAsync()).GetProperty("isSound").GetBoolean());
    }

    [Fact]
    public async Task A_head_that_may_not_have_been_finished_is_written_again_which_is_no_fault()
    {
        await using var service = await SealingScenario.StartAsync(Engine.Sqlite);
        await SealAndSignAsync(service);
        await SealAndSignAsync(service);
        await service.WitnessAsync();
        var text = await File.ReadAllTextAsync(service.WitnessPath, Ct);
        await File.WriteAllTextAsync(service.WitnessPath, text.TrimEnd('\n'), Ct);

        Assert.Equal(1, await service.WitnessAsync());

        Assert.Equal([1L, 2, 2], (await HeadsAsync(service)).Select(head => head.Number));
        var found = await service.VerifyAsync();
        Assert.True(found.GetProperty("isSound").GetBoolean());
        Assert.Equal(2, found.GetProperty("witnessedThrough").Number("number"));
    }

    [Fact]
    public async Task A_witness_that_is_away_holds_nobody_up_and_is_seen_to_lag()
    {
        var clock = new FixedClock(Examples.Noon("2024-05-10"));
        await using var service = await SealingScenario.StartAsync(Engine.Sqlite, clock);
        Directory.CreateDirectory(service.WitnessPath);
        await SealAndSignAsync(service);
        await Assert.ThrowsAnyAsync<Exception>(() => service.WitnessAsync());
        Directory.Delete(service.WitnessPath);
        await SealAndSignAsync(service);

        var progress = service.Services.GetRequiredService<WitnessProgress>();
        progress.Note(behind: 2, oldest: clock.Now);
        Assert.Equal(HealthStatus.Healthy, (await HealthAsync(progress)).Status);
        clock.Now = clock.Now.AddMinutes(11);
        Assert.Equal((HealthStatus.Degraded, TimeSpan.FromMinutes(11)), ((await HealthAsync(progress)).Status, progress.Age));
        using var ready = await service.ClientWith(token: null).GetAsync(new Uri("/health/ready", UriKind.Relative), Ct);
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Contains("Degraded", await ready.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);

        Assert.Equal(2, await service.WitnessAsync());
        Assert.Equal((HealthStatus.Healthy, 0L), ((await HealthAsync(progress)).Status, progress.Behind));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_address_gets_each_head_also_those_of_the_time_when_it_was_away(Engine engine)
    {
        var (taken, isAway) = (new ConcurrentQueue<SignedTreeHead>(), true);
        var address = new Uri($"http://{IPAddress.Loopback}:{LoopbackPorts.Free().ToString(CultureInfo.InvariantCulture)}/heads");
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        await using var witness = builder.Build();
        witness.MapPost("/heads", async (HttpRequest request) =>
        {
            if (isAway)
            {
                return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
            }

            taken.Enqueue((await JsonSerializer.DeserializeAsync<SignedTreeHead>(request.Body, JsonSerializerOptions.Web, Ct))!);
            return Results.NoContent();
        });
        witness.Urls.Add(address.GetLeftPart(UriPartial.Authority));
        await witness.StartAsync(Ct);
        await using var service = await SealingScenario.StartAsync(
            engine, configure: host => host.Configuration["Witness:Url"] = address.ToString());
        await SealAndSignAsync(service);
        await Assert.ThrowsAsync<HttpRequestException>(() => service.WitnessAsync());
        await SealAndSignAsync(service);
        isAway = false;

        Assert.Equal(2, await service.WitnessAsync());
        await SealAndSignAsync(service);
        Assert.Equal(1, await service.WitnessAsync());

        await using var scope = service.OpenDb(out var db);
        Assert.Equal(db.TreeHeads.OrderBy(head => head.Number), taken);
        Assert.False(File.Exists(service.WitnessPath));

        // A database that was set back does not agree with how far the witness is.
        await using var tampering = await Tampering.BeginAsync(db);
        await tampering.RunAsync("DELETE FROM tree_heads WHERE number = 3");
        Assert.Equal(0, await service.WitnessAsync());
        Assert.NotNull(service.Services.GetRequiredService<WitnessProgress>().Contradiction);
    }

    [Fact]
    public async Task The_service_writes_by_itself()
    {
        await using var service = await SealingScenario.StartAsync(
            Engine.Sqlite,
            configure: host =>
            {
                host.Configuration["Witness:InBackground"] = "true";
                host.Configuration["Witness:LookEvery"] = "00:00:00.05";
            });
        await SealAndSignAsync(service);

        await Eventually.TrueAsync(
            async () => File.Exists(service.WitnessPath) && (await HeadsAsync(service)).Count == 1, "the head to be witnessed", ct: Ct);
    }

    static Task<HealthCheckResult> HealthAsync(WitnessProgress progress) => progress.CheckHealthAsync(new HealthCheckContext(), Ct);

    static async Task SealAndSignAsync(ServiceUnderTest<CreditingDb> service)
    {
        await service.SellAsync();
        await using var scope = service.OpenDb(out var db);
        await service.Services.GetRequiredService<SealLedger>().SealAsync(db, Ct);
        await service.Services.GetRequiredService<SignHeads>().SignAsync(db, Ct);
    }

    static async Task<List<SignedTreeHead>> HeadsAsync(ServiceUnderTest<CreditingDb> service)
    {
        using var reader = new StringReader(await File.ReadAllTextAsync(service.WitnessPath, Ct));
        var heads = new List<SignedTreeHead>();
        await foreach (var head in WitnessFile.ReadAsync(reader, Ct))
        {
            heads.Add(head);
        }

        return heads;
    }
}
