namespace Marketplace.Contracts.Logistics;

/// <summary>
/// Nothing of what was dispatched of a supplier's part reaches the buyer: the part ends without acceptance, and what is held for its lines
/// is to be released.
/// </summary>
/// <remarks>
/// From Logistics, once per shipment that ends so. To PurchasingUnits (frees the held budget and quota), Ordering (state of the part and of
/// the order) and Crediting (open orders). What the goods were held from in stock was taken when they were dispatched.
/// </remarks>
public sealed record ShipmentLost
{
    /// <summary>Names this end.</summary>
    public required Guid LossId { get; init; }

    /// <summary>Equals the id of the order's part.</summary>
    public required Guid ShipmentId { get; init; }

    public required Guid OrderId { get; init; }

    public required Guid SupplierId { get; init; }

    public required Guid UnitId { get; init; }

    public required DateTimeOffset LostAt { get; init; }

    public required LossFinding Finding { get; init; }

    /// <summary>The lines that had not been cancelled before the dispatch.</summary>
    public required IReadOnlyList<Line> Lines { get; init; }

    public sealed record Line
    {
        public required Guid LineId { get; init; }

        /// <summary>What the order reserved for the line.</summary>
        public required long ReservedFen { get; init; }
    }
}

/// <summary>On whose word a shipment is lost.</summary>
public enum LossFinding
{
    /// <summary>报损: the supplier has reported that all of it was lost or spoilt on the way.</summary>
    ReportedLost = 1,

    /// <summary>未送达: the buyer has declared that nothing arrived in the time that there is for it.</summary>
    NotDelivered = 2,
}
