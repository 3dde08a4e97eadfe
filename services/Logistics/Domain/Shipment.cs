using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Platform.Refusals;

namespace Marketplace.Logistics.Domain;

/// <summary>
/// A supplier's part of a confirmed order on its way: planned, dispatched, delivered, accepted, in this order and each once; or cancelled
/// before it was dispatched, or lost before its arrival was proved.
/// </summary>
public sealed partial class Shipment
{
    /// <summary>An order has no more lines, and so neither has a shipment.</summary>
    public const int LinesMax = 500;

    /// <summary>How far a supplier's clock may be ahead of ours.</summary>
    static readonly TimeSpan DispatchAheadMax = TimeSpan.FromMinutes(5);

    readonly List<ShipmentLine> _lines = [];
    readonly List<Dispute> _disputes = [];
    readonly List<ShipmentRegion> _regions = [];

    Shipment()
    {
    }

    /// <summary>Equals the id of the order's part.</summary>
    public Guid ShipmentId { get; private init; }

    public Guid OrderId { get; private init; }

    /// <summary>The number that people use.</summary>
    public string OrderNumber { get; private init; } = "";

    public Guid SupplierId { get; private init; }

    public string SupplierName { get; private init; } = "";

    /// <summary>The unit that placed the order.</summary>
    public Guid UnitId { get; private init; }

    /// <summary>The unit that it is for and that pays for it, when another placed the order as its agent; null otherwise.</summary>
    public Guid? PrincipalUnitId { get; private init; }

    /// <summary>The unit that pays for it.</summary>
    public Guid PayerId => PrincipalUnitId ?? UnitId;

    public string UnitName { get; private init; } = "";

    public int BudgetYear { get; private init; }

    public DateTimeOffset ConfirmedAt { get; private init; }

    /// <summary>Where its unit belonged when the order was confirmed.</summary>
    public RegionPath UnitPath { get; private init; }

    /// <summary>The path of the smallest region that all of its goods come from: "/" when they have no province in common.</summary>
    public string CommonOrigin { get; private init; } = "/";

    /// <summary>Where the goods go (CR-05e).</summary>
    public RegionPath DeliveryPath { get; private init; }

    /// <summary>Null once it is forgotten, long after the acceptance, with the vehicle and who took the goods in.</summary>
    public string? DeliveryAddress { get; private init; }

    /// <summary>The buyer's dock that takes the goods in; null when only an address was given.</summary>
    public Guid? DockId { get; private init; }

    /// <summary>What the dock was called when the order was placed.</summary>
    public string? DockName { get; private init; }

    /// <summary>The day on which they are to arrive, in Asia/Shanghai; null when none was agreed.</summary>
    public DateOnly? DeliverOn { get; private init; }

    /// <summary>From when on that day; null when any time, as <see cref="WindowUntil"/> is.</summary>
    public TimeOnly? WindowFrom { get; private init; }

    public TimeOnly? WindowUntil { get; private init; }

    /// <summary>The time of the day in which they are to arrive; null when any.</summary>
    public DeliveryWindow? Window => (WindowFrom, WindowUntil) is ({ } from, { } until) ? new DeliveryWindow(from, until) : null;

    /// <summary>For whom and by whose help it was ordered; null for a plain order for the buyer's own use.</summary>
    public OrderTerms? Terms { get; private init; }

    /// <summary>What the order reserved for its lines.</summary>
    public Money OrderedAmount { get; private init; }

    public DateTimeOffset PlannedAt { get; private init; }

    /// <summary>When it ends by itself unless it was dispatched.</summary>
    public DateTimeOffset DispatchDueAt { get; private init; }

    public ShipmentState State { get; private set; }

    /// <summary>Null until it is dispatched, and while the carrier that was named has refused it.</summary>
    public Guid? CarrierId { get; private set; }

    /// <summary>The number of the carrier, or of the last one when that has refused; null until it is dispatched.</summary>
    public string? Waybill { get; private set; }

    /// <summary>The plate or name of what carries it; null when nobody said.</summary>
    public string? Vehicle { get; private set; }

    /// <summary>When the dispatch was recorded; null until then.</summary>
    public DateTimeOffset? DispatchedAt { get; private set; }

    /// <summary>
    /// What was sent is worth at the prices of the order, without what is free and before the discount: of it <see cref="AcceptedAmount"/>
    /// is what was accepted. 0 until it is dispatched.
    /// </summary>
    public Money DispatchedAmount { get; private set; }

    /// <summary>When the goods left, as the supplier says; nothing follows from it. Null when it said nothing.</summary>
    public DateTimeOffset? StatedDispatchedAt { get; private set; }

    /// <summary>When the delivery was recorded: from then on the buyer's silence may count. Null until then.</summary>
    public DateTimeOffset? DeliveredAt { get; private set; }

    /// <summary>When the goods arrived, as the carrier says; nothing follows from it. Null when it said nothing.</summary>
    public DateTimeOffset? StatedDeliveredAt { get; private set; }

    /// <summary>Who took the goods in; null until they are delivered, and once it is forgotten.</summary>
    public string? ReceivedBy { get; private set; }

    /// <summary>
    /// When the buyer confirmed that the goods have arrived; null when it did not, and when the carrier's record was enough.
    /// </summary>
    public DateTimeOffset? ArrivalConfirmedAt { get; private set; }

    /// <summary>
    /// When silence accepts what is not under dispute (CR-01); null until it is delivered, when all of it is under dispute, and while the
    /// buyer has not confirmed the arrival of what no independent carrier brought.
    /// </summary>
    public DateTimeOffset? AcceptDueAt { get; private set; }

    /// <summary>What its carrier was when the delivery was recorded; null until it is delivered.</summary>
    public Carriage? Carriage { get; private set; }

    /// <summary>True when the supplier is its own carrier.</summary>
    public bool IsCarriedBySupplier => CarrierId == SupplierId;

    public DateTimeOffset? AcceptedAt { get; private set; }

    /// <summary>The sum of the accepted line amounts so far; null until something is accepted.</summary>
    public Money? AcceptedAmount { get; private set; }

    /// <summary>How many acceptances it has had: one, and one more for each ruling on a dispute.</summary>
    public int AcceptanceCount { get; private set; }

    /// <summary>The organisations that have to do with it.</summary>
    public IEnumerable<Guid> Parties => new[] { SupplierId, UnitId, PrincipalUnitId, CarrierId }.OfType<Guid>();

    /// <summary>Whether an organisation is the buyer: the unit that placed the order, or the one that it is for.</summary>
    public bool IsBoughtBy(Guid? organisationId) =>
        organisationId is not null && (UnitId == organisationId || PrincipalUnitId == organisationId);

    /// <summary>By line number.</summary>
    public IReadOnlyList<ShipmentLine> Lines => _lines;

    public IReadOnlyList<Dispute> Disputes => _disputes;

    /// <summary>Whose officials see it: every region of its unit, its destination and its origins.</summary>
    public IReadOnlyList<ShipmentRegion> Regions => _regions;

    /// <summary>The shipment of a part of a confirmed order.</summary>
    /// <exception cref="ArgumentException">
    /// The part could never be dispatched or accepted as it is; an operator has to look at it.
    /// </exception>
    public static Shipment Plan(
        Guid shipmentId, OrderFacts order, Guid supplierId, string supplierName,
        IReadOnlyCollection<ShipmentLine> lines, DateTimeOffset now, DispatchRules? rules = null)
    {
        if (lines.Count == 0
            || lines.DistinctBy(line => line.LineId).Count() != lines.Count
            || lines.DistinctBy(line => line.LineNumber).Count() != lines.Count)
        {
            throw new ArgumentException($"Part {shipmentId} of order {order.OrderId} has no lines, or one of them twice.", nameof(lines));
        }

        if (lines.FirstOrDefault(line => !line.IsSound) is { } wrong)
        {
            throw new ArgumentException(
                $"Line {wrong.LineNumber} of order {order.OrderId}: "
                + $"{wrong.Ordered} at {wrong.Goods.UnitPrice} is not {wrong.OrderedAmount}.",
                nameof(lines));
        }

        var shipment = new Shipment
        {
            ShipmentId = shipmentId,
            OrderId = order.OrderId,
            OrderNumber = order.OrderNumber,
            SupplierId = supplierId,
            SupplierName = supplierName,
            UnitId = order.UnitId,
            PrincipalUnitId = order.Terms?.PrincipalUnitId,
            UnitName = order.UnitName,
            BudgetYear = order.BudgetYear,
            ConfirmedAt = order.ConfirmedAt,
            UnitPath = order.UnitPath,
            CommonOrigin = RegionPath.CommonOf(lines.SelectMany(line => line.Origins)),
            DeliveryPath = order.DeliveryPath,
            DeliveryAddress = order.DeliveryAddress,
            DockId = order.DockId,
            DockName = order.DockName,
            DeliverOn = order.DeliverOn,
            WindowFrom = order.Window?.From,
            WindowUntil = order.Window?.Until,
            DueAt = DueBy(order.DeliverOn, order.Window),
            Terms = order.Terms,
            OrderedAmount = lines.Aggregate(Money.Zero, (sum, line) => sum + line.ReservedAmount),
            PlannedAt = now,
            DispatchDueAt = (rules ?? DispatchRules.Default).DispatchDueAt(order.ConfirmedAt, now, order.DeliverOn),
            State = ShipmentState.Planned,
        };
        shipment._lines.AddRange(lines.OrderBy(line => line.LineNumber));
        shipment._regions.AddRange(ShipmentRegion.Of(shipment));
        return shipment;
    }

    /// <summary>The supplier hands the goods to a carrier.</summary>
    /// <param name="carrierId">Who will record the delivery.</param>
    /// <param name="waybill">The carrier's number.</param>
    /// <param name="statedAt">When they left, as the supplier says; kept beside the recording and nothing else.</param>
    /// <param name="lines">Every line once, so that none is forgotten; 0 for what is not sent.</param>
    /// <param name="now">The server's clock.</param>
    /// <param name="vehicle">The plate or name of what carries them.</param>
    /// <param name="recalled">Batches that are called back, of which nothing is sent; null when none is.</param>
    /// <exception cref="RuleBrokenException">It was dispatched before, or goods are called back.</exception>
    /// <exception cref="InvalidRequestException">The time or a line does not fit.</exception>
    public void Dispatch(
        Guid carrierId,
        string waybill,
        DateTimeOffset? statedAt,
        IReadOnlyList<DispatchedLine> lines,
        DateTimeOffset now,
        string? vehicle = null,
        IReadOnlySet<Guid>? recalled = null)
    {
        if (State != ShipmentState.Planned)
        {
            throw AlreadyPast("already_dispatched");
        }

        // Ordering's clock may be a little ahead of this one; what happens to a shipment never runs backwards.
        var at = Instants.Later(now, ConfirmedAt);
        if (statedAt < ConfirmedAt)
        {
            throw new InvalidRequestException(
                "dispatched_before_confirmation",
                "statedDispatchedAt",
                $"发货时间不能早于订单确认时间 {BusinessDay.Text(ConfirmedAt)}（北京时间）。",
                $"The goods can't have left before the order was confirmed at {BusinessDay.Text(ConfirmedAt)} (UTC+8).");
        }

        if (statedAt > now + DispatchAheadMax)
        {
            throw new InvalidRequestException(
                "dispatched_in_future",
                "statedDispatchedAt",
                $"发货时间不能晚于现在（北京时间 {BusinessDay.Text(now)}）；请在货物发出后再登记，或不填此项。",
                $"The goods can't leave later than now, {BusinessDay.Text(now)} (UTC+8); "
                + "record the dispatch when it has happened, or leave this out.");
        }

        var matched = Match(lines, line => line.LineId, "未发货的行请填 0", "give 0 for what is not sent");
        for (var i = 0; i < matched.Length; i++)
        {
            var field = string.Create(CultureInfo.InvariantCulture, $"lines[{i}].quantity");
            matched[i].Line.CheckDispatch(matched[i].Said, field);
            matched[i].Line.CheckRecalls(matched[i].Said, recalled, field);
        }

        if (lines.All(line => line.Quantity == Quantity.Zero))
        {
            throw new InvalidRequestException(
                "nothing_dispatched",
                "lines",
                "各行发货数量都是 0：至少有一行须大于 0 才能发货。",
                "All quantities are 0: at least one line must be sent.");
        }

        foreach (var (line, said) in matched)
        {
            line.Dispatch(said.Quantity, said.Free);
        }

        (State, CarrierId, Waybill, Vehicle) = (ShipmentState.Dispatched, carrierId, waybill, vehicle);
        (DispatchedAt, StatedDispatchedAt) = (at, statedAt);
        DispatchedAmount = matched.Aggregate(
            Money.Zero, (sum, pair) => sum + Money.Of(pair.Said.Quantity - pair.Said.Free, pair.Line.Goods.UnitPrice));
    }

    /// <summary>Puts what was said of each line beside it; refuses unless every line that is not cancelled is named exactly once.</summary>
    (ShipmentLine Line, T Said)[] Match<T>(IReadOnlyList<T> said, Func<T, Guid> lineIdOf, string hintZh, string hintEn)
    {
        var open = OpenLines.ToDictionary(line => line.LineId);
        var matched = new (ShipmentLine, T)[said.Count];
        for (var i = 0; i < said.Count; i++)
        {
            var lineId = lineIdOf(said[i]);
            if (!open.Remove(lineId, out var line))
            {
                throw NotOpen(lineId, string.Create(CultureInfo.InvariantCulture, $"lines[{i}].lineId"));
            }

            matched[i] = (line, said[i]);
        }

        if (open.Count > 0)
        {
            var missing = string.Join(", ", open.Values.Select(line => line.LineNumber).Order().Take(10));
            throw new InvalidRequestException(
                "line_missing",
                "lines",
                $"缺少第 {missing} 行：每一行都须填写，{hintZh}。",
                $"Line {missing} is missing: every line must be named; {hintEn}.");
        }

        return matched;
    }
}
