using System.Net;
using Marketplace.Contracts;
using Marketplace.Logistics.Storage;
using Marketplace.Testing;

namespace Marketplace.Logistics.Tests.Returns;

/// <summary>What confirming and refusing a return have in common.</summary>
static class ReturnScenario
{
    /// <summary>Strangers find no return, buyers may not decide, and what was decided one way is not decided again the other.</summary>
    public static async Task OnlyTheSupplierDecidesOnceAsync(ServiceUnderTest<LogisticsDb> logistics, bool isConfirmed)
    {
        var scenario = await LogisticsScenario.InspectedAsync(logistics);
        var claim = await scenario.RequestReturnAsync("Return", "1");
        await Refused.AsAsync(
            HttpStatusCode.NotFound,
            "return_not_found",
            null,
            logistics.Client(Roles.Supplier, org: Guid.CreateVersion7()),
            client => scenario.PostDecisionAsync(claim.ReturnId, isConfirmed, client));
        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "role_not_allowed", null, scenario.Purchaser,
            client => scenario.PostDecisionAsync(claim.ReturnId, isConfirmed, client));
        // A token of the buyer that says it sells as well is for neither.
        await Refused.AsAsync(
            HttpStatusCode.Forbidden,
            "one_role_a_token",
            null,
            logistics.ClientWith(TestTokens.Of([Roles.Supplier, Roles.Purchaser], org: $"{scenario.Order.UnitId}")),
            client => scenario.PostDecisionAsync(claim.ReturnId, isConfirmed, client));
        await scenario.DecideAsync(claim.ReturnId, isConfirmed: !isConfirmed);
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "already_decided", null, scenario.Supplier,
            client => scenario.PostDecisionAsync(claim.ReturnId, isConfirmed, client));
    }
}
