using Marketplace.Contracts;

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

    /// <summary>Who accepted: the subject of the token.</summary>
    public string AcceptedBy { get; private init; } = "";

    /// <summary>The sum of the line amounts.</summary>
    public Money AcceptedAmount { get; private init; }

    /// <summary>One for each line of the shipment, by line number.</summary>
    public IReadOnlyList<AcceptanceLine> Lines => _lines;

    internal static Acceptance Of(
        Guid acceptanceId, Guid shipmentId, int acceptanceNo, DateTimeOffset acceptedAt, string acceptedBy, IEnumerable<AcceptanceLine> lines)
    {
        AcceptanceLine[] ordered = [.. lines.OrderBy(line => line.LineNumber)];
        var acceptance = new Acceptance
        {
            AcceptanceId = acceptanceId,
            ShipmentId = shipmentId,
            AcceptanceNo = acceptanceNo,
            AcceptedAt = acceptedAt,
            AcceptedBy = acceptedBy,
            AcceptedAmount = ordered.Aggregate(Money.Zero, (sum, line) => sum + line.AcceptedAmount),
        };
        acceptance._lines.AddRange(ordered);
        return acceptance;
    }
}

/// <summary>What became of one line of a shipment: accepted, short and rejected always add up to what was dispatched.</summary>
public sealed class AcceptanceLine
{
    AcceptanceLine()
    {
    }

    public Guid LineId { get; private init; }

    public int LineNumber { get; private init; }

    public Quantity Dispatched { get; private init; }

    public Quantity Accepted { get; private init; }

    /// <summary>Dispatched but not arrived.</summary>
    public Quantity Short { get; private init; }

    /// <summary>Arrived but refused.</summary>
    public Quantity Rejected { get; private init; }

    public string? RejectionReason { get; private init; }

    /// <summary>Accepted quantity times unit price, rounded once (CR-03).</summary>
    public Money AcceptedAmount { get; private init; }

    internal static AcceptanceLine Of(ShipmentLine line, InspectedLine inspected) => new()
    {
        LineId = line.LineId,
        LineNumber = line.LineNumber,
        Dispatched = line.Dispatched!.Value,
        Accepted = inspected.Accepted,
        Short = inspected.Short,
        Rejected = inspected.Rejected,
        RejectionReason = inspected.RejectionReason,
        AcceptedAmount = Money.Of(inspected.Accepted, line.Goods.UnitPrice),
    };
}
