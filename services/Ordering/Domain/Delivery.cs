using Marketplace.Contracts;

namespace Marketplace.Ordering.Domain;

/// <summary>What of an order goes to one place on one day: each supplier's goods of it are a part of the order.</summary>
/// <param name="Destination">Where the goods go.</param>
/// <param name="Lines">At least one.</param>
/// <param name="Day">The day on which they are to arrive, in Asia/Shanghai; null when none was agreed.</param>
/// <param name="Window">The time of that day; null when any.</param>
public sealed record Delivery(
    Destination Destination, IReadOnlyList<OrderedLine> Lines, DateOnly? Day = null, DeliveryWindow? Window = null);
