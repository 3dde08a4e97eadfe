using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;

namespace Marketplace.Logistics.Domain;

/// <summary>What the buyer found when inspecting a shipment: from then on the accepted value counts (CR-01). It is never changed.</summary>
public sealed class Acceptance
{
    readonly List<AcceptanceLine> _lines = [];

    Acceptance()
    {
    }

    public Guid AcceptanceId { get; private init; }

    public Guid ShipmentId { get; private init; }

    /// <summary>Counts the acceptances of a shipment from 1; with the line it names a sale.</summary>
    public int AcceptanceNo { get; private init; }

    /// <summary>The instant whose day in Asia/Shanghai is the recognition date (CR-01).</summary>
    public DateTimeOffset AcceptedAt { get; private init; }

    /// <summary>Who accepted: the subject of the token, or <see cref="Shipment.Silence"/>.</summary>
    public string AcceptedBy { get; private init; } = "";

    /// <summary>True when the buyer was silent (CR-01).</summary>
    public bool IsAutomatic { get; private init; }

    /// <summary>True when goods of the shipment were still under dispute, so that another acceptance follows.</summary>
    public bool IsPartial { get; private init; }

    /// <summary>The sum of the line amounts.</summary>
    public Money AcceptedAmount { get; private init; }

    /// <summary>What the buyer owes for it: less its share of the order's discount (CR-02).</summary>
    public Money PayableAmount { get; private init; }

    /// <summary>The lines of which something was decided, by line number: all of the shipment, or the one that was ruled on.</summary>
    public IReadOnlyList<AcceptanceLine> Lines => _lines;

    internal static Acceptance Of(
        Guid acceptanceId, Shipment shipment, AcceptanceEvent at, bool isPartial, IEnumerable<AcceptanceLine> lines)
    {
        AcceptanceLine[] ordered = [.. lines.OrderBy(line => line.LineNumber)];
        var acceptance = new Acceptance
        {
            AcceptanceId = acceptanceId,
            ShipmentId = shipment.ShipmentId,
            AcceptanceNo = shipment.AcceptanceCount,
            AcceptedAt = at.At,
            AcceptedBy = at.By,
            IsAutomatic = at.IsAutomatic,
            IsPartial = isPartial,
            AcceptedAmount = ordered.Aggregate(Money.Zero, (sum, line) => sum + line.AcceptedAmount),
            PayableAmount = ordered.Aggregate(Money.Zero, (sum, line) => sum + line.PayableAmount),
        };
        acceptance._lines.AddRange(ordered);
        return acceptance;
    }
}

/// <summary>When and by whom something was accepted.</summary>
/// <param name="At">Its day in Asia/Shanghai is the recognition date (CR-01).</param>
/// <param name="By">The subject of the token.</param>
/// <param name="IsAutomatic">True when the buyer was silent until the acceptance fell due.</param>
readonly record struct AcceptanceEvent(DateTimeOffset At, string By, bool IsAutomatic);

/// <summary>
/// What became of one line of a shipment: accepted, short and rejected always add up to what of the
/// dispatched quantity is decided here.
/// </summary>
public sealed class AcceptanceLine
{
    AcceptanceLine()
    {
    }

    public Guid LineId { get; private init; }

    public int LineNumber { get; private init; }

    /// <summary>What of the dispatched quantity is decided here.</summary>
    public Quantity Dispatched { get; private init; }

    public Quantity Accepted { get; private init; }

    /// <summary>Dispatched but not arrived.</summary>
    public Quantity Short { get; private init; }

    /// <summary>Arrived but refused.</summary>
    public Quantity Rejected { get; private init; }

    public string? RejectionReason { get; private init; }

    /// <summary>Photographs of the buyer's that show what is short or refused.</summary>
    public IReadOnlyList<Guid> PhotoIds { get; private init; } = [];

    /// <summary>What of the accepted quantity costs nothing; null when all is paid.</summary>
    public Quantity? Free { get; private init; }

    /// <summary>Accepted quantity, without what is free, times unit price, rounded once (CR-03).</summary>
    public Money AcceptedAmount { get; private init; }

    /// <summary>What the buyer owes for it: less its share of the order's discount (CR-02).</summary>
    public Money PayableAmount { get; private init; }

    /// <summary>What a third party pays the supplier on top of it (CR-02).</summary>
    public Money Subsidised { get; private init; }

    /// <summary>What of the amount that the order reserved for the line is settled by this.</summary>
    public Money SettledAmount { get; private init; }

    /// <summary>From which batches the goods are, as far as they are decided here. Told when it happens and not kept.</summary>
    public IReadOnlyList<BatchShare> Batches { get; private init; } = [];

    internal static AcceptanceLine Of(
        ShipmentLine line, InspectedLine found, Money amount, Money payable, Money subsidised, Money settled,
        IReadOnlyList<BatchShare> batches) => new()
        {
            LineId = line.LineId,
            LineNumber = line.LineNumber,
            Dispatched = found.Decided,
            Accepted = found.Accepted,
            Short = found.Short,
            Rejected = found.Rejected,
            RejectionReason = found.RejectionReason,
            PhotoIds = found.PhotoIds,
            Free = found.Free == Quantity.Zero ? null : found.Free,
            AcceptedAmount = amount,
            PayableAmount = payable,
            Subsidised = subsidised,
            SettledAmount = settled,
            Batches = batches,
        };
}
