using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Platform.Refusals;

namespace Marketplace.Logistics.Domain;

/// <summary>One line of the order in the shipment that carries it (CR-02).</summary>
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

    /// <summary>What was ordered is worth, before the discount.</summary>
    public Money OrderedAmount { get; private init; }

    /// <summary>Its share of the order's discount (CR-03).</summary>
    public Money Discount { get; private init; }

    /// <summary>What the order reserved for the line.</summary>
    public Money ReservedAmount => OrderedAmount - Discount;

    /// <summary>From which batches the goods are held.</summary>
    public IReadOnlyList<BatchShare> Batches { get; private init; } = [];

    /// <summary>Null until the shipment is dispatched.</summary>
    public Quantity? Dispatched { get; internal set; }

    /// <summary>What acceptances have decided of the dispatched quantity so far.</summary>
    public Quantity Decided { get; private set; }

    /// <summary>What of it is to be paid.</summary>
    public Quantity Charged { get; private set; }

    /// <summary>What that is worth, before the discount.</summary>
    public Money AcceptedAmount { get; private set; }

    /// <summary>What of the discount has been granted on it.</summary>
    public Money Granted { get; private set; }

    /// <summary>What of the reserved amount acceptances have settled.</summary>
    public Money Settled { get; private set; }

    /// <summary>Something was ordered, and what was reserved is quantity times unit price, rounded once (CR-03).</summary>
    internal bool IsSound => Ordered > Quantity.Zero && OrderedAmount == Money.Of(Ordered, Goods.UnitPrice);

    /// <summary>The line as the order was confirmed.</summary>
    public static ShipmentLine Of(
        Guid lineId,
        int lineNumber,
        GoodsFacts goods,
        Quantity ordered,
        Money orderedAmount,
        IReadOnlyList<BatchShare> batches,
        Money discount = default) => new()
        {
            LineId = lineId,
            LineNumber = lineNumber,
            Goods = goods,
            Ordered = ordered,
            OrderedAmount = orderedAmount,
            Batches = batches,
            Discount = discount,
        };

    /// <summary>The most that may be accepted of it against payment (多发容差).</summary>
    internal Quantity MostAcceptable(AcceptanceRules rules) =>
        new((long)decimal.Floor(Ordered.Thousandths * (1 + rules.OverDeliveryTolerance)));

    /// <summary>What of the reserved amount so much of the line will need when all of it is accepted.</summary>
    internal Money NeedOf(Quantity quantity)
    {
        var gross = Money.Of(quantity, Goods.UnitPrice);
        return gross - DiscountOn(gross);
    }

    /// <summary>
    /// Books what was found. Amounts are rounded once an acceptance (CR-03), the discount over all acceptances together, so that the
    /// whole of it is granted when all that was ordered is accepted. What was reserved is settled bit by bit and in the end completely.
    /// </summary>
    /// <param name="found">What was found; checked before.</param>
    /// <param name="wanted">How much of what was reserved this acceptance may settle, when more is still to be decided.</param>
    /// <param name="isFinished">True when nothing of the line is left to be decided.</param>
    internal AcceptanceLine Book(InspectedLine found, Money wanted, bool isFinished)
    {
        var amount = Money.Of(found.Charged, Goods.UnitPrice);
        var granted = DiscountOn(AcceptedAmount + amount) - Granted;
        var left = ReservedAmount - Settled;
        var settled = isFinished ? left : Least(left, Most(amount - granted, wanted));
        var batches = found.Decided == Dispatched ? Batches : BatchesFrom(Decided, found.Decided);
        Decided += found.Decided;
        Charged += found.Charged;
        AcceptedAmount += amount;
        Granted += granted;
        Settled += settled;
        return AcceptanceLine.Of(this, found, amount, payable: amount - granted, settled, batches);
    }

    /// <summary>The discount on so much of the line's value: in proportion, rounded half away from zero, never more than the whole.</summary>
    Money DiscountOn(Money gross)
    {
        if (Discount == Money.Zero)
        {
            return Money.Zero;
        }

        var (share, whole) = ((Int128)Least(gross, OrderedAmount).Fen, (Int128)OrderedAmount.Fen);
        return new Money((long)(((2 * Discount.Fen * share) + whole) / (2 * whole)));
    }

    /// <summary>So much of the batches that the goods are from, after what was decided before.</summary>
    List<BatchShare> BatchesFrom(Quantity from, Quantity quantity)
    {
        List<BatchShare> shares = [];
        var (skipped, wanted) = (from, quantity);
        foreach (var batch in Batches)
        {
            var free = batch.Quantity - Least(skipped, batch.Quantity);
            skipped -= batch.Quantity - free;
            var share = Least(wanted, free);
            wanted -= share;
            if (share > Quantity.Zero)
            {
                shares.Add(batch with { Quantity = share });
            }
        }

        return shares;
    }

    static Money Least(Money one, Money other) => one < other ? one : other;

    static Money Most(Money one, Money other) => one > other ? one : other;

    static Quantity Least(Quantity one, Quantity other) => one < other ? one : other;

    /// <summary>
    /// Refuses to send less than nothing, and what must be a slip of the pen. More than was ordered may arrive (多发); what the buyer may
    /// take of it is decided at the acceptance.
    /// </summary>
    internal void CheckDispatch(Quantity quantity, string field)
    {
        if (quantity < Quantity.Zero)
        {
            throw Negative(field);
        }

        if (quantity > Ordered + Ordered)
        {
            throw new InvalidRequestException(
                "over_delivery",
                field,
                $"第{LineNumber}行：发货 {quantity} 超过订购 {Ordered} 的两倍，请核对数量。",
                $"Line {LineNumber}: {quantity} is more than twice the {Ordered} ordered; check the quantity.");
        }
    }

    /// <summary>
    /// Refuses what can't have been found: accepted, short and rejected add up to what was dispatched and is not under dispute, who
    /// rejects says why, and no more is accepted than the order and the tolerance allow.
    /// </summary>
    internal void CheckInspection(InspectedLine found, Quantity disputed, AcceptanceRules rules, string field)
    {
        if (found.Accepted < Quantity.Zero || found.Short < Quantity.Zero || found.Rejected < Quantity.Zero || found.Free < Quantity.Zero)
        {
            throw Negative(field);
        }

        var dispatched = Dispatched!.Value;
        var sum = found.Decided;
        if (sum != dispatched - disputed)
        {
            var (lessZh, lessEn) = disputed == Quantity.Zero ? ("", "") : ($" 减去争议中的 {disputed}", $", {disputed} of which is under dispute");
            throw new InvalidRequestException(
                "quantities_do_not_add_up",
                field,
                $"第{LineNumber}行：收货 {found.Accepted} + 短少 {found.Short} + 拒收 {found.Rejected} = {sum}，应等于发货 {dispatched}{lessZh}。",
                $"Line {LineNumber}: accepted {found.Accepted} + short {found.Short} + rejected {found.Rejected} = {sum}, but {dispatched} was dispatched{lessEn}; the sum must be the same.");
        }

        if (found.Free > found.Accepted)
        {
            throw new InvalidRequestException(
                "free_exceeds_accepted",
                $"{field}.free",
                $"第{LineNumber}行：赠送 {found.Free} 超过收货 {found.Accepted}。",
                $"Line {LineNumber}: {found.Free} is free, but only {found.Accepted} is accepted.");
        }

        CheckTolerance(found.Charged, rules, $"{field}.accepted");

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

    /// <summary>Refuses to accept more than was ordered and the tolerance allows, all acceptances of the line together.</summary>
    internal void CheckTolerance(Quantity charged, AcceptanceRules rules, string field)
    {
        var most = MostAcceptable(rules);
        if (Charged + charged > most)
        {
            var percent = (rules.OverDeliveryTolerance * 100).ToString("0.##", CultureInfo.InvariantCulture);
            throw new InvalidRequestException(
                "over_delivery",
                field,
                $"第{LineNumber}行：计价收货 {Charged + charged} 超过订购 {Ordered} 的 {percent}% 容差，最多 {most}；多出部分请填入拒收。",
                $"Line {LineNumber}: {Charged + charged} is to be paid, but {Ordered} was ordered and {percent} % more is tolerated, {most} at most; reject what is beyond.");
        }
    }

    InvalidRequestException Negative(string field) => new(
        "quantity_negative", field, $"第{LineNumber}行：数量不能小于 0。", $"Line {LineNumber}: a quantity can't be less than 0.");
}
