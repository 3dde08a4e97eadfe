using Marketplace.Logistics.Domain;

namespace Marketplace.Logistics.Recalls;

/// <summary>
/// A recall of goods of a shipment that lasts: they are not sent any more; what arrives is set apart, and disputed or rejected by the
/// buyer.
/// </summary>
public sealed record RecallNotice
{
    public required Guid RecallId { get; init; }

    public required Guid BatchId { get; init; }

    /// <summary>The lines that have goods of the batch.</summary>
    public required IReadOnlyList<int> LineNumbers { get; init; }

    /// <summary>As whoever declared it wrote it.</summary>
    public required string Reason { get; init; }

    public required DateTimeOffset RecalledAt { get; init; }

    internal static RecallNotice Of(RecalledBatch recalled, IEnumerable<ShipmentLine> lines) => new()
    {
        RecallId = recalled.RecallId,
        BatchId = recalled.BatchId,
        LineNumbers =
        [
            .. lines.Where(line => line.Batches.Any(share => share.BatchId == recalled.BatchId)).Select(line => line.LineNumber),
        ],
        Reason = recalled.Reason,
        RecalledAt = recalled.RecalledAt,
    };
}
