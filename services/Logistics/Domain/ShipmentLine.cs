using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Platform.Web;

namespace Marketplace.Logistics.Domain;

/// <summary>One line of the order in the shipment that carries it.</summary>
public sealed class ShipmentLine
{
    ShipmentLine()
    {
    }

    /// <summary>The line of the order; it names the sale up to the ledger.</summary>
    public Guid LineId { get; private init; }

    /// <summary>From 1, unique in the order: a shipment may have lines 2 and 5.</summary>
    public int LineNumber { get; private init; }

    public GoodsFacts Goods { get; private init; } = null!;

    public Quantity Ordered { get; private init; }

    /// <summary>What the order reserved for the line.</summary>
    public Money OrderedAmount { get; private init; }

    /// <summary>From which batches the goods are held.</summary>
    public IReadOnlyList<BatchShare> Batches { get; private init; } = [];

    /// <summary>Null until the shipment is dispatched.</summary>
    public Quantity? Dispatched { get; internal set; }

    /// <summary>Something was ordered, and what was reserved is quantity times unit price, rounded once (CR-03).</summary>
    internal bool IsSound => Ordered > Quantity.Zero && OrderedAmount == Money.Of(Ordered, Goods.UnitPrice);

    /// <summary>The line as the order was confirmed.</summary>
    public static ShipmentLine Of(
        Guid lineId, int lineNumber, GoodsFacts goods, Quantity ordered, Money orderedAmount, IReadOnlyList<BatchShare> batches) => new()
        {
            LineId = lineId,
            LineNumber = lineNumber,
            Goods = goods,
            Ordered = ordered,
            OrderedAmount = orderedAmount,
            Batches = batches,
        };

    /// <summary>Refuses to send less than nothing, or more than was ordered.</summary>
    internal void CheckDispatch(Quantity quantity, string field)
    {
        if (quantity < Quantity.Zero)
        {
            throw Negative(field);
        }

        if (quantity > Ordered)
        {
            throw new InvalidRequestException(
                "over_delivery",
                field,
                $"第{LineNumber}行：发货 {quantity} 超过订购 {Ordered}。目前不支持超量发货，请按不超过订购的数量发货。",
                $"Line {LineNumber}: {quantity} is more than the {Ordered} ordered. Over-delivery is not supported in this version; send at most what was ordered.");
        }
    }

    /// <summary>
    /// Refuses what can't have been found: accepted, short and rejected add up to what was dispatched, and who rejects says why.
    /// </summary>
    internal void CheckInspection(InspectedLine found, string field)
    {
        if (found.Accepted < Quantity.Zero || found.Short < Quantity.Zero || found.Rejected < Quantity.Zero)
        {
            throw Negative(field);
        }

        var dispatched = Dispatched!.Value;
        var sum = found.Accepted + found.Short + found.Rejected;
        if (sum != dispatched)
        {
            throw new InvalidRequestException(
                "quantities_do_not_add_up",
                field,
                $"第{LineNumber}行：收货 {found.Accepted} + 短少 {found.Short} + 拒收 {found.Rejected} = {sum}，应等于发货 {dispatched}。",
                $"Line {LineNumber}: accepted {found.Accepted} + short {found.Short} + rejected {found.Rejected} = {sum}, but {dispatched} was dispatched; the sum must be the same.");
        }

        if (found.Rejected > Quantity.Zero && string.IsNullOrWhiteSpace(found.RejectionReason))
        {
            throw new InvalidRequestException(
                "rejection_reason_missing",
                $"{field}.rejectionReason",
                $"第{LineNumber}行：拒收 {found.Rejected}，请填写拒收原因。",
                $"Line {LineNumber}: {found.Rejected} was rejected; say why.");
        }

        if (found.Rejected == Quantity.Zero && found.RejectionReason is not null)
        {
            throw new InvalidRequestException(
                "rejection_reason_needless",
                $"{field}.rejectionReason",
                $"第{LineNumber}行：没有拒收，请去掉拒收原因，或填写拒收数量。",
                $"Line {LineNumber}: nothing was rejected; leave the reason out, or give the rejected quantity.");
        }
    }

    InvalidRequestException Negative(string field) => new(
        "quantity_negative", field, $"第{LineNumber}行：数量不能小于 0。", $"Line {LineNumber}: a quantity can't be less than 0.");
}
