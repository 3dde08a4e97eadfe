using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.Ordering;

namespace Marketplace.Ordering.Domain;

/// <summary>
/// What a unit ordered, from one supplier or many. It is itself the process: it is confirmed when both stock and budget are held, and
/// approved where the policy of the unit asks for that, cancelled when any of these is refused, completed when every part has been
/// accepted, cancelled or lost, and cancelled when none was accepted.
/// </summary>
public sealed partial class Order
{
    readonly List<OrderPart> _parts = [];
    readonly List<OrderRegion> _regions = [];
    readonly List<OrderUnit> _units = [];

    Order()
    {
    }

    /// <summary>The most that one order may be worth: a hundred billion yuan, so that sums of many orders still fit.</summary>
    public static Money AmountMax { get; } = new(Money.FenMax);

    public required Guid OrderId { get; init; }

    /// <summary>The number that people use.</summary>
    public required string Number { get; init; }

    public required Guid UnitId { get; init; }

    public required string UnitName { get; init; }

    public required string PlacedBy { get; init; }

    /// <summary>The year of the day of submission in Asia/Shanghai.</summary>
    public required int BudgetYear { get; init; }

    /// <summary>The sum of the part amounts: what the budget holds for it.</summary>
    public required Money Amount { get; init; }

    /// <summary>The supplier's quotation that is ordered, as a whole; null when all is at the price of its listing.</summary>
    public Guid? QuotationId { get; init; }

    /// <summary>For whom and by whose help, and what the supplier forgoes; null for a plain order for the buyer's own use.</summary>
    public OrderTerms? Terms { get; private set; }

    /// <summary>Rises when the terms change; nothing else of an order is edited by two people.</summary>
    public long Version { get; private set; } = 1;

    public required DateTimeOffset SubmittedAt { get; init; }

    public OrderState State { get; private set; } = OrderState.Submitted;

    /// <summary>
    /// Where the unit belonged on the day of the order, and from the confirmation on where it belonged on that day.
    /// </summary>
    public string UnitPath { get; private set; } = "";

    /// <summary>From which batches the lines are held; known from when stock is held until the order is confirmed or cancelled.</summary>
    public IReadOnlyList<HeldLine>? Held { get; private set; }

    public bool IsBudgetHeld { get; private set; }

    /// <summary>What third parties were to pay its suppliers on top when it was placed (CR-02); zero for most orders.</summary>
    public Money Subsidy { get; private set; }

    public Money Accepted { get; private set; }

    public DateTimeOffset? ConfirmedAt { get; private set; }

    public DateTimeOffset? CompletedAt { get; private set; }

    public DateTimeOffset? CancelledAt { get; private set; }

    public CancellationReason? CancellationReason { get; private set; }

    /// <summary>What the buyer is told about the cancellation, in Chinese.</summary>
    public string? CancellationZh { get; private set; }

    /// <summary>What the buyer is told about the cancellation, in English.</summary>
    public string? CancellationEn { get; private set; }

    /// <summary>One per supplier and delivery, in the order of their first lines.</summary>
    public IReadOnlyList<OrderPart> Parts => _parts;

    /// <summary>Whose officials see it: every region that its buyer or goods of it belong to.</summary>
    public IReadOnlyList<OrderRegion> Regions => _regions;

    /// <summary>Whose people see it: the unit that placed it, the one that it is for, and those above them.</summary>
    public IReadOnlyList<OrderUnit> Units => _units;

    /// <summary>Places an order: lines are numbered as given and grouped by delivery and supplier.</summary>
    /// <param name="orderId">Chosen by the caller.</param>
    /// <param name="count">Which order it is in the count of the system; makes its number.</param>
    /// <param name="buyer">Who orders.</param>
    /// <param name="deliveries">At least one.</param>
    /// <param name="placedBy">The subject of the token.</param>
    /// <param name="at">The submission.</param>
    /// <param name="terms">Without the discount; null for a plain order.</param>
    /// <param name="discount">
    /// What the quotation forgoes on the whole, less than the lines are worth; it is split over them by their gross amounts (CR-03).
    /// </param>
    /// <param name="quotationId">The quotation of which all lines are; null at listing prices.</param>
    /// <exception cref="OverflowException">It is worth more than <see cref="AmountMax"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The discount is negative, or leaves nothing to pay.</exception>
    public static Order Place(
        Guid orderId,
        long count,
        Buyer buyer,
        IReadOnlyList<Delivery> deliveries,
        string placedBy,
        DateTimeOffset at,
        OrderTerms? terms = null,
        Money discount = default,
        Guid? quotationId = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(discount.Fen, nameof(discount));
        var shares = SharesOf(discount, [.. deliveries.SelectMany(delivery => delivery.Lines)]);
        List<OrderPart> parts = [.. deliveries
            .SelectMany((delivery, index) => delivery.Lines.Select(line => (Delivery: index, Ordered: line)))
            .Select((line, index) => (line.Delivery, line.Ordered, Number: index + 1, Discount: new Money(shares[index])))
            .GroupBy(line => (line.Delivery, line.Ordered.Goods.SupplierId))
            .Select((group, index) => OrderPart.Of(
                Guid.CreateVersion7(at), orderId, buyer, deliveries[group.Key.Delivery], at, index + 1,
                [.. group.Select(line => (line.Ordered, line.Number, line.Discount))]))];
        var amount = parts.Aggregate(Money.Zero, (sum, part) => sum + part.Amount);
        if (amount > AmountMax)
        {
            throw new OverflowException("The order is worth more than an order may be.");
        }

        var day = BusinessDay.Of(at);
        var order = new Order
        {
            OrderId = orderId,
            Number = OrderNumber.Of(count, at),
            UnitId = buyer.UnitId,
            UnitName = buyer.Name,
            UnitPath = buyer.Path.Value,
            PlacedBy = placedBy,
            BudgetYear = day.Year,
            Amount = amount,
            QuotationId = quotationId,
            SubmittedAt = at,
        };
        order.Terms = discount == Money.Zero ? terms : (terms ?? new OrderTerms()) with { Discount = Itemise(discount, parts) };
        order._parts.AddRange(parts);
        order._regions.AddRange(OrderRegion.Of(order, parts));
        order.PayerId = terms?.PrincipalUnitId ?? buyer.UnitId;
        order.ShowTo([buyer.UnitId]);
        return order;
    }

    /// <summary>What the lines are worth before any discount.</summary>
    /// <exception cref="OverflowException">More than 64 bits of fen.</exception>
    public static Money GrossOf(IEnumerable<OrderedLine> lines) => lines.Aggregate(Money.Zero, (sum, line) => sum + line.Gross);

    static IReadOnlyList<long> SharesOf(Money discount, IReadOnlyList<OrderedLine> lines)
    {
        if (discount == Money.Zero)
        {
            return new long[lines.Count];
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(discount, GrossOf(lines));
        return Splits.LargestRemainder(discount.Fen, [.. lines.Select(line => line.Gross.Fen)]);
    }

    static OrderDiscount Itemise(Money discount, IEnumerable<OrderPart> parts) => new()
    {
        AmountFen = discount.Fen,
        Lines = [.. parts.SelectMany(part => part.Lines).OrderBy(line => line.LineNumber)
            .Select(line => new OrderDiscount.Line { LineNumber = line.LineNumber, GrossFen = line.Amount.Fen })],
    };

    /// <summary>Some lines of a new order are promised a subsidy.</summary>
    public void Subsidise(IReadOnlyCollection<SubsidyGrant> grants)
    {
        foreach (var grant in grants)
        {
            _parts.Find(part => part.PartId == grant.PartId)!.Subsidise(grant);
            Subsidy += grant.Granted;
        }
    }

    /// <summary>
    /// Names the facilitator of the order, or another one instead; false, and nothing is changed, when the order is no
    /// longer waiting for its confirmation (CR-07).
    /// </summary>
    public bool NameFacilitator(Guid facilitatorId, string? proof, DateTimeOffset at)
    {
        if (!IsWaiting)
        {
            return false;
        }

        var known = Terms?.Facilitation;
        // Adding a proof does not name a facilitator again.
        var namedAt = known?.FacilitatorId == facilitatorId ? known.NamedAt : at;
        Terms = (Terms ?? new OrderTerms()) with
        {
            Facilitation = new Facilitation { FacilitatorId = facilitatorId, NamedAt = namedAt, Proof = proof },
        };
        Version++;
        return true;
    }

    /// <summary>Hears that stock is held. Repeats, and orders that are past waiting, change nothing.</summary>
    /// <param name="held">From which batches, line by line.</param>
    /// <param name="unitPath">Where the unit belongs today.</param>
    /// <returns>
    /// What is held, when that was the last thing missing and the order is now confirmed; null otherwise, also when it now waits for
    /// approval.
    /// </returns>
    public IReadOnlyList<HeldLine>? HoldStock(IReadOnlyList<HeldLine> held, RegionPath unitPath, DateTimeOffset at)
    {
        if (State != OrderState.Submitted || Held is not null)
        {
            return null;
        }

        Held = held;
        return ConfirmWhenHeld(unitPath, at);
    }

    /// <summary>Hears that the budget is held. Repeats, and orders that are past waiting, change nothing.</summary>
    /// <param name="unitPath">Where the unit belongs today.</param>
    /// <returns>
    /// What is held, when that was the last thing missing and the order is now confirmed; null otherwise, also when it now waits for
    /// approval.
    /// </returns>
    public IReadOnlyList<HeldLine>? HoldBudget(RegionPath unitPath, DateTimeOffset at)
    {
        if (State != OrderState.Submitted || IsBudgetHeld)
        {
            return null;
        }

        IsBudgetHeld = true;
        return ConfirmWhenHeld(unitPath, at);
    }

    /// <summary>Cancels the order; false, and nothing is changed, when it no longer waits for its confirmation.</summary>
    public bool Cancel(CancellationReason reason, BilingualText detail, DateTimeOffset at)
    {
        if (!IsWaiting)
        {
            return false;
        }

        State = OrderState.Cancelled;
        CancellationReason = reason;
        CancellationZh = detail.Zh;
        CancellationEn = detail.En;
        CancelledAt = at;
        Held = null;
        return true;
    }

    /// <summary>
    /// Hears that goods of a part have been accepted. Each acceptance of a part counts once, in whatever order
    /// they come; repeats change nothing.
    /// </summary>
    /// <param name="part">The part.</param>
    /// <param name="acceptance">What was accepted, and whether more of the part is still to come.</param>
    /// <param name="now">When the message is consumed.</param>
    /// <returns>True when that was the last that was missing and the order is now completed.</returns>
    /// <exception cref="InvalidOperationException">
    /// The order has not been confirmed, so that nothing of it can have been shipped.
    /// </exception>
    public bool Accept(OrderPart part, PartAcceptance acceptance, DateTimeOffset now)
    {
        if (IsWaiting || State == OrderState.Cancelled)
        {
            throw new InvalidOperationException($"Order {OrderId} is {State}: nothing of it can have been accepted.");
        }

        if (!part.Accept(acceptance))
        {
            return false;
        }

        Accepted += acceptance.Amount;
        return CompleteWhenEnded(now);
    }

    /// <summary>
    /// Hears that lines of a part will not be sent; repeats change nothing. When each part is cancelled, so is the order.
    /// </summary>
    /// <param name="part">The part.</param>
    /// <param name="cancellation">Which lines, by whom and why.</param>
    /// <param name="isWhole">Whether nothing of the part is left to be sent.</param>
    /// <param name="now">When the message is consumed.</param>
    /// <returns>True when that was the last that was missing and the order is now completed.</returns>
    public bool CancelLines(OrderPart part, PartCancellation cancellation, bool isWhole, DateTimeOffset now)
    {
        if (IsWaiting)
        {
            throw new InvalidOperationException($"Order {OrderId} is {State}: there is no shipment of it that can have been cancelled.");
        }

        return part.Cancel(cancellation, isWhole) && EndWhenNothingIsLeft(now);
    }

    /// <summary>
    /// Hears that nothing of what was dispatched of a part reaches the buyer; repeats change nothing. When no part was accepted and none is
    /// left, the order is cancelled.
    /// </summary>
    /// <param name="part">The part.</param>
    /// <param name="amount">What the order had reserved for its lines that had not been cancelled before.</param>
    /// <param name="finding">On whose word it is lost.</param>
    /// <param name="at">When that was found.</param>
    /// <param name="now">When the message is consumed.</param>
    /// <returns>True when that was the last that was missing and the order is now completed.</returns>
    public bool LosePart(OrderPart part, Money amount, LossFinding finding, DateTimeOffset at, DateTimeOffset now)
    {
        if (IsWaiting)
        {
            throw new InvalidOperationException($"Order {OrderId} is {State}: there is no shipment of it that can have been lost.");
        }

        return part.Lose(amount, finding, at) && EndWhenNothingIsLeft(now);
    }

    bool EndWhenNothingIsLeft(DateTimeOffset now)
    {
        if (!_parts.TrueForAll(each => each.IsEndedUnaccepted))
        {
            return CompleteWhenEnded(now);
        }

        State = OrderState.Cancelled;
        CancellationReason = Contracts.Ordering.CancellationReason.PartsCancelled;
        CancellationZh = "全部货物在发货前取消或在途中灭失；原因见各部分。";
        CancellationEn = "All goods were cancelled before they were sent, or lost on the way; each part says why.";
        CancelledAt = now;
        return false;
    }

    bool CompleteWhenEnded(DateTimeOffset now)
    {
        if (State != OrderState.Confirmed || !_parts.TrueForAll(each => each.IsEnded))
        {
            return false;
        }

        State = OrderState.Completed;
        CompletedAt = now;
        return true;
    }

    /// <summary>Lets the people of units see it.</summary>
    public void ShowTo(IEnumerable<Guid> unitIds) => _units.AddRange(unitIds.Except(_units.Select(unit => unit.UnitId)).Select(
        unitId => new OrderUnit { UnitId = unitId, SubmittedAt = SubmittedAt, OrderId = OrderId }));

    /// <summary>Its regions follow its unit, which has moved since the order was placed; they must have been loaded.</summary>
    /// <param name="parts">All of its parts.</param>
    public void FollowUnit(IEnumerable<OrderPart> parts)
    {
        var now = OrderRegion.Of(this, parts);
        _regions.RemoveAll(known => now.All(region => region.RegionId != known.RegionId));
        _regions.AddRange(now.ExceptBy(_regions.Select(known => known.RegionId), region => region.RegionId));
    }

    /// <summary>The part, or null when the order has none of that id.</summary>
    public OrderPart? Part(Guid partId) => _parts.Find(part => part.PartId == partId);

    IReadOnlyList<HeldLine>? ConfirmWhenHeld(RegionPath unitPath, DateTimeOffset at)
    {
        if (Held is not { } held || !IsBudgetHeld)
        {
            return null;
        }

        if (NeedsApproval)
        {
            State = OrderState.AwaitingApproval;
            return null;
        }

        return Confirm(held, unitPath, at);
    }

    IReadOnlyList<HeldLine> Confirm(IReadOnlyList<HeldLine> held, RegionPath unitPath, DateTimeOffset at)
    {
        State = OrderState.Confirmed;
        UnitPath = unitPath.Value;
        // Naming and confirming take turns, but the clocks of two processes may differ: who was named before is named before (CR-07).
        ConfirmedAt = Terms?.Facilitation is { } named && named.NamedAt > at ? named.NamedAt : at;
        // The batches go into OrderConfirmed and are not needed here again.
        Held = null;
        return held;
    }
}
