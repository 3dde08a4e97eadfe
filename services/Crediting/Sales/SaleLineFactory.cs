using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Crediting.Domain;
using Marketplace.Platform.Messaging;

namespace Marketplace.Crediting.Sales;

/// <summary>Makes the rows of an accepted line: one for each origin (CR-04).</summary>
static class SaleLineFactory
{
    /// <param name="waiting">The message that waits when something is missing; the acceptance when null.</param>
    /// <exception cref="MissingReferenceException">The buyer or its helper is not known yet.</exception>
    public static IEnumerable<SaleLine> Of(
        DeliveryAccepted message, DeliveryAccepted.Line line, RegistryFacts registry, PartyResolver parties, DateTimeOffset now,
        object? waiting = null)
    {
        var rules = registry.RuleSetOn(BusinessDay.Of(message.AcceptedAt));
        var amounts = SaleAmounts.Of(line, message.Terms?.Discount, rules.Parameters);
        OriginPart?[] origins = line.Goods.Origins is { Count: > 0 } parts ? [.. parts.OrderBy(part => part.ShareNo)] : [null];
        var quantities = origins is [null]
            ? [line.Accepted.Thousandths]
            : Splits.LargestRemainder(line.Accepted.Thousandths, [.. origins.Select(part => part!.Weight)]);
        for (var i = 0; i < origins.Length; i++)
        {
            var share = Share(message, line, origins[i], amounts, (i, origins.Length, quantities[i]), rules, now);
            var (said, missing) = origins[i] is { } origin
                ? parties.Of(share, origin.OriginPath?.Value ?? "", origin.OriginName ?? "")
                : parties.Of(share, line.Goods.OriginPath.Value, line.Goods.OriginName);
            yield return share.Attribute(said ?? throw new MissingReferenceException(waiting ?? message, missing!)).Begin();
        }
    }

    static SaleLine Share(
        DeliveryAccepted message,
        DeliveryAccepted.Line line,
        OriginPart? origin,
        SaleAmounts amounts,
        (int Index, int Count, long Thousandths) share,
        RuleSet rules,
        DateTimeOffset now)
    {
        var goods = line.Goods;
        var recognition = origin is null ? goods.Recognition : origin.Recognition;
        return new SaleLine
        {
            LineId = line.LineId,
            AcceptanceNo = message.AcceptanceNo,
            ShareNo = origin?.ShareNo ?? 1,
            Shares = share.Count,
            PurchaseId = message.OrderId,
            PurchaseNumber = message.OrderNumber,
            LineNumber = line.LineNumber,
            ConfirmedAt = message.ConfirmedAt,
            UnitId = message.UnitId,
            UnitName = message.UnitName,
            PrincipalUnitId = message.Terms?.PrincipalUnitId,
            Capacity = message.Terms?.Capacity ?? BuyerCapacity.OwnUse,
            Channel = message.Terms?.Channel ?? SalesChannel.PlatformOrder,
            FacilitatorId = message.Terms?.Facilitation?.FacilitatorId,
            FacilitatorNamedAt = message.Terms?.Facilitation?.NamedAt,
            FacilitatorProof = message.Terms?.Facilitation?.Proof,
            SupplierId = goods.SupplierId,
            SupplierName = goods.SupplierName,
            SupplierRegistrationPath = goods.SupplierRegistrationPath?.Value,
            PrincipalSupplierId = goods.Agency?.PrincipalId,
            PrincipalProductId = goods.Agency?.ProductId,
            ProductId = goods.ProductId,
            ListingVersion = goods.ListingVersion,
            ProductName = goods.ProductName,
            Category = goods.Category,
            ProcessingLevel = goods.ProcessingLevel,
            Charge = goods.Charge ?? ChargeKind.Goods,
            RecognitionNumber = recognition?.Number,
            RecognitionRecordId = recognition?.RecordId,
            RecognitionFrom = recognition?.ValidFrom,
            RecognitionUntil = recognition?.ValidUntil,
            TradeUnit = goods.Unit.Name,
            TradeUnitGrams = goods.Unit.Grams,
            TradeUnitPieces = goods.Unit.Pieces,
            UnitPrice = goods.UnitPrice,
            Ordered = line.Ordered,
            Dispatched = line.Dispatched,
            Accepted = line.Accepted,
            Short = line.Short,
            Rejected = line.Rejected,
            RejectionReason = line.RejectionReason,
            Free = line.Free ?? Quantity.Zero,
            GrossFen = amounts.GrossFen,
            DiscountFen = amounts.DiscountFen,
            SubsidyFen = amounts.SubsidyFen,
            AmountFen = amounts.SharesFen[share.Index],
            SubsidisedFen = amounts.SubsidisedFen[share.Index],
            ShareQuantity = new Quantity(share.Thousandths),
            AcceptanceId = message.AcceptanceId,
            AcceptedAt = message.AcceptedAt,
            AcceptedBy = message.AcceptedBy,
            IsAutomatic = message.IsAutomatic is true,
            RecognitionDate = BusinessDay.Of(message.AcceptedAt),
            EvidenceId = message.ShipmentId,
            Waybill = message.Waybill,
            DispatchedAt = message.DispatchedAt,
            DeliveredAt = message.DeliveredAt,
            DeliveryPath = message.DeliveryPath.Value,
            Batches = [.. line.Batches.Select(batch => new BatchPart(batch.BatchId, batch.Quantity, batch.SupplierId, batch.Declared))],
            RuleSetVersion = rules.Version,
            RecordedAt = now,
        };
    }
}
