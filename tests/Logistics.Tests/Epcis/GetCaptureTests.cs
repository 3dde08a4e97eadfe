using System.Net;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Logistics.Tests.Epcis.EpcisClient;

namespace Marketplace.Logistics.Tests.Epcis;

/// <summary>GET /logistics/epcis/capture/{captureId}.</summary>
public sealed class GetCaptureTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Who_captured_a_document_and_auditors_see_what_became_of_it(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var supplier = service.Client(Roles.Supplier, org: Guid.CreateVersion7());
        using var answer = await supplier.CaptureAsync(Document(SampleEvents.Observed("urn:example:crate:5")));
        var path = answer.Headers.Location!.ToString();
        Assert.Equal(HttpStatusCode.OK, (await supplier.GetAsync(path, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await service.Client(Roles.Auditor).GetAsync(path, Ct)).StatusCode);
        Assert.Equal(
            HttpStatusCode.NotFound, (await service.Client(Roles.Carrier, org: Guid.CreateVersion7()).GetAsync(path, Ct)).StatusCode);
    }
}
