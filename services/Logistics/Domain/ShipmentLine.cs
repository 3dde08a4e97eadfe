using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;

namespace Marketplace.Logistics.Domain;

/// <summary>One line of the order in the shipment that carries it (CR-02).</summary>
public sealed partial class ShipmentLine
{
    ShipmentLine()
    {
    }

    /// <summary>Whether goods of it come from a region, which is given as paths contain it ("/513431/").</summary>
    public bool ComesFrom(string segment) => Origins.Any(origin => origin.Value.Contains(segment, StringComparison.Ordinal));

    /// <summary>The line of the order; it names the sale up to the ledger.</summary>
    public Guid LineId { get; private init; }

    /// <summary>From 1, unique in the order: a shipment may have lines 2 and 5.</summary>
    public int LineNumber { get; private init; }

    public GoodsFacts Goods { get; private init; } = null!;

    /// <summary>The origins of its goods: one, or several of a gift set.</summary>
    internal IEnumerable<RegionPath> Origins =>
        (Goods.Origins ?? []).Select(part => part.OriginPath).OfType<RegionPath>().Prepend(Goods.OriginPath);

    /// <summary>With what is free of it.</summary>
    public Quantity Ordered { get; private init; }

    /// <summary>What of it the supplier quoted as free.</summary>
    public Quantity OrderedFree { get; private init; }

    /// <summary>What was ordered is worth, without what is free and before the discount.</summary>
    public Money OrderedAmount { get; private init; }

    /// <summary>Its share of the order's discount (CR-03).</summary>
    public Money Discount { get; private init; }

    /// <summary>What a third party pays the supplier on top when all is accepted (CR-02).</summary>
    public Money Subsidy { get; private init; }

    /// <summary>What the order reserved for the line.</summary>
    public Money ReservedAmount => OrderedAmount - Discount;

    /// <summary>From which batches the goods are held.</summary>
    public IReadOnlyList<BatchShare> Batches { get; private init; } = [];

    /// <summary>Who ended the commitment before it was sent, why and when; null when nobody did.</summary>
    public LineCancellation? Cancellation { get; private set; }

    /// <summary>It will not be sent.</summary>
    public bool IsCancelled => Cancellation is not null;

    /// <summary>Null until the shipment is dispatched, and for good when the line is cancelled.</summary>
    public Quantity? Dispatched { get; private set; }

    /// <summary>What of it the supplier gives free: nobody else says so, and no acceptance has more of it.</summary>
    public Quantity DispatchedFree { get; private set; }

    /// <summary>What of it is lost or spoilt on the way, as the supplier says.</summary>
    public Quantity LostBySupplier { get; private set; }

    /// <summary>What of it is lost or spoilt on the way, as a carrier says.</summary>
    public Quantity LostByCarrier { get; private set; }

    /// <summary>What silence does not accept: both may speak of the same goods, so it is the larger of what either says.</summary>
    public Quantity Lost => LostBySupplier > LostByCarrier ? LostBySupplier : LostByCarrier;

    /// <summary>What acceptances have decided of the dispatched quantity so far.</summary>
    public Quantity Decided { get; private set; }

    /// <summary>What of it is to be paid.</summary>
    public Quantity Charged { get; private set; }

    /// <summary>What of it was taken over and costs nothing.</summary>
    public Quantity AcceptedFree { get; private set; }

    /// <summary>What of the charged quantity is worth, before the discount.</summary>
    public Money AcceptedAmount { get; private set; }

    /// <summary>What of the discount has been granted on it.</summary>
    public Money Granted { get; private set; }

    /// <summary>What of the subsidy acceptances have earned.</summary>
    public Money Subsidised { get; private set; }

    /// <summary>What of the reserved amount acceptances have settled.</summary>
    public Money Settled { get; private set; }

    /// <summary>What is left of the quantity that the supplier charges for.</summary>
    Quantity ChargeableLeft => Dispatched!.Value - DispatchedFree - Charged;

    /// <summary>Something was ordered, and what was reserved is the quantity to be paid times unit price, rounded once (CR-03).</summary>
    internal bool IsSound => OrderedFree >= Quantity.Zero && Ordered > OrderedFree
        && OrderedAmount == Money.Of(Ordered - OrderedFree, Goods.UnitPrice);

    /// <summary>The line as the order was confirmed.</summary>
    public static ShipmentLine Of(
        Guid lineId,
        int lineNumber,
        GoodsFacts goods,
        Quantity ordered,
        Money orderedAmount,
        IReadOnlyList<BatchShare> batches,
        Money discount = default,
        Quantity orderedFree = default,
        Money subsidy = default) => new()
        {
            LineId = lineId,
            LineNumber = lineNumber,
            Goods = goods,
            Ordered = ordered,
            OrderedFree = orderedFree,
            OrderedAmount = orderedAmount,
            Batches = batches,
            Discount = discount,
            Subsidy = subsidy,
        };

    /// <summary>The most that may be accepted of it, free or not (多发容差).</summary>
    Quantity MostAcceptable(AcceptanceRules rules) => Tolerated(Ordered, rules);

    /// <summary>The most that may be accepted of it against payment.</summary>
    Quantity MostChargeable(AcceptanceRules rules) => Tolerated(Ordered - OrderedFree, rules);

    static Quantity Tolerated(Quantity quantity, AcceptanceRules rules) =>
        new((long)decimal.Floor(quantity.Thousandths * (1 + rules.OverDeliveryTolerance)));

    /// <summary>The supplier sends so much of it, and gives so much of that free.</summary>
    internal void Dispatch(Quantity quantity, Quantity free) => (Dispatched, DispatchedFree) = (quantity, free);

    /// <summary>It is not sent, and what was reserved for it is settled with nothing.</summary>
    internal void Cancel(LineCancellation cancellation)
    {
        Cancellation = cancellation;
        SettleWithNothing();
    }

    /// <summary>One side says how much of it is lost on the way in all.</summary>
    internal void Lose(Quantity quantity, LossReporter by, string field)
    {
        CheckLoss(quantity, field);
        (LostBySupplier, LostByCarrier) = by == LossReporter.Supplier ? (quantity, LostByCarrier) : (LostBySupplier, quantity);
    }

    /// <summary>Nothing of it will be accepted: what was reserved for it is needed no more.</summary>
    internal void SettleWithNothing() => Settled = ReservedAmount;

    /// <summary>What is left to be charged for: of what the supplier charges for, no more than the order and the tolerance allow.</summary>
    Quantity ChargeLeft(AcceptanceRules rules) => Positive(Least(ChargeableLeft, MostChargeable(rules) - Charged));

    /// <summary>What of so much is free when the buyer says nothing about it: what is charged for has arrived first.</summary>
    internal Quantity FreeOf(Quantity accepted, AcceptanceRules rules) =>
        Least(accepted - Least(accepted, ChargeLeft(rules)), DispatchedFree - AcceptedFree);

    /// <summary>
    /// What silence accepts of so much: all that was not reported as lost, up to the tolerance, and first what is to be paid (CR-01).
    /// </summary>
    internal InspectedLine AcceptedBySilence(Quantity left, AcceptanceRules rules, string beyondTolerance)
    {
        var missing = Least(left, Lost);
        var arrived = left - missing;
        var room = Positive(MostAcceptable(rules) - Charged - AcceptedFree);
        var charged = Least(Least(arrived, room), ChargeLeft(rules));
        var free = Least(Least(arrived, room) - charged, DispatchedFree - AcceptedFree);
        var rejected = arrived - charged - free;
        return new InspectedLine(
            LineId, charged + free, missing, rejected, rejected > Quantity.Zero ? beyondTolerance : null, free);
    }

    /// <summary>What silence rejects of so much that was found unfit: all that was not reported as lost.</summary>
    internal InspectedLine RejectedBySilence(Quantity left, string reason)
    {
        var missing = Least(left, Lost);
        var rejected = left - missing;
        return new InspectedLine(LineId, Quantity.Zero, missing, rejected, rejected > Quantity.Zero ? reason : null, Quantity.Zero);
    }

    /// <summary>What of the reserved amount so much of the line will need when all of it is accepted.</summary>
    internal Money NeedOf(Quantity quantity)
    {
        var gross = Money.Of(quantity, Goods.UnitPrice);
        return gross - PartOf(Discount, gross);
    }

    /// <summary>
    /// Books what was found. Amounts are rounded once an acceptance (CR-03), discount and subsidy over all acceptances together, so that
    /// the whole of them is granted when all that was ordered is accepted. What was reserved is settled bit by bit and in the end wholly.
    /// </summary>
    /// <param name="found">What was found; checked before.</param>
    /// <param name="wanted">How much of what was reserved this acceptance may settle, when more is still to be decided.</param>
    /// <param name="isFinished">True when nothing of the line is left to be decided.</param>
    internal AcceptanceLine Book(InspectedLine found, Money wanted, bool isFinished)
    {
        var amount = Money.Of(found.Charged, Goods.UnitPrice);
        var granted = PartOf(Discount, AcceptedAmount + amount) - Granted;
        var subsidised = PartOf(Subsidy, AcceptedAmount + amount) - Subsidised;
        var left = ReservedAmount - Settled;
        var settled = isFinished ? left : Least(left, Most(amount - granted, wanted));
        var batches = found.Decided == Dispatched ? Batches : BatchesFrom(Decided, found.Decided);
        Decided += found.Decided;
        Charged += found.Charged;
        AcceptedFree += found.Free ?? Quantity.Zero;
        AcceptedAmount += amount;
        Granted += granted;
        Subsidised += subsidised;
        Settled += settled;
        return AcceptanceLine.Of(this, found, amount, payable: amount - granted, subsidised, settled, batches);
    }

    /// <summary>
    /// What of the line's discount or subsidy falls on so much of its value: in proportion, rounded half away from zero, never more than
    /// the whole.
    /// </summary>
    Money PartOf(Money all, Money gross)
    {
        if (all == Money.Zero)
        {
            return Money.Zero;
        }

        var (share, whole) = ((Int128)Least(gross, OrderedAmount).Fen, (Int128)OrderedAmount.Fen);
        return new Money((long)(((2 * all.Fen * share) + whole) / (2 * whole)));
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

    static Money Least(Money left, Money right) => left < right ? left : right;

    static Money Most(Money left, Money right) => left > right ? left : right;

    static Quantity Positive(Quantity quantity) => quantity > Quantity.Zero ? quantity : Quantity.Zero;

    static Quantity Least(Quantity left, Quantity right) => left < right ? left : right;
}
