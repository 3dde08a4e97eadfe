using Marketplace.Logistics.Domain;
using Marketplace.Platform.Web;

namespace Marketplace.Logistics.Shipments;

/// <summary>How the domain's "no" reaches the caller.</summary>
static class Refusals
{
    extension(Refusal refusal)
    {
        /// <summary>400 when a field of the request is at fault, 409 when the shipment is not, or no longer, where it would have to be.</summary>
        public ProblemException ToProblem() => refusal.Field is { } field
            ? new InvalidRequestException(refusal.Code, field, refusal.Chinese, refusal.English)
            : new RuleBrokenException(refusal.Code, refusal.Chinese, refusal.English);
    }

    /// <summary>There is no such shipment for this caller.</summary>
    public static NotFoundException NotFound(Guid shipmentId) => new(
        "shipment_not_found",
        $"没有发货单 {shipmentId}，或它不在您的可见范围内；请核对编号。",
        $"There is no shipment {shipmentId} that you may see; check the id.");

    /// <summary>The caller may see the shipment, in another role, but this is another organisation's business.</summary>
    public static ForbiddenException NotYours() => new(
        "not_your_organisation",
        "只有此发货单所属的机构才能办理；请改用该机构的账号。",
        "Only the organisation that this part of the shipment belongs to can do this; use an account of that organisation.");
}
