namespace Marketplace.Contracts;

/// <summary>
/// For whom and by whose help an order was placed, and what was agreed for the order as a whole. Frozen at its confirmation.
/// </summary>
public sealed record OrderTerms
{
    /// <summary>What the buyer buys for; its own use when null.</summary>
    public BuyerCapacity? Capacity { get; init; }

    /// <summary>
    /// The unit that the buyer acts for as its registered agent, such as an outsourced canteen; its quota
    /// and region count (CR-06, CR-11).
    /// </summary>
    public Guid? PrincipalUnitId { get; init; }

    /// <summary>Who helped to sell; null when nobody did.</summary>
    public Facilitation? Facilitation { get; init; }

    /// <summary>An order of this marketplace when null.</summary>
    public SalesChannel? Channel { get; init; }

    /// <summary>What the supplier forgoes on the order as a whole, as it quoted; null when nothing.</summary>
    public OrderDiscount? Discount { get; init; }
}

/// <summary>What a buyer buys for.</summary>
public enum BuyerCapacity
{
    /// <summary>自用: for its own use (CR-06).</summary>
    OwnUse = 1,

    /// <summary>转售: to sell it on; only assisted sale can earn credit by region (CR-07).</summary>
    Resale = 2,

    /// <summary>职工个人采购: by members of its staff, organised and sponsored by it (CR-07, CR-11).</summary>
    Staff = 3,
}

/// <summary>The facilitator (帮销主体) of an order.</summary>
public sealed record Facilitation
{
    public required Guid FacilitatorId { get; init; }

    /// <summary>When it was named on the order; it counts when that was no later than the confirmation (CR-07).</summary>
    public required DateTimeOffset NamedAt { get; init; }

    /// <summary>The document that proves its part; null when none was given.</summary>
    public string? Proof { get; init; }
}

/// <summary>A discount on a whole order, quoted and borne by the supplier; split over the lines by their gross amounts (CR-03).</summary>
public sealed record OrderDiscount
{
    public required long AmountFen { get; init; }

    /// <summary>Every line of the order with its amount before the discount.</summary>
    public required IReadOnlyList<Line> Lines { get; init; }

    public sealed record Line
    {
        public required int LineNumber { get; init; }

        public required long GrossFen { get; init; }
    }
}
