using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Platform.Refusals;

namespace Marketplace.Logistics.Domain;

/// <content>What is lost or spoilt on the way, and what never arrives.</content>
public sealed partial class Shipment
{
    /// <summary>When it ended because nothing of it reaches the buyer; null otherwise.</summary>
    public DateTimeOffset? LostAt { get; private set; }

    /// <summary>What the buyer said when it declared that nothing arrived; null when it did not.</summary>
    public string? NonDeliveryReason { get; private set; }

    /// <summary>How many lines were reported as lost, the same line each time anew.</summary>
    public int LossReportCount { get; private set; }

    /// <summary>
    /// The supplier or the carrier says how much of lines is lost in all; silence never accepts that. When the supplier says so of all that
    /// it sent before the arrival is proved, the shipment ends.
    /// </summary>
    /// <param name="lost">
    /// Lines that are not cancelled, each once; what is said of a line takes the place of what the same side said before.
    /// </param>
    /// <param name="by">Which side.</param>
    /// <param name="reportedBy">The subject of the token.</param>
    /// <param name="now">The server's clock.</param>
    /// <exception cref="RuleBrokenException">
    /// It was not dispatched, or is accepted, if only by silence; or all would be lost of what has arrived.
    /// </exception>
    /// <exception cref="InvalidRequestException">A line does not fit.</exception>
    public IReadOnlyList<LossReport> ReportLosses(
        IReadOnlyList<LostLine> lost, LossReporter by, string reportedBy, DateTimeOffset now)
    {
        RequireNotAccepted(now);
        var at = Instants.Later(now, DeliveredAt ?? DispatchedAt!.Value);
        var named = new HashSet<Guid>();
        List<LossReport> reports = [];
        for (var i = 0; i < lost.Count; i++)
        {
            var line = OpenLines.FirstOrDefault(known => known.LineId == lost[i].LineId && named.Add(known.LineId))
                ?? throw NotOpen(lost[i].LineId, string.Create(CultureInfo.InvariantCulture, $"lines[{i}].lineId"));
            line.Lose(lost[i].Quantity, by, string.Create(CultureInfo.InvariantCulture, $"lines[{i}].quantity"));
            reports.Add(new LossReport
            {
                ShipmentId = ShipmentId,
                Number = ++LossReportCount,
                LineNumber = line.LineNumber,
                By = by,
                Quantity = lost[i].Quantity,
                Reason = lost[i].Reason,
                Note = lost[i].Note,
                ReportedBy = reportedBy,
                ReportedAt = at,
            });
        }

        if (OpenLines.All(line => line.LostBySupplier == line.Dispatched))
        {
            LoseAllReported(at);
        }

        return reports;
    }

    /// <summary>The buyer declares that nothing arrived in the time that there is for it: the shipment ends.</summary>
    /// <param name="reason">What the buyer says to it.</param>
    /// <param name="now">The server's clock.</param>
    /// <param name="rules">How long there is.</param>
    /// <exception cref="RuleBrokenException">It is not on its way, or not for so long.</exception>
    public void DeclareNotDelivered(string reason, DateTimeOffset now, DispatchRules rules)
    {
        RequireOnItsWay("未发货的货物可以取消。", "What was not sent can be cancelled.");
        var from = DispatchedAt!.Value.AddDays(rules.UndeliveredAfterDays);
        if (now < from)
        {
            throw new RuleBrokenException(
                "not_delivered_too_early",
                $"发货后 {rules.UndeliveredAfterDays} 天（{BusinessDay.Text(from)}，北京时间）起，仍无签收记录的方可申报未送达；货物已到的请确认到货。",
                $"What has no record of a delivery can be declared as not delivered from {BusinessDay.Text(from)} (UTC+8) on, "
                + $"{rules.UndeliveredAfterDays} days after the dispatch; confirm the arrival if the goods are there.");
        }

        NonDeliveryReason = reason;
        Lose(now);
    }

    void LoseAllReported(DateTimeOffset at)
    {
        if (State == ShipmentState.Delivered && IsArrivalProved)
        {
            throw new RuleBrokenException(
                "all_lost_after_delivery",
                "已登记签收，不能再申报全部灭失；由采购单位验收，短少或变质的由其填写短少或拒收。",
                "The delivery is recorded, so not all of it can be reported as lost any more: "
                + "the buyer inspects it, and finds what is short or spoilt.");
        }

        Lose(at);
    }

    /// <summary>A record by the supplier, or by a carrier that is related to it or suspended, proves nothing (CR-01).</summary>
    bool IsArrivalProved => Carriage == Domain.Carriage.Independent || ArrivalConfirmedAt is not null;

    void Lose(DateTimeOffset at)
    {
        foreach (var line in OpenLines)
        {
            line.SettleWithNothing();
        }

        (State, LostAt) = (ShipmentState.Lost, Instants.Later(at, DispatchedAt!.Value));
    }

    void RequireNotAccepted(DateTimeOffset now)
    {
        if (State == ShipmentState.Planned)
        {
            throw NotYet("not_dispatched", "未发货的货物请办理不能供货。", "Decline what was not sent.");
        }

        if (State != ShipmentState.Dispatched)
        {
            RequireWaiting(now);
        }
    }
}
