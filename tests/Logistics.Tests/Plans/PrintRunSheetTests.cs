using System.Net;
using Marketplace.Logistics.Tests.Network;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Logistics.Tests.Plans;

/// <summary>GET /logistics/plans/{planId}/tours/{number}/run-sheet/file.</summary>
public sealed class PrintRunSheetTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_run_sheet_is_printed_the_same_each_time(Engine engine)
    {
        var network = await NetworkScenario.WithShipmentsAsync(await services.OnAsync(engine), count: 2);
        var plan = await network.PlanAsync();
        await ReportFailureTests.AcceptAsync(network, plan, 1);
        var path = $"{ReportFailureTests.PathOf(plan, 1)}/run-sheet/file";
        using var answer = await network.Carrier.GetAsync(path, Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.MediaType);
        var file = await answer.Content.ReadAsByteArrayAsync(Ct);
        Assert.Equal("%PDF"u8.ToArray(), file[..4]);
        Assert.Equal(file, await network.Carrier.GetByteArrayAsync(path, Ct));
        await Refused.AsAsync(
            HttpStatusCode.NotFound, "plan_not_found", null, network.CarrierOf(Guid.CreateVersion7()), client => client.GetAsync(path, Ct));
    }
}
