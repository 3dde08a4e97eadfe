using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;

namespace Marketplace.Ordering.Domain;

/// <summary>
/// What one supplier has to deliver of an order to one place on one day; it is shipped as one, and its id is the id of the shipment.
/// </summary>
public sealed partial class OrderPart
{
    readonly List<OrderLine> _lines = [];
    readonly List<PaymentMatching> _matchings = [];
    readonly List<InvoiceLine> _invoiceLines = [];

    OrderPart()
    {
    }

    public required Guid PartId { get; init; }

    public required Guid OrderId { get; init; }

    /// <summary>The order's buyer, so that what is owed is found by it.</summary>
    public required Guid UnitId { get; init; }

    public required string UnitName { get; init; }

    /// <summary>The order's: where the unit belonged when it was confirmed, so that what is owed in a region is found by it.</summary>
    public required string UnitPath { get; init; }

    /// <summary>The order's, so that the parts of a supplier lie in the order of its list.</summary>
    public required DateTimeOffset SubmittedAt { get; init; }

    /// <summary>From 1, in the order of the parts' first lines.</summary>
    public required int PartNumber { get; init; }

    public required Guid SupplierId { get; init; }

    public required string SupplierName { get; init; }

    /// <summary>Where its goods go (CR-05e).</summary>
    public required RegionPath DeliveryPath { get; init; }

    /// <summary>Null once it is forgotten, long after the order is over.</summary>
    public required string? DeliveryAddress { get; init; }

    /// <summary>The buyer's dock that takes them in; null when only an address was given.</summary>
    public Guid? DockId { get; init; }

    /// <summary>What the dock was called when the order was placed.</summary>
    public string? DockName { get; init; }

    /// <summary>The day on which they are to arrive, in Asia/Shanghai; null when none was agreed.</summary>
    public DateOnly? DeliverOn { get; init; }

    /// <summary>From when on that day; null when any time, as <see cref="WindowUntil"/> is.</summary>
    public TimeOnly? WindowFrom { get; init; }

    public TimeOnly? WindowUntil { get; init; }

    /// <summary>The time of the day in which they are to arrive; null when any.</summary>
    public DeliveryWindow? Window => (WindowFrom, WindowUntil) is ({ } from, { } until) ? new DeliveryWindow(from, until) : null;

    /// <summary>
    /// Every region that goods of this part come from, with its ancestors: "/510000/513400/513430/513431/".
    /// Officials find it by a segment.
    /// </summary>
    public required string OriginRegions { get; init; }

    /// <summary>The path of the smallest region that all goods of this part come from: "/" when they have no province in common.</summary>
    public required string CommonOrigin { get; init; }

    /// <summary>The sum of the line amounts, less the discount.</summary>
    public required Money Amount { get; init; }

    /// <summary>The sum of its lines' shares of the order's discount.</summary>
    public required Money Discount { get; init; }

    /// <summary>What third parties were to pay on top of it when it was ordered (CR-02): the buyer owes nothing of it.</summary>
    public Money Subsidy { get; private set; }

    /// <summary>What the buyer owes for what it has accepted so far.</summary>
    public Money Accepted { get; private set; }

    /// <summary>By how much its price rose after the acceptance, as both sides have confirmed (补价, CR-15).</summary>
    public Money PriceRises { get; private set; }

    /// <summary>What goods that went back, refunds and price cuts took off what is owed, as both sides have confirmed (CR-15).</summary>
    public Money Refunds { get; private set; }

    /// <summary>What the buyer or the supplier has ended before the dispatch, in the order of arrival.</summary>
    public IReadOnlyList<PartCancellation> Cancellations { get; private set; } = [];

    /// <summary>The sum of the amounts of cancelled lines.</summary>
    public Money Cancelled => Cancellations.Aggregate(Money.Zero, (sum, cancellation) => sum + cancellation.Amount);

    /// <summary>When the last of its lines was cancelled; null while something of it is to be sent, or was.</summary>
    public DateTimeOffset? CancelledAt { get; private set; }

    /// <summary>When it ended because nothing of what was dispatched reaches the buyer; null otherwise.</summary>
    public DateTimeOffset? LostAt { get; private set; }

    /// <summary>On whose word it is lost; null when it is not.</summary>
    public LossFinding? LossFinding { get; private set; }

    /// <summary>What of the amount was lost on the way: all that was not cancelled before, or nothing.</summary>
    public Money Lost { get; private set; }

    /// <summary>What is still to come, and was accepted of it: nothing is left to come of a part that is accepted.</summary>
    Money Ordered => IsAccepted ? Money.Zero : Amount - Cancelled - Lost;

    /// <summary>
    /// The most that can be paid and invoiced: what was accepted, and in advance what is ordered until the last acceptance; more when the
    /// price rose afterwards, less when lines were cancelled or goods went back. What was paid before that may exceed it: the supplier owes
    /// the rest.
    /// </summary>
    public Money Payable => (Accepted > Ordered ? Accepted : Ordered) + PriceRises - Refunds;

    /// <summary>The sum of what was matched to it of payments; never more than was <see cref="Payable"/> at the last of them.</summary>
    public Money Paid { get; private set; }

    /// <summary>
    /// What is owed now: accepted, less what went back, with price rises, less paid. Less than zero when more was paid than that, in
    /// advance or before goods went back. It is the sum of the part's <see cref="PayableEntry"/> rows; kept, so that what is not settled
    /// is found by an index.
    /// </summary>
    public long OwedFen { get; private set; }

    /// <summary>The last day for the payment of what was accepted (<see cref="PaymentTerms"/>); null until something was.</summary>
    public DateOnly? DueOn { get; private set; }

    /// <summary>When the supplier was told that it is overdue, once; null before.</summary>
    public DateTimeOffset? RemindedAt { get; private set; }

    /// <summary>
    /// The sum of what invoices have for its lines, less what red letters took back; never more than was <see cref="Payable"/>.
    /// </summary>
    public Money Invoiced { get; private set; }

    public DateTimeOffset? DispatchedAt { get; private set; }

    public DateTimeOffset? DeliveredAt { get; private set; }

    /// <summary>The latest of its acceptances.</summary>
    public DateTimeOffset? AcceptedAt { get; private set; }

    /// <summary>The acceptances consumed so far, in the order of arrival.</summary>
    public IReadOnlyList<int> AcceptanceNos { get; private set; } = [];

    /// <summary>The number of the last acceptance; null until that one has arrived.</summary>
    public int? LastAcceptanceNo { get; private set; }

    /// <summary>By line number.</summary>
    public IReadOnlyList<OrderLine> Lines => _lines;

    /// <summary>What of payments was matched to it.</summary>
    public IReadOnlyList<PaymentMatching> Matchings => _matchings;

    /// <summary>What invoices have for its lines.</summary>
    public IReadOnlyList<InvoiceLine> InvoiceLines => _invoiceLines;

    /// <summary>True when every acceptance up to the last has arrived; they are numbered without gaps.</summary>
    public bool IsAccepted => LastAcceptanceNo is { } last && AcceptanceNos.Count >= last;

    /// <summary>True when nothing of it is left to be done: it is accepted, or all of it was cancelled or lost.</summary>
    public bool IsEnded => IsAccepted || IsEndedUnaccepted;

    /// <summary>True when it has ended and nothing of it will be accepted.</summary>
    public bool IsEndedUnaccepted => CancelledAt is not null || LostAt is not null;

    /// <summary>
    /// The state follows from what has arrived, not from the order of arrival: a note of delivery that comes after the
    /// acceptance can't move it back.
    /// </summary>
    public PartState StateIn(OrderState order) => order switch
    {
        OrderState.Submitted or OrderState.AwaitingApproval => PartState.Pending,
        OrderState.Cancelled => LostAt is not null ? PartState.Lost : PartState.Cancelled,
        OrderState.Confirmed or OrderState.Completed => CancelledAt is not null ? PartState.Cancelled
            : LostAt is not null ? PartState.Lost
            : IsAccepted ? PartState.Accepted
            : DeliveredAt is not null ? PartState.Delivered
            : DispatchedAt is not null ? PartState.Dispatched
            : PartState.Confirmed,
    };

    /// <summary>Remembers when the goods left; the first note counts.</summary>
    public void NoteDispatch(DateTimeOffset at) => DispatchedAt ??= at;

    /// <summary>Remembers when the goods arrived; the first note counts.</summary>
    public void NoteDelivery(DateTimeOffset at) => DeliveredAt ??= at;

    internal void Subsidise(SubsidyGrant grant)
    {
        Subsidy += grant.Granted;
        _lines.Find(line => line.LineId == grant.LineId)!.Subsidy = grant.Granted;
    }

    /// <summary>False, and nothing is changed, when the cancellation has arrived before.</summary>
    internal bool Cancel(PartCancellation cancellation, bool isWhole)
    {
        if (Cancellations.Any(known => known.CancellationId == cancellation.CancellationId))
        {
            return false;
        }

        Cancellations = [.. Cancellations, cancellation];
        CancelledAt = isWhole ? cancellation.CancelledAt : CancelledAt;
        return true;
    }

    /// <summary>False, and nothing is changed, when that has arrived before.</summary>
    internal bool Lose(Money amount, LossFinding finding, DateTimeOffset at)
    {
        if (LostAt is not null)
        {
            return false;
        }

        (Lost, LossFinding, LostAt) = (amount, finding, at);
        return true;
    }

    /// <summary>False, and nothing is changed, when the acceptance has arrived before, or when nothing more is to be accepted.</summary>
    internal bool Accept(PartAcceptance acceptance)
    {
        if (IsAccepted || AcceptanceNos.Contains(acceptance.AcceptanceNo))
        {
            return false;
        }

        AcceptanceNos = [.. AcceptanceNos, acceptance.AcceptanceNo];
        LastAcceptanceNo = acceptance.IsLast ? acceptance.AcceptanceNo : LastAcceptanceNo;
        Accepted += acceptance.Amount;
        DueOn ??= acceptance.DueOn;
        AcceptedAt = AcceptedAt > acceptance.AcceptedAt ? AcceptedAt : acceptance.AcceptedAt;
        return true;
    }

    /// <exception cref="OverflowException">The amount does not fit into 64 bits of fen.</exception>
    internal static OrderPart Of(
        Guid partId, Guid orderId, Buyer buyer, Delivery delivery, DateTimeOffset submittedAt, int partNumber,
        IReadOnlyList<(OrderedLine Ordered, int Number, Money Discount)> lines)
    {
        var supplier = lines[0].Ordered.Goods;
        List<OrderLine> made = [.. lines.Select(line => OrderLine.Of(line.Ordered, line.Number, line.Discount, partId))];
        var part = new OrderPart
        {
            PartId = partId,
            OrderId = orderId,
            UnitId = buyer.UnitId,
            UnitName = buyer.Name,
            UnitPath = buyer.Path.Value,
            SubmittedAt = submittedAt,
            PartNumber = partNumber,
            SupplierId = supplier.SupplierId,
            SupplierName = supplier.SupplierName,
            DeliveryPath = delivery.Destination.Path,
            DeliveryAddress = delivery.Destination.Address,
            DockId = delivery.Destination.Dock?.DockId,
            DockName = delivery.Destination.Dock?.Name,
            DeliverOn = delivery.Day,
            WindowFrom = delivery.Window?.From,
            WindowUntil = delivery.Window?.Until,
            OriginRegions = $"/{string.Join('/', made.SelectMany(line => line.Origins).SelectMany(path => path.Ids).Distinct())}/",
            CommonOrigin = RegionPath.CommonOf(made.SelectMany(line => line.Origins)),
            Amount = made.Aggregate(Money.Zero, (sum, line) => sum + line.Amount - line.Discount),
            Discount = made.Aggregate(Money.Zero, (sum, line) => sum + line.Discount),
        };
        part._lines.AddRange(made);
        return part;
    }
}
