using System.Net;
using Marketplace.Contracts;
using Marketplace.Logistics.Returns;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Logistics.Tests.Returns;

/// <summary>GET /logistics/returns/{returnId}.</summary>
public sealed class GetReturnTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_parties_auditors_and_officials_of_the_place_see_a_return_and_strangers_do_not(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var scenario = await LogisticsScenario.InspectedAsync(logistics);
        var claim = await scenario.RequestReturnAsync("Return", "1");

        foreach (var (party, isBuyersSide, _) in new[]
        {
            (scenario.Supplier, false, true),
            (scenario.Purchaser, true, false),
            (scenario.Auditor, true, true),
            (logistics.Client(Roles.Official, region: "513430", tier: "County"), false, true),
        })
        {
            var seen = await LogisticsScenario.ReadAsync<ReturnView>(
                HttpStatusCode.OK, await party.GetAsync($"/logistics/returns/{claim.ReturnId}", Ct));
            // Who asked, by name, is the business of the buyer's side.
            Assert.Equivalent(isBuyersSide ? claim : claim with { RequestedBy = null }, seen, strict: true);
        }

        var stranger = logistics.Client(Roles.Supplier, org: Guid.CreateVersion7());
        await Refused.AsAsync(
            HttpStatusCode.NotFound, "return_not_found", null, stranger,
            client => client.GetAsync($"/logistics/returns/{claim.ReturnId}", Ct));
    }
}
