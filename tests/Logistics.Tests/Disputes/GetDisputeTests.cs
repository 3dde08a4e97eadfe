using System.Net;
using Marketplace.Contracts;
using Marketplace.Logistics.Disputes;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Logistics.Tests.Disputes;

/// <summary>GET /logistics/disputes/{disputeId}.</summary>
public sealed class GetDisputeTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_parties_see_a_dispute_and_strangers_do_not(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var scenario = await LogisticsScenario.DeliveredAsync(logistics);
        var dispute = await scenario.DisputeAsync("8");

        foreach (var (party, isBuyersSide) in new[]
        {
            (scenario.Supplier, false), (scenario.Carrier, false), (scenario.Purchaser, true), (scenario.Auditor, true),
        })
        {
            var seen = await LogisticsScenario.ReadAsync<DisputeView>(
                HttpStatusCode.OK, await party.GetAsync($"/logistics/disputes/{dispute.DisputeId}", Ct));
            // Who raised it, by name, is the business of the buyer's side.
            Assert.Equivalent(isBuyersSide ? dispute : dispute with { RaisedBy = null }, seen, strict: true);
        }

        var stranger = logistics.Client(Roles.Supplier, org: Guid.CreateVersion7());
        await Refused.AsAsync(
            HttpStatusCode.NotFound, "dispute_not_found", null, stranger,
            client => client.GetAsync($"/logistics/disputes/{dispute.DisputeId}", Ct));
    }
}
