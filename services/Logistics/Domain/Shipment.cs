using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Marketplace.Contracts;

namespace Marketplace.Logistics.Domain;

/// <summary>A supplier's part of a confirmed order on its way: planned, dispatched, delivered, accepted, in this order and each once.</summary>
public sealed class Shipment
{
    /// <summary>How far a supplier's clock may be ahead of ours.</summary>
    static readonly TimeSpan DispatchAheadMax = TimeSpan.FromMinutes(5);

    /// <summary>The only acceptance that a shipment has so far; later ones would count on.</summary>
    const int FirstAcceptanceNo = 1;

    readonly List<ShipmentLine> _lines = [];

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

    public Guid UnitId { get; private init; }

    public string UnitName { get; private init; } = "";

    public int BudgetYear { get; private init; }

    public DateTimeOffset ConfirmedAt { get; private init; }

    /// <summary>Where the goods go (CR-05e).</summary>
    public RegionPath DeliveryPath { get; private init; }

    public string DeliveryAddress { get; private init; } = "";

    /// <summary>The paths of all regions that it concerns, one after the other: the unit's, the destination's, the origins'. Officials see it by them.</summary>
    public string Regions { get; private init; } = "";

    /// <summary>What the order reserved for its lines.</summary>
    public Money OrderedAmount { get; private init; }

    public DateTimeOffset PlannedAt { get; private init; }

    public ShipmentState State { get; private set; }

    /// <summary>Null until it is dispatched.</summary>
    public Guid? CarrierId { get; private set; }

    /// <summary>Null until it is dispatched.</summary>
    public string? Waybill { get; private set; }

    public DateTimeOffset? DispatchedAt { get; private set; }

    public DateTimeOffset? DeliveredAt { get; private set; }

    /// <summary>Who took the goods in; null until they are delivered.</summary>
    public string? ReceivedBy { get; private set; }

    public DateTimeOffset? AcceptedAt { get; private set; }

    /// <summary>The sum of the accepted line amounts; null until it is accepted.</summary>
    public Money? AcceptedAmount { get; private set; }

    /// <summary>By line number.</summary>
    public IReadOnlyList<ShipmentLine> Lines => _lines;

    /// <summary>The shipment of a part of a confirmed order.</summary>
    /// <exception cref="ArgumentException">The part has no lines, or a line or line number twice: nobody could ever dispatch or accept it.</exception>
    public static Shipment Plan(
        Guid shipmentId, OrderFacts order, Guid supplierId, string supplierName, IReadOnlyCollection<ShipmentLine> lines, DateTimeOffset now)
    {
        if (lines.Count == 0
            || lines.DistinctBy(line => line.LineId).Count() != lines.Count
            || lines.DistinctBy(line => line.LineNumber).Count() != lines.Count)
        {
            throw new ArgumentException($"Part {shipmentId} of order {order.OrderId} has no lines, or one of them twice.", nameof(lines));
        }

        IEnumerable<string> regions = [order.UnitPath.Value, order.DeliveryPath.Value, .. lines.Select(line => line.Goods.OriginPath.Value)];
        var shipment = new Shipment
        {
            ShipmentId = shipmentId,
            OrderId = order.OrderId,
            OrderNumber = order.OrderNumber,
            SupplierId = supplierId,
            SupplierName = supplierName,
            UnitId = order.UnitId,
            UnitName = order.UnitName,
            BudgetYear = order.BudgetYear,
            ConfirmedAt = Instants.Stored(order.ConfirmedAt),
            DeliveryPath = order.DeliveryPath,
            DeliveryAddress = order.DeliveryAddress,
            Regions = string.Concat(regions.Distinct()),
            OrderedAmount = lines.Aggregate(Money.Zero, (sum, line) => sum + line.OrderedAmount),
            PlannedAt = Instants.Stored(now),
            State = ShipmentState.Planned,
        };
        shipment._lines.AddRange(lines.OrderBy(line => line.LineNumber));
        return shipment;
    }

    /// <summary>The supplier hands the goods to a carrier.</summary>
    /// <param name="carrierId">Who will record the delivery.</param>
    /// <param name="waybill">The carrier's number.</param>
    /// <param name="dispatchedAt">When it left; now, if not said.</param>
    /// <param name="lines">Every line once, so that none is forgotten; 0 for what is not sent.</param>
    /// <param name="now">The server's clock.</param>
    /// <param name="refusal">Why nothing has changed.</param>
    public bool TryDispatch(
        Guid carrierId,
        string waybill,
        DateTimeOffset? dispatchedAt,
        IReadOnlyList<DispatchedLine> lines,
        DateTimeOffset now,
        [NotNullWhen(false)] out Refusal? refusal)
    {
        if (State != ShipmentState.Planned)
        {
            refusal = AlreadyPast("already_dispatched");
            return false;
        }

        // Ordering's clock may be a little ahead of this one; what happens to a shipment never runs backwards.
        var at = Instants.Stored(dispatchedAt ?? Instants.Later(now, ConfirmedAt));
        refusal = at < ConfirmedAt
            ? new(
                "dispatched_before_confirmation",
                "dispatchedAt",
                $"发货时间不能早于订单确认时间 {Instants.Text(ConfirmedAt)}（北京时间）。",
                $"The goods can't have left before the order was confirmed at {Instants.Text(ConfirmedAt)} (UTC+8).")
            : dispatchedAt is not null && at > now + DispatchAheadMax
                ? new(
                    "dispatched_in_future",
                    "dispatchedAt",
                    $"发货时间不能晚于现在（北京时间 {Instants.Text(now)}）；请在货物发出后再登记，或不填此项。",
                    $"The goods can't leave later than now, {Instants.Text(now)} (UTC+8); record the dispatch when it has happened, or leave this out.")
                : null;
        if (refusal is not null)
        {
            return false;
        }

        if (!TryMatch(lines, line => line.LineId, "未发货的行请填 0", "give 0 for what is not sent", out var matched, out refusal))
        {
            return false;
        }

        refusal = matched.Select((pair, index) => WhyNotDispatch(pair.Line, pair.Given.Quantity, index)).FirstOrDefault(fault => fault is not null);
        refusal ??= lines.All(line => line.Quantity == Quantity.Zero)
            ? new(
                "nothing_dispatched",
                "lines",
                "各行发货数量都是 0：至少有一行须大于 0 才能发货。",
                "All quantities are 0: at least one line must be sent.")
            : null;
        if (refusal is not null)
        {
            return false;
        }

        foreach (var (line, given) in matched)
        {
            line.Dispatched = given.Quantity;
        }

        (State, CarrierId, Waybill, DispatchedAt) = (ShipmentState.Dispatched, carrierId, waybill, at);
        return true;
    }

    /// <summary>The carrier hands the goods over (proof of delivery).</summary>
    /// <param name="deliveredAt">When; now, if not said.</param>
    /// <param name="receivedBy">Who took them in.</param>
    /// <param name="now">The server's clock.</param>
    /// <param name="refusal">Why nothing has changed.</param>
    public bool TryDeliver(DateTimeOffset? deliveredAt, string receivedBy, DateTimeOffset now, [NotNullWhen(false)] out Refusal? refusal)
    {
        if (State == ShipmentState.Planned || DispatchedAt is not { } dispatchedAt)
        {
            refusal = NotYet("not_dispatched", "请等供应商发货后再登记签收。", "Record the delivery after the supplier has dispatched it.");
            return false;
        }

        if (State != ShipmentState.Dispatched)
        {
            refusal = AlreadyPast("already_delivered");
            return false;
        }

        var at = Instants.Stored(deliveredAt ?? Instants.Later(now, dispatchedAt));
        refusal = at < dispatchedAt
            ? new(
                "delivered_before_dispatch",
                "deliveredAt",
                $"签收时间不能早于发货时间 {Instants.Text(dispatchedAt)}（北京时间）。",
                $"The goods can't have arrived before they were dispatched at {Instants.Text(dispatchedAt)} (UTC+8).")
            : deliveredAt is not null && at > now
                ? new(
                    "delivered_in_future",
                    "deliveredAt",
                    $"签收时间不能晚于现在（北京时间 {Instants.Text(now)}）；请在签收后再登记，或不填此项。",
                    $"The goods can't arrive later than now, {Instants.Text(now)} (UTC+8); record the delivery when it has happened, or leave this out.")
                : null;
        if (refusal is not null)
        {
            return false;
        }

        (State, DeliveredAt, ReceivedBy) = (ShipmentState.Delivered, at, receivedBy);
        return true;
    }

    /// <summary>The buyer has inspected every line (CR-01). The amounts are accepted quantity times unit price, rounded once a line (CR-03).</summary>
    /// <param name="acceptanceId">Chosen by the caller.</param>
    /// <param name="lines">Every line once; accepted, short and rejected add up to what was dispatched.</param>
    /// <param name="acceptedBy">Who accepts.</param>
    /// <param name="now">The server's clock; the recognition date follows from it, so nobody else can say it.</param>
    /// <param name="acceptance">What is now on record.</param>
    /// <param name="refusal">Why nothing has changed.</param>
    public bool TryAccept(
        Guid acceptanceId,
        IReadOnlyList<InspectedLine> lines,
        string acceptedBy,
        DateTimeOffset now,
        [NotNullWhen(true)] out Acceptance? acceptance,
        [NotNullWhen(false)] out Refusal? refusal)
    {
        acceptance = null;
        if (State == ShipmentState.Accepted)
        {
            refusal = AlreadyPast("already_accepted");
            return false;
        }

        if (State != ShipmentState.Delivered || DeliveredAt is not { } deliveredAt)
        {
            refusal = NotYet("not_delivered", "请等承运方登记签收后再验收。", "Accept it after the carrier has recorded the delivery.");
            return false;
        }

        if (!TryMatch(lines, line => line.LineId, "发货数量为 0 的行三项都填 0", "give three zeros for a line that was not sent", out var matched, out refusal))
        {
            return false;
        }

        refusal = matched.Select((pair, index) => WhyNotAccept(pair.Line, pair.Given, index)).FirstOrDefault(fault => fault is not null);
        if (refusal is not null)
        {
            return false;
        }

        // The delivery may have been recorded by another process, whose clock is a little ahead of this one.
        var at = Instants.Stored(Instants.Later(now, deliveredAt));
        acceptance = Acceptance.Of(
            acceptanceId,
            ShipmentId,
            FirstAcceptanceNo,
            at,
            acceptedBy,
            matched.Select(pair => AcceptanceLine.Of(pair.Line, pair.Line.Dispatched ?? Quantity.Zero, pair.Given)));
        (State, AcceptedAt, AcceptedAmount) = (ShipmentState.Accepted, at, acceptance.AcceptedAmount);
        return true;
    }

    static Refusal? WhyNotDispatch(ShipmentLine line, Quantity quantity, int index)
    {
        var field = string.Create(CultureInfo.InvariantCulture, $"lines[{index}].quantity");
        if (quantity < Quantity.Zero)
        {
            return Negative(line, field);
        }

        return quantity > line.Ordered
            ? new(
                "over_delivery",
                field,
                $"第{line.LineNumber}行：发货 {quantity} 超过订购 {line.Ordered}。目前不支持超量发货，请按不超过订购的数量发货。",
                $"Line {line.LineNumber}: {quantity} is more than the {line.Ordered} ordered. Over-delivery is not supported in this version; send at most what was ordered.")
            : null;
    }

    static Refusal? WhyNotAccept(ShipmentLine line, InspectedLine found, int index)
    {
        var field = string.Create(CultureInfo.InvariantCulture, $"lines[{index}]");
        if (found.Accepted < Quantity.Zero || found.Short < Quantity.Zero || found.Rejected < Quantity.Zero)
        {
            return Negative(line, field);
        }

        var dispatched = line.Dispatched ?? Quantity.Zero;
        var sum = found.Accepted + found.Short + found.Rejected;
        if (sum != dispatched)
        {
            return new(
                "quantities_do_not_add_up",
                field,
                $"第{line.LineNumber}行：收货 {found.Accepted} + 短少 {found.Short} + 拒收 {found.Rejected} = {sum}，应等于发货 {dispatched}。",
                $"Line {line.LineNumber}: accepted {found.Accepted} + short {found.Short} + rejected {found.Rejected} = {sum}, but {dispatched} was dispatched; the sum must be the same.");
        }

        return (found.Rejected > Quantity.Zero, string.IsNullOrWhiteSpace(found.RejectionReason)) switch
        {
            (true, true) => new(
                "rejection_reason_missing",
                $"{field}.rejectionReason",
                $"第{line.LineNumber}行：拒收 {found.Rejected}，请填写拒收原因。",
                $"Line {line.LineNumber}: {found.Rejected} was rejected; say why."),
            (false, false) => new(
                "rejection_reason_needless",
                $"{field}.rejectionReason",
                $"第{line.LineNumber}行：没有拒收，请去掉拒收原因，或填写拒收数量。",
                $"Line {line.LineNumber}: nothing was rejected; leave the reason out, or give the rejected quantity."),
            _ => null,
        };
    }

    static Refusal Negative(ShipmentLine line, string field) => new(
        "quantity_negative", field, $"第{line.LineNumber}行：数量不能小于 0。", $"Line {line.LineNumber}: a quantity can't be less than 0.");

    /// <summary>Puts what was said of each line beside it; refuses unless every line of the shipment is named exactly once.</summary>
    bool TryMatch<T>(
        IReadOnlyList<T> given,
        Func<T, Guid> lineIdOf,
        string hintZh,
        string hintEn,
        out (ShipmentLine Line, T Given)[] matched,
        [NotNullWhen(false)] out Refusal? refusal)
    {
        var open = _lines.ToDictionary(line => line.LineId);
        matched = new (ShipmentLine, T)[given.Count];
        for (var i = 0; i < given.Count; i++)
        {
            var lineId = lineIdOf(given[i]);
            if (!open.Remove(lineId, out var line))
            {
                var field = string.Create(CultureInfo.InvariantCulture, $"lines[{i}].lineId");
                refusal = _lines.Find(known => known.LineId == lineId) is { } known
                    ? new(
                        "line_repeated",
                        field,
                        $"第{known.LineNumber}行填写了不止一次，请只填一次。",
                        $"Line {known.LineNumber} is given more than once; give it once.")
                    : new(
                        "line_unknown",
                        field,
                        $"此发货单没有明细 {lineId}，请核对。",
                        $"This shipment has no line {lineId}; check the id.");
                return false;
            }

            matched[i] = (line, given[i]);
        }

        if (open.Count > 0)
        {
            var missing = string.Join(", ", open.Values.Select(line => line.LineNumber).Order().Take(10));
            refusal = new(
                "line_missing",
                "lines",
                $"缺少第 {missing} 行：每一行都须填写，{hintZh}。",
                $"Line {missing} is missing: every line must be named; {hintEn}.");
            return false;
        }

        refusal = null;
        return true;
    }

    /// <summary>Somebody was faster: says what has happened and when.</summary>
    Refusal AlreadyPast(string code)
    {
        if (State == ShipmentState.Accepted)
        {
            return new(
                code,
                null,
                $"此发货单已于 {Instants.Text(AcceptedAt!.Value)}（北京时间）验收，验收金额 {AcceptedAmount} 元，不能再次办理；请查看验收单。",
                $"This shipment was accepted at {Instants.Text(AcceptedAt!.Value)} (UTC+8) for {AcceptedAmount} yuan and is closed; see its acceptance sheet.");
        }

        return State == ShipmentState.Delivered
            ? new(
                code,
                null,
                $"此发货单已于 {Instants.Text(DeliveredAt!.Value)}（北京时间）由 {ReceivedBy} 签收，接下来由采购单位验收。",
                $"This shipment was delivered at {Instants.Text(DeliveredAt!.Value)} (UTC+8) and received by {ReceivedBy}; the buyer's acceptance is next.")
            : new(
                code,
                null,
                $"此发货单已于 {Instants.Text(DispatchedAt!.Value)}（北京时间）发货，运单号 {Waybill}，无需再次发货。",
                $"This shipment was dispatched at {Instants.Text(DispatchedAt!.Value)} (UTC+8) by waybill {Waybill}; there is nothing left to dispatch.");
    }

    Refusal NotYet(string code, string whatToDoZh, string whatToDoEn) => State == ShipmentState.Planned
        ? new(code, null, $"此发货单尚未发货。{whatToDoZh}", $"This shipment has not been dispatched yet. {whatToDoEn}")
        : new(code, null, $"此发货单尚在途中，未登记签收。{whatToDoZh}", $"This shipment is still on its way. {whatToDoEn}");
}
