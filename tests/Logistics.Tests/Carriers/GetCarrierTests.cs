using System.Net;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Carriers;

/// <summary>GET /logistics/carriers/{carrierId}.</summary>
public sealed class GetCarrierTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Everybody_reads_a_carrier_with_its_version(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var carrierId = Guid.CreateVersion7();
        await logistics.CarrierAsync(carrierId);
        foreach (var role in (string[])[Roles.Supplier, Roles.Purchaser, Roles.Approver, Roles.Carrier, Roles.Auditor, Roles.Operator])
        {
            using var answer = await logistics.Client(role, org: Guid.CreateVersion7()).GetAsync($"{NewCarrier.Path}/{carrierId}", Ct);
            Assert.Equal((HttpStatusCode.OK, "\"1\""), (answer.StatusCode, answer.Headers.ETag?.Tag));
        }

        await Refused.AsAsync(
            HttpStatusCode.NotFound, "carrier_not_found", null, logistics.Client(Roles.Auditor),
            client => client.GetAsync($"{NewCarrier.Path}/{Guid.CreateVersion7()}", Ct));
    }
}
