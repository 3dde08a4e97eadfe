namespace Marketplace.Contracts.Catalog;

/// <summary>How a listing is delivered: what is absent is not limited.</summary>
public sealed record DeliveryTerms
{
    /// <summary>Days from the order to the earliest delivery, 0 for the same day.</summary>
    public int LeadDays { get; init; }

    /// <summary>A line's quantity is a multiple of it, in trade units; null when any quantity can be had.</summary>
    public Quantity? QuantityStep { get; init; }

    /// <summary>The ids of the regions to which it is delivered, with all that lies in them; null when everywhere.</summary>
    public IReadOnlyList<string>? DeliversTo { get; init; }

    /// <summary>First day of delivery of the present harvest; null when it is always there.</summary>
    public DateOnly? HarvestFrom { get; init; }

    /// <summary>Last day of delivery of the present harvest, inclusive; null while its end is not known.</summary>
    public DateOnly? HarvestUntil { get; init; }

    /// <summary>The first day on which it can be delivered when it is ordered today, whoever takes it in.</summary>
    public DateOnly EarliestOf(DateOnly today) =>
        HarvestFrom is { } from && from > today.AddDays(LeadDays) ? from : today.AddDays(LeadDays);

    /// <summary>Whether it is delivered to a place.</summary>
    public bool Reaches(RegionPath place) => DeliversTo is null || place.Ids.Any(DeliversTo.Contains);
}
