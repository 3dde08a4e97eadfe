using System.Globalization;
using Marketplace.Testing.Documents;
using Xunit;

namespace Marketplace.EndToEnd.Tests.Hostile;

/// <summary>
/// Requests that no well-meaning client makes, to every operation of the documents. The usual run sends a part of them, tests/run --long
/// ten thousand in each way to run; HOSTILE_SEED and HOSTILE_COUNT say which and how many.
/// </summary>
[Collection(PreparedMarketplace.Name)]
public sealed class HostileTests(PreparedMarketplace prepared)
{
    const int Some = 800;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Hostile_requests_are_refused_by_name_and_change_nothing() =>
        await HostileMarket.SendAsync(prepared.Running, prepared.Http, prepared.Market, prepared.Ours, Some, Ct);
}

/// <summary>The same, ten thousand times, in both ways to run.</summary>
public sealed class LongHostileTests
{
    const int Many = 10_000;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory(Explicit = true)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ten_thousand_hostile_requests_are_refused_and_change_nothing(bool isDistributed)
    {
        await using var running = isDistributed
            ? await RunningMarketplace.StartDistributedAsync(Ct) : await RunningMarketplace.StartEmbeddedAsync(Ct);
        using var http = running.Connect();
        using var client = new HttpClient(new EachToItsService(running)) { BaseAddress = running.Address };
        var things = await PreparedThings.MakeAsync(http, client, Ct);
        await HostileMarket.SendAsync(running, http, things.Market, things.Ours, Many, Ct);
    }

    /// <summary>Sends a request where its path is served.</summary>
    sealed class EachToItsService(RunningMarketplace running) : DelegatingHandler(new DocumentedAnswers(new SocketsHttpHandler()))
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var path = request.RequestUri!.PathAndQuery;
            request.RequestUri = new Uri(running.AddressOf(path), path);
            return base.SendAsync(request, cancellationToken);
        }
    }
}

/// <summary>Sends hostile requests to a marketplace in which there is something of each kind.</summary>
static class HostileMarket
{
    public static async Task SendAsync(
        RunningMarketplace running, Testing.Road.RoadHttp http, Testing.Road.Market market, Ours ours, int count, CancellationToken ct)
    {
        var seed = Setting("HOSTILE_SEED") ?? 20261116;
        var callers = await HostileCallers.SignInAsync(http, market, ours, ct);
        await new HostileRun(running, new HostileRequests(ours, callers, seed), seed).SendAsync(Setting("HOSTILE_COUNT") ?? count, ct);
    }

    static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : null;
}
