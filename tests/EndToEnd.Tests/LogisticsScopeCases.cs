using Marketplace.Contracts;

namespace Marketplace.EndToEnd.Tests;

/// <summary>A case for each operation on shipments, and on the disputes and returns of them.</summary>
static class LogisticsScopeCases
{
    public static IReadOnlyDictionary<string, ScopeCase> All { get; } = new Dictionary<string, ScopeCase>
    {
        ["ListShipments"] = new(Stranger.SeesNothing, Roles.Carrier, _ => "/logistics/shipments"),
        ["GetShipment"] = new(Stranger.Refused, Roles.Carrier, ours => $"/logistics/shipments/{ours.PartId}"),
        ["DispatchShipment"] = new(Stranger.Refused, Roles.Supplier, ours => $"/logistics/shipments/{ours.PartId}/dispatch", ours => new
        {
            carrierId = Guid.CreateVersion7(),
            waybill = "X1",
            lines = new[] { new { lineId = ours.LineId, quantity = "1" } },
        }),
        ["CancelShipment"] = new(
            Stranger.Refused, Roles.Purchaser, ours => $"/logistics/shipments/{ours.PartId}/cancellation",
            _ => new { reason = "NotNeeded" }),
        ["DeclineShipment"] = new(
            Stranger.Refused, Roles.Supplier, ours => $"/logistics/shipments/{ours.PartId}/decline",
            _ => new { reason = "CropFailure" }),
        ["ReplaceCarrier"] = new(
            Stranger.Refused, Roles.Supplier, ours => $"/logistics/shipments/{ours.PartId}/carrier",
            _ => new { carrierId = Guid.CreateVersion7(), waybill = "X2", reason = "Silent" }),
        ["RefuseCarriage"] = new(
            Stranger.Refused, Roles.Carrier, ours => $"/logistics/shipments/{ours.PartId}/carrier/refusal", _ => new { }),
        ["ReportLosses"] = new(
            Stranger.Refused, Roles.Carrier, ours => $"/logistics/shipments/{ours.PartId}/losses",
            ours => new { lines = new[] { new { lineId = ours.LineId, quantity = "1", reason = "Missing" } } }),
        ["DeclareNonDelivery"] = new(
            Stranger.Refused, Roles.Purchaser, ours => $"/logistics/shipments/{ours.PartId}/non-delivery", _ => new { reason = "冒名申报" }),
        ["GetReliability"] = new(Stranger.SeesNothing, Roles.Supplier, _ => "/logistics/reliability"),
        ["RecordDelivery"] = new(
            Stranger.Refused, Roles.Carrier, ours => $"/logistics/shipments/{ours.PartId}/delivery", _ => new { receivedBy = "某人" }),
        ["ConfirmArrival"] = new(
            Stranger.Refused, Roles.Purchaser, ours => $"/logistics/shipments/{ours.PartId}/arrival", _ => new { }),
        ["AcceptDelivery"] = new(
            Stranger.Refused, Roles.Purchaser, ours => $"/logistics/shipments/{ours.PartId}/acceptance", ours => new
            {
                acceptanceId = Guid.CreateVersion7(),
                lines = new[] { new { lineId = ours.LineId, accepted = "1", @short = "0", rejected = "0" } },
            }),

        ["CancelShipments"] = new(Stranger.RefusedEachItem, Roles.Purchaser, _ => "/logistics/cancellations", ours => new
        {
            reason = "NotNeeded",
            items = new[] { new { shipmentId = ours.PartId } },
        }),
        ["DeclineShipments"] = new(Stranger.RefusedEachItem, Roles.Supplier, _ => "/logistics/declines", ours => new
        {
            reason = "CropFailure",
            items = new[] { new { shipmentId = ours.PartId } },
        }),
        ["DispatchShipments"] = new(Stranger.RefusedEachItem, Roles.Supplier, _ => "/logistics/dispatches", ours => new
        {
            carrierId = Guid.CreateVersion7(),
            waybill = "X1",
            items = new[] { new { shipmentId = ours.PartId, lines = new[] { new { lineId = ours.LineId, quantity = "1" } } } },
        }),
        ["RecordDeliveries"] = new(Stranger.RefusedEachItem, Roles.Carrier, _ => "/logistics/deliveries", ours => new
        {
            receivedBy = "某人",
            items = new[] { new { shipmentId = ours.PartId } },
        }),
        ["AcceptDeliveries"] = new(Stranger.RefusedEachItem, Roles.Purchaser, _ => "/logistics/acceptances", ours => new
        {
            items = new[]
            {
                new
                {
                    shipmentId = ours.PartId,
                    acceptanceId = Guid.CreateVersion7(),
                    lines = new[] { new { lineId = ours.LineId, accepted = "1", @short = "0", rejected = "0" } },
                },
            },
        }),

        ["RaiseDispute"] = new(Stranger.Refused, Roles.Purchaser, ours => $"/logistics/shipments/{ours.PartId}/disputes", ours => new
        {
            disputeId = Guid.CreateVersion7(),
            lineId = ours.LineId,
            quantity = "1",
            reason = "冒名异议",
        }),
        ["ListDisputes"] = new(Stranger.SeesNothing, Roles.Carrier, _ => "/logistics/disputes"),
        ["GetDispute"] = new(Stranger.Refused, Roles.Carrier, ours => $"/logistics/disputes/{ours.DisputeId}"),
        ["RuleOnDispute"] = new(Stranger.Refused, Roles.Official, ours => $"/logistics/disputes/{ours.DisputeId}/ruling", _ => new
        {
            accepted = "1",
            rejected = "0",
            note = "冒名裁定",
        }),
        ["RequestReturn"] = new(Stranger.Refused, Roles.Purchaser, ours => $"/logistics/shipments/{ours.PartId}/returns", ours => new
        {
            returnId = Guid.CreateVersion7(),
            lineId = ours.LineId,
            acceptanceNo = 1,
            kind = "Return",
            quantity = "1",
            reason = "冒名退货",
        }),
        ["ListReturns"] = new(Stranger.SeesNothing, Roles.Supplier, _ => "/logistics/returns"),
        ["GetReturn"] = new(Stranger.Refused, Roles.Supplier, ours => $"/logistics/returns/{ours.ReturnId}"),
        ["ConfirmReturn"] = new(
            Stranger.Refused, Roles.Supplier, ours => $"/logistics/returns/{ours.ReturnId}/confirmation", _ => new { }),
        ["RefuseReturn"] = new(
            Stranger.Refused, Roles.Supplier, ours => $"/logistics/returns/{ours.ReturnId}/refusal", _ => new { reason = "冒名拒绝" }),
    };
}
