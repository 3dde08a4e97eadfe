using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Platform.Refusals;

namespace Marketplace.Logistics.Domain;

/// <content>Acceptances: by the buyer, by its silence, and by rulings on what it disputes (CR-01).</content>
public sealed partial class Shipment
{
    /// <summary>Stands for whoever accepts by saying nothing.</summary>
    public const string Silence = "auto";

    const string BeyondTolerance = "超出允许的多发比例，未予接收 beyond the tolerance of over-delivery";

    const string UnfitGoods = "冷链超温，认定不合格 unfit after a breach of the cold chain";

    /// <summary>True once all is decided of what was sent, or nothing is sent or left.</summary>
    public bool IsClosed => State switch
    {
        ShipmentState.Accepted => !_disputes.Exists(dispute => dispute.IsOpen),
        ShipmentState.Cancelled or ShipmentState.Lost => true,
        ShipmentState.Planned or ShipmentState.Dispatched or ShipmentState.Delivered => false,
    };

    /// <summary>True while goods that are not under dispute wait for the buyer, or for its silence.</summary>
    bool HasUndisputed => _lines.Exists(line => line.Dispatched > DisputedOf(line));

    /// <summary>
    /// The buyer has inspected every line (CR-01). The amounts are accepted quantity times unit price, rounded once a line (CR-03).
    /// </summary>
    /// <param name="acceptanceId">Chosen by the caller.</param>
    /// <param name="lines">Every line once; accepted, short and rejected add up to what was dispatched and is not under dispute.</param>
    /// <param name="acceptedBy">Who accepts.</param>
    /// <param name="now">The server's clock; the recognition date follows from it, so nobody else can say it.</param>
    /// <param name="rules">How much more than was ordered may be accepted; as the rule book has it when null.</param>
    /// <exception cref="RuleBrokenException">It was not delivered yet, or accepted before, if only by silence.</exception>
    /// <exception cref="InvalidRequestException">A line does not fit.</exception>
    public Acceptance Accept(
        Guid acceptanceId, IReadOnlyList<InspectedLine> lines, string acceptedBy, DateTimeOffset now, AcceptanceRules? rules = null)
    {
        RequireWaiting(now);
        if (!HasUndisputed)
        {
            throw new RuleBrokenException(
                "all_disputed",
                "此发货单的货物全部处于异议中，请等待裁定。",
                "All goods of this shipment are under dispute; wait for the ruling.");
        }

        var matched = Match(lines, line => line.LineId, "发货数量为 0 的行三项都填 0", "give three zeros for a line that was not sent");
        for (var i = 0; i < matched.Length; i++)
        {
            var (line, said) = matched[i];
            var found = said with { Free = said.Free ?? line.FreeOf(said.Accepted, rules ?? AcceptanceRules.Default) };
            matched[i] = (line, found);
            line.CheckInspection(
                found, DisputedOf(line), rules ?? AcceptanceRules.Default, string.Create(CultureInfo.InvariantCulture, $"lines[{i}]"));
        }

        // The delivery may have been recorded by another process, whose clock is a little ahead of this one.
        var at = AfterBreach(Instants.Later(now, DeliveredAt!.Value));
        return Decide(acceptanceId, new AcceptanceEvent(at, acceptedBy, IsAutomatic: false), matched, isRest: true);
    }

    /// <summary>
    /// The buyer has said nothing for so long that all that was dispatched and is not under dispute is accepted, as of the instant at
    /// which that was due, however late it is noticed (CR-01). What goes beyond the tolerance is not, nor what was reported as lost or
    /// found unfit.
    /// </summary>
    /// <exception cref="InvalidOperationException">It is not due.</exception>
    public Acceptance AcceptBySilence(Guid acceptanceId, DateTimeOffset now, AcceptanceRules? rules = null)
    {
        if (State != ShipmentState.Delivered || AcceptDueAt is not { } due || now < due)
        {
            throw new InvalidOperationException($"Shipment {ShipmentId} is {State}; silence does not accept it at {now}.");
        }

        var found = OpenLines.Select(line => (line, Temperature?.IsUnfit(line.LineNumber) == true
            ? line.RejectedBySilence(line.Dispatched!.Value - DisputedOf(line), UnfitGoods)
            : line.AcceptedBySilence(
                line.Dispatched!.Value - DisputedOf(line), rules ?? AcceptanceRules.Default, BeyondTolerance))).ToList();
        return Decide(acceptanceId, new AcceptanceEvent(due, Silence, IsAutomatic: true), found, isRest: true);
    }

    /// <summary>
    /// The buyer disputes some of a line: the time until silent acceptance stops until there is a ruling (CR-01). Who disputes goods has
    /// them, so the days of the rest run from then where nobody's record has counted yet.
    /// </summary>
    /// <exception cref="RuleBrokenException">It was not delivered yet, or accepted before, if only by silence.</exception>
    /// <exception cref="InvalidRequestException">There is no such line, or not so much of it.</exception>
    public Dispute Dispute(
        Guid disputeId, Guid lineId, Quantity quantity, string reason, string raisedBy, DateTimeOffset now, AcceptanceRules? rules = null,
        IReadOnlyList<Guid>? photoIds = null)
    {
        RequireWaiting(now);
        var line = OpenLines.FirstOrDefault(known => known.LineId == lineId) ?? throw NotOpen(lineId, "lineId");
        var left = line.Dispatched!.Value - DisputedOf(line);
        if (quantity <= Quantity.Zero || quantity > left)
        {
            throw new InvalidRequestException(
                "quantity_out_of_range",
                "quantity",
                $"第{line.LineNumber}行：异议数量须大于 0 且不超过 {left}（发货减去已在异议中的数量）。",
                $"Line {line.LineNumber}: the disputed quantity must be more than 0 "
                + $"and at most {left}, which is what was dispatched and is not under dispute yet.");
        }

        var dispute = Domain.Dispute.Of(
            disputeId, ShipmentId, line, quantity, reason, raisedBy, Instants.Later(now, DeliveredAt!.Value), photoIds ?? []);
        _disputes.Add(dispute);
        if (!IsArrivalProved)
        {
            ArrivalConfirmedAt = dispute.RaisedAt;
            AcceptDueAt = SilenceDueFrom(dispute.RaisedAt, rules);
        }

        if (!HasUndisputed)
        {
            AcceptDueAt = null;
        }

        return dispute;
    }

    /// <summary>Somebody rules on a dispute: what the buyer has to take over is accepted now, the rest is not.</summary>
    /// <param name="dispute">One of this shipment.</param>
    /// <param name="acceptanceId">Of the acceptance that follows from the ruling.</param>
    /// <param name="accepted">With <paramref name="rejected"/> the disputed quantity.</param>
    /// <param name="rejected">What the supplier has to take back.</param>
    /// <param name="note">Why.</param>
    /// <param name="ruledBy">The subject of the token.</param>
    /// <param name="now">The server's clock; its day is the recognition date of what is accepted.</param>
    /// <param name="rules">How much more than was ordered may be accepted; as the rule book has it when null.</param>
    /// <exception cref="RuleBrokenException">It was ruled on before.</exception>
    /// <exception cref="InvalidRequestException">The quantities do not add up, or more would be accepted than is allowed.</exception>
    public Acceptance Rule(
        Dispute dispute,
        Guid acceptanceId,
        Quantity accepted,
        Quantity rejected,
        string note,
        string ruledBy,
        DateTimeOffset now,
        AcceptanceRules? rules = null)
    {
        if (!dispute.IsOpen)
        {
            var ruled = BusinessDay.Text(dispute.RuledAt!.Value);
            throw new RuleBrokenException(
                "already_ruled",
                $"该异议已于 {ruled}（北京时间）裁定：接收 {dispute.Accepted}，拒收 {dispute.Rejected}。",
                $"This dispute was ruled on at {ruled} (UTC+8): {dispute.Accepted} accepted, {dispute.Rejected} rejected.");
        }

        if (accepted < Quantity.Zero || rejected < Quantity.Zero || accepted + rejected != dispute.Quantity)
        {
            throw new InvalidRequestException(
                "quantities_do_not_add_up",
                "accepted",
                $"接收 {accepted} + 拒收 {rejected} 应等于异议数量 {dispute.Quantity}，且都不小于 0。",
                $"Accepted {accepted} and rejected {rejected} must add up to the {dispute.Quantity} under dispute, neither below 0.");
        }

        var line = _lines.Single(known => known.LineId == dispute.LineId);
        var tolerated = rules ?? AcceptanceRules.Default;
        var found = new InspectedLine(
            line.LineId, accepted, Quantity.Zero, rejected, rejected > Quantity.Zero ? note : null, line.FreeOf(accepted, tolerated));
        line.CheckTolerance(found, tolerated, "accepted");
        var at = AfterBreach(Instants.Later(now, dispute.RaisedAt));
        dispute.Rule(accepted, rejected, note, ruledBy, at);
        var acceptance = Decide(acceptanceId, new AcceptanceEvent(at, ruledBy, IsAutomatic: false), [(line, found)], isRest: false);
        dispute.AcceptanceNo = acceptance.AcceptanceNo;
        return acceptance;
    }

    /// <summary>Books what was found, and returns whether more is still to be decided.</summary>
    /// <param name="acceptanceId">Of the acceptance.</param>
    /// <param name="at">When and by whom.</param>
    /// <param name="found">The lines of which something is decided.</param>
    /// <param name="isRest">True when all is decided that is not under dispute; false for a ruling.</param>
    Acceptance Decide(Guid acceptanceId, AcceptanceEvent at, IReadOnlyList<(ShipmentLine Line, InspectedLine Found)> found, bool isRest)
    {
        var wasAccepted = State == ShipmentState.Accepted;
        var isRestDecided = isRest || wasAccepted || !HasUndisputed;
        var isLast = isRestDecided && !_disputes.Exists(dispute => dispute.IsOpen);
        if (isLast && !isRest && !wasAccepted)
        {
            // All that was sent was under dispute. Lines of which nothing was sent are closed with the last ruling, or never.
            found = [.. found, .. _lines.Where(line => line.Dispatched == Quantity.Zero).Select(line => (line, Nothing(line)))];
        }

        AcceptanceLine[] lines = [.. found.Select(pair => pair.Line.Book(
            pair.Found,
            isRest ? pair.Line.ReservedAmount - pair.Line.Settled - NeedOfDisputes(pair.Line) : pair.Line.NeedOf(pair.Found.Decided),
            isFinished: IsFinished(pair.Line)))];
        AcceptanceCount++;
        var acceptance = Acceptance.Of(acceptanceId, this, at, isPartial: !isLast, lines);
        AcceptedAmount = (AcceptedAmount ?? Money.Zero) + acceptance.AcceptedAmount;
        if (!wasAccepted && (isRest || isLast))
        {
            (State, AcceptedAt) = (ShipmentState.Accepted, at.At);
        }

        return acceptance;

        bool IsFinished(ShipmentLine line) =>
            !_disputes.Exists(dispute => dispute.IsOpen && dispute.LineId == line.LineId)
            && (isRest || wasAccepted || line.Dispatched == DisputedOf(line));
    }

    static InspectedLine Nothing(ShipmentLine line) => new(line.LineId, Quantity.Zero, Quantity.Zero, Quantity.Zero, null);

    Quantity DisputedOf(ShipmentLine line) =>
        _disputes.Where(dispute => dispute.LineId == line.LineId).Aggregate(Quantity.Zero, (sum, dispute) => sum + dispute.Quantity);

    Money NeedOfDisputes(ShipmentLine line) => _disputes.Where(dispute => dispute.IsOpen && dispute.LineId == line.LineId)
        .Aggregate(Money.Zero, (sum, dispute) => sum + line.NeedOf(dispute.Quantity));

    /// <summary>Refuses unless the goods have arrived and neither the buyer nor its silence has accepted them.</summary>
    void RequireWaiting(DateTimeOffset now)
    {
        if (State is ShipmentState.Accepted or ShipmentState.Cancelled or ShipmentState.Lost)
        {
            throw AlreadyPast("already_accepted");
        }

        if (State != ShipmentState.Delivered)
        {
            throw NotYet("not_delivered", "请等承运方登记签收后再验收。", "Accept it after the carrier has recorded the delivery.");
        }

        if (now >= AcceptDueAt)
        {
            var due = BusinessDay.Text(AcceptDueAt.Value);
            throw new RuleBrokenException(
                "accepted_by_silence",
                $"签收后逾期未验收，已于 {due}（北京时间）自动验收；验收单随后即可查看，货物有问题请申请退货。",
                $"Nothing was said in time, so it was accepted automatically at {due} (UTC+8); "
                + "its sheet will be there in a moment. If goods are faulty, request a return.");
        }
    }
}
