using Marketplace.Contracts;
using Marketplace.Platform.Refusals;

namespace Marketplace.Logistics.Domain;

/// <summary>What every verb answers to those who have nothing to do with a shipment.</summary>
static class Refusals
{
    /// <summary>Who may read shipments and what belongs to them, each within its scope.</summary>
    public static string[] Readers { get; } =
        [Roles.Supplier, Roles.Carrier, Roles.Purchaser, Roles.Approver, Roles.Official, Roles.Auditor, Roles.Operator];

    /// <summary>There is no such shipment for this caller.</summary>
    public static NotFoundException NotFound(Guid shipmentId) => new(
        "shipment_not_found",
        $"没有发货单 {shipmentId}，或它不在您的可见范围内；请核对编号。",
        $"There is no shipment {shipmentId} that you may see; check the id.");

    /// <summary>There is no such dispute for this caller.</summary>
    public static NotFoundException NoDispute(Guid disputeId) => new(
        "dispute_not_found",
        $"没有异议 {disputeId}，或它不在您的可见范围内；请核对编号。",
        $"There is no dispute {disputeId} that you may see; check the id.");

    /// <summary>There is no such return or claim for this caller.</summary>
    public static NotFoundException NoReturn(Guid returnId) => new(
        "return_not_found",
        $"没有退货申请 {returnId}，或它不在您的可见范围内；请核对编号。",
        $"There is no return {returnId} that you may see; check the id.");

    /// <summary>The caller may see the shipment, in another role, but this is another organisation's business.</summary>
    public static ForbiddenException NotYours() => new(
        "not_your_organisation",
        "只有此发货单所属的机构才能办理；请改用该机构的账号。",
        "Only the organisation that this part of the shipment belongs to can do this; use an account of that organisation.");
}
