using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.Ordering;
using Marketplace.Logistics.ColdChain;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.Logistics.Shipments;

/// <summary>← OrderConfirmed. Plans one shipment for each supplier's part → ShipmentPlanned.</summary>
public sealed class PlanShipments(
    LogisticsDb db, IOptions<DispatchOptions> options, IOptions<ColdChainOptions> coldChain, TimeProvider clock) : IConsume<OrderConfirmed>
{
    public async Task ConsumeAsync(IReadOnlyList<OrderConfirmed> messages, CancellationToken ct)
    {
        Guid[] parts = [.. messages.SelectMany(confirmed => confirmed.Parts).Select(part => part.PartId).Distinct()];
        var planned = await db.Shipments.Where(known => parts.Contains(known.ShipmentId))
            .Select(known => known.ShipmentId).ToHashSetAsync(ct);
        var now = clock.NowToTheMillisecond();
        var limits = await LimitsAsync(messages, ct);
        foreach (var confirmed in messages)
        {
            // The same order may come in several messages; what is planned, or further, stays as it is.
            var discounts = DiscountsOf(confirmed);
            foreach (var part in confirmed.Parts.Where(part => planned.Add(part.PartId)))
            {
                ShipmentLine[] lines = [.. part.Lines.Select(line => ToLine(line, discounts.GetValueOrDefault(line.LineNumber)))];
                var shipment = Shipment.Plan(
                    part.PartId, ToFacts(confirmed, part), part.SupplierId, part.SupplierName, lines, now, options.Value.Rules);
                db.Add(shipment.Keep(TemperatureControl.Of(
                    lines.Select(line => (line.LineNumber, LimitsOf(line.Goods, limits))), coldChain.Value.Rules)));
                db.AddRange(lines.SelectMany(line => line.Batches).Select(share => share.BatchId).Distinct()
                    .Select(batchId => new ShipmentBatch { BatchId = batchId, ShipmentId = part.PartId }));
                db.Publish(
                    new ShipmentPlanned
                    {
                        ShipmentId = part.PartId,
                        OrderId = confirmed.OrderId,
                        SupplierId = part.SupplierId,
                        UnitId = confirmed.UnitId,
                    },
                    causedBy: confirmed);
            }
        }
    }

    /// <summary>What suppliers ask for the products, by product.</summary>
    async Task<Dictionary<Guid, ProductTemperature>> LimitsAsync(IReadOnlyList<OrderConfirmed> messages, CancellationToken ct)
    {
        Guid[] products =
        [
            .. messages.SelectMany(confirmed => confirmed.Parts).SelectMany(part => part.Lines).Select(line => line.Goods.ProductId)
                .Distinct(),
        ];
        return await db.ProductTemperatures.AsNoTracking().Where(known => products.Contains(known.ProductId))
            .ToDictionaryAsync(known => known.ProductId, ct);
    }

    /// <summary>What its supplier asks, or the limits of its class; null when the goods need no temperature.</summary>
    TemperatureLimits? LimitsOf(GoodsFacts goods, IReadOnlyDictionary<Guid, ProductTemperature> limits) =>
        goods.Charge is not (null or ChargeKind.Goods) ? null
        : limits.GetValueOrDefault(goods.ProductId) is { } asked ? asked.Limits
        : TemperatureLimits.ClassOf(goods.Category, goods.ProcessingLevel) is { } kept ? coldChain.Value.LimitsOf(kept)
        : null;

    static OrderFacts ToFacts(OrderConfirmed confirmed, OrderConfirmed.Part part) => new()
    {
        OrderId = confirmed.OrderId,
        OrderNumber = confirmed.OrderNumber,
        UnitId = confirmed.UnitId,
        UnitName = confirmed.UnitName,
        UnitPath = confirmed.UnitPath,
        BudgetYear = confirmed.BudgetYear,
        ConfirmedAt = confirmed.ConfirmedAt,
        DeliveryPath = part.DeliveryPath,
        DeliveryAddress = part.DeliveryAddress,
        DockId = part.DockId,
        DockName = part.DockName,
        DeliverOn = part.DeliverOn,
        Window = part.Window,
        Terms = confirmed.Terms,
    };

    /// <summary>What of the order's discount falls on which line, by number: by gross amounts, ties to the lowest (CR-03).</summary>
    static Dictionary<int, Money> DiscountsOf(OrderConfirmed confirmed)
    {
        if (confirmed.Terms?.Discount is not { } discount)
        {
            return [];
        }

        OrderDiscount.Line[] lines = [.. discount.Lines.OrderBy(line => line.LineNumber)];
        return lines.Zip(Splits.LargestRemainder(discount.AmountFen, [.. lines.Select(line => line.GrossFen)]))
            .ToDictionary(share => share.First.LineNumber, share => new Money(share.Second));
    }

    static ShipmentLine ToLine(OrderConfirmed.Line line, Money discount) =>
        ShipmentLine.Of(
            line.LineId, line.LineNumber, line.Goods, line.Quantity, new Money(line.AmountFen), line.Batches, discount,
            line.Free ?? Quantity.Zero, new Money(line.SubsidyFen ?? 0));
}
