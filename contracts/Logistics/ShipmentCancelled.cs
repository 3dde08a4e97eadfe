namespace Marketplace.Contracts.Logistics;

/// <summary>Some lines of a supplier's part, or all of them, will not be sent: what is held for them is to be released.</summary>
/// <remarks>
/// From Logistics, before anything of the part is dispatched; several for one part when its lines are cancelled one after the other. To
/// Catalog (frees the held stock), PurchasingUnits (frees the held budget and quota), Ordering (state of the part and of the order) and
/// Crediting (open orders).
/// </remarks>
public sealed record ShipmentCancelled
{
    /// <summary>Names this cancellation.</summary>
    public required Guid CancellationId { get; init; }

    /// <summary>Equals the id of the order's part.</summary>
    public required Guid ShipmentId { get; init; }

    public required Guid OrderId { get; init; }

    public required Guid SupplierId { get; init; }

    public required Guid UnitId { get; init; }

    public required DateTimeOffset CancelledAt { get; init; }

    public required CancelledBy CancelledBy { get; init; }

    public required ShipmentCancellationReason Reason { get; init; }

    /// <summary>What was said to the other side; null when nothing was.</summary>
    public string? Note { get; init; }

    /// <summary>True when nothing of the part is left to be sent.</summary>
    public required bool IsWhole { get; init; }

    public required IReadOnlyList<Line> Lines { get; init; }

    public sealed record Line
    {
        public required Guid LineId { get; init; }

        /// <summary>What the order reserved for the line.</summary>
        public required long ReservedFen { get; init; }
    }
}

/// <summary>Which side ended a commitment.</summary>
public enum CancelledBy
{
    Buyer = 1,

    Supplier = 2,

    /// <summary>Neither: it ended by itself, because nothing was sent in time.</summary>
    Nobody = 3,
}

/// <summary>Why goods are not sent.</summary>
public enum ShipmentCancellationReason
{
    /// <summary>The buyer no longer needs them.</summary>
    NotNeeded = 1,

    /// <summary>The buyer has ordered something wrong.</summary>
    OrderedByMistake = 2,

    /// <summary>They would come, or have come, too late.</summary>
    TooLate = 3,

    /// <summary>Hail, frost, pest: there is no harvest to send.</summary>
    CropFailure = 4,

    /// <summary>What there is is not good enough.</summary>
    QualityShort = 5,

    /// <summary>The declared quantity is not there.</summary>
    StockShort = 6,

    /// <summary>The listing had a slip in its price.</summary>
    PriceMistake = 7,

    /// <summary>Nobody carries them there.</summary>
    NoTransport = 8,

    /// <summary>As the note says.</summary>
    Other = 9,

    /// <summary>Nothing was sent by the latest day; nobody gives this reason.</summary>
    NotSentInTime = 10,
}
