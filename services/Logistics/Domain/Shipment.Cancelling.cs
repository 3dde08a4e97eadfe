using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Platform.Refusals;

namespace Marketplace.Logistics.Domain;

/// <content>Until something is dispatched either side may end its commitment, wholly or line by line.</content>
public sealed partial class Shipment
{
    /// <summary>When the last of its lines was cancelled; null while something of it is to be sent, or was.</summary>
    public DateTimeOffset? CancelledAt { get; private set; }

    /// <summary>The lines that are to be sent, or were.</summary>
    public IEnumerable<ShipmentLine> OpenLines => _lines.Where(line => !line.IsCancelled);

    /// <summary>The buyer withdraws, or the supplier declines, lines that have not been sent.</summary>
    /// <param name="end">Who ends it, why and when.</param>
    /// <param name="lineIds">Which lines; all that are open when null.</param>
    /// <returns>The lines that were cancelled.</returns>
    /// <exception cref="RuleBrokenException">Something was dispatched, or all was cancelled before.</exception>
    /// <exception cref="InvalidRequestException">A line is unknown, named twice, or cancelled already.</exception>
    public IReadOnlyList<ShipmentLine> Cancel(LineCancellation end, IReadOnlyList<Guid>? lineIds)
    {
        if (State != ShipmentState.Planned)
        {
            throw AlreadyPast("already_dispatched");
        }

        ShipmentLine[] cancelled = lineIds is null ? [.. OpenLines] : [.. lineIds.Select((id, index) => OpenLine(id, index))];
        if (cancelled.Distinct().Count() != cancelled.Length)
        {
            throw new InvalidRequestException(
                "line_repeated", "lineIds", "同一行填写了不止一次，请只填一次。", "A line is named more than once; name it once.");
        }

        var at = Instants.Later(end.At, ConfirmedAt);
        foreach (var line in cancelled)
        {
            line.Cancel(end with { At = at });
        }

        if (!OpenLines.Any())
        {
            (State, CancelledAt) = (ShipmentState.Cancelled, at);
        }

        return cancelled;
    }

    ShipmentLine OpenLine(Guid lineId, int index)
    {
        var field = string.Create(CultureInfo.InvariantCulture, $"lineIds[{index}]");
        var line = _lines.Find(known => known.LineId == lineId)
            ?? throw new InvalidRequestException(
                "line_unknown", field, $"此发货单没有明细 {lineId}，请核对。", $"This shipment has no line {lineId}; check the id.");
        return line.Cancellation is { } before
            ? throw new InvalidRequestException(
                "line_cancelled",
                field,
                $"第{line.LineNumber}行已于 {BusinessDay.Text(before.At)}（北京时间）取消。",
                $"Line {line.LineNumber} was cancelled at {BusinessDay.Text(before.At)} (UTC+8).")
            : line;
    }
}
