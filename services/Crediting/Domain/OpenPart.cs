namespace Marketplace.Crediting.Domain;

/// <summary>
/// 在途: a supplier's part of a confirmed order from its confirmation until its last acceptance. It is no part of the ledger: it tells how
/// things stand now, for R2, R19 and the alert of overdue acceptances.
/// </summary>
public sealed class OpenPart
{
    /// <summary>Also the id of the shipment.</summary>
    public required Guid PartId { get; init; }

    public Guid OrderId { get; private set; }

    public string OrderNumber { get; private set; } = "";

    public Guid SupplierId { get; private set; }

    public string SupplierName { get; private set; } = "";

    public string UnitName { get; private set; } = "";

    /// <summary>Where the buyer belonged at the confirmation; empty until that is heard.</summary>
    public string UnitPath { get; private set; } = "";

    /// <summary>Null while only something later was heard of it.</summary>
    public DateTimeOffset? ConfirmedAt { get; private set; }

    /// <summary>The day on which it is to arrive; null when none was agreed.</summary>
    public DateOnly? DeliverOn { get; private set; }

    public DateTimeOffset? DeliveredAt { get; private set; }

    /// <summary>When its last goods were accepted, or nothing of it was left to come; null while it is open.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>What was ordered, with what it would be credited to; none once it has ended.</summary>
    public IReadOnlyList<OpenLine> Lines { get; private set; } = [];

    /// <summary>What of the lines was decided or will not come, each as it was heard.</summary>
    public IReadOnlyList<DecidedLine> Decided { get; private set; } = [];

    /// <summary>It has been confirmed and not ended.</summary>
    public bool IsOpen => ConfirmedAt is not null && EndedAt is null;

    /// <summary>Its order was confirmed.</summary>
    public void Confirm(
        (Guid Id, string Number) order, (Guid Id, string Name) supplier, (string Name, string Path) unit, DateTimeOffset at,
        DateOnly? deliverOn, IReadOnlyList<OpenLine> lines)
    {
        (OrderId, OrderNumber) = order;
        (SupplierId, SupplierName) = supplier;
        (UnitName, UnitPath) = unit;
        (ConfirmedAt, DeliverOn) = (at, deliverOn);
        Lines = EndedAt is null ? lines : [];
    }

    /// <summary>The goods have arrived.</summary>
    public void Deliver(DateTimeOffset at) => DeliveredAt ??= at;

    /// <summary>Nothing of it is left to come or to be decided.</summary>
    public void End(DateTimeOffset at)
    {
        EndedAt ??= at;
        (Lines, Decided) = ([], []);
    }

    /// <summary>Something of a line was decided, or will not come; it counts once.</summary>
    /// <param name="sourceId">The acceptance or cancellation.</param>
    /// <param name="lineId">The line.</param>
    /// <param name="fen">What of it; null for all.</param>
    public void Decide(Guid sourceId, Guid lineId, long? fen)
    {
        if (EndedAt is null && !Decided.Any(known => known.SourceId == sourceId && known.LineId == lineId))
        {
            Decided = [.. Decided, new DecidedLine(sourceId, lineId, fen)];
        }
    }

    /// <summary>What is still to come of it, by what it would be credited to.</summary>
    public IEnumerable<OpenCredit> Credits() => !IsOpen ? [] : Lines
        .Select(line => (Line: line, Open: OpenFen(line)))
        .SelectMany(line => line.Line.Credits.Select(credit => (
            credit.HolderId,
            Fen: line.Line.Fen == 0 ? 0 : (long)((Int128)credit.Fen * line.Open / line.Line.Fen))))
        .GroupBy(credit => credit.HolderId)
        .Select(holder => new OpenCredit { PartId = PartId, HolderId = holder.Key, Fen = holder.Sum(credit => credit.Fen) })
        .Where(credit => credit.Fen > 0);

    long OpenFen(OpenLine line)
    {
        var decided = Decided.Where(known => known.LineId == line.LineId).ToList();
        return decided.Exists(known => known.Fen is null) ? 0 : Math.Max(0, line.Fen - decided.Sum(known => known.Fen!.Value));
    }
}

/// <summary>A line of an open part.</summary>
/// <param name="LineId">The line of the order.</param>
/// <param name="Fen">What it costs.</param>
/// <param name="Credits">What it would be credited to if all of it were accepted on the day of its confirmation.</param>
public sealed record OpenLine(Guid LineId, long Fen, IReadOnlyList<ExpectedCredit> Credits);

/// <summary>What a line would bring to a pairing or designation.</summary>
public sealed record ExpectedCredit(Guid HolderId, long Fen);

/// <summary>What of a line was decided.</summary>
/// <param name="SourceId">The acceptance or cancellation.</param>
/// <param name="LineId">The line.</param>
/// <param name="Fen">What of it; null for all.</param>
public sealed record DecidedLine(Guid SourceId, Guid LineId, long? Fen);

/// <summary>What an open part would bring to a pairing or designation. It is gone when the part ends.</summary>
public sealed class OpenCredit
{
    public required Guid PartId { get; init; }

    public required Guid HolderId { get; init; }

    public required long Fen { get; set; }
}
