namespace Marketplace.Ordering.Domain;

/// <summary>
/// A unit that an order concerns: the one that placed it, the one that it is for, and those above either on the day of the order. Units see
/// an order by these rows, and find their newest by them.
/// </summary>
public sealed class OrderUnit
{
    public required Guid UnitId { get; init; }

    /// <summary>The order's, so that the rows of a unit lie in the order of the list.</summary>
    public required DateTimeOffset SubmittedAt { get; init; }

    public required Guid OrderId { get; init; }
}
