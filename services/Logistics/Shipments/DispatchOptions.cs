using System.ComponentModel.DataAnnotations;
using Marketplace.Logistics.Domain;

namespace Marketplace.Logistics.Shipments;

/// <summary>Section "Dispatch": within what time goods leave, and from when on they may be declared as not delivered.</summary>
public sealed record DispatchOptions
{
    /// <summary>So many days after the order's confirmation a shipment without a day of delivery ends if nothing was sent.</summary>
    [Range(1, 730)]
    public int WithinDays { get; init; } = DispatchRules.Default.WithinDays;

    /// <summary>One with a day of delivery ends so many days after it.</summary>
    [Range(0, 90)]
    public int GraceDays { get; init; } = DispatchRules.Default.GraceDays;

    /// <summary>So many days after the dispatch the buyer may declare that nothing arrived.</summary>
    [Range(1, 730)]
    public int UndeliveredAfterDays { get; init; } = DispatchRules.Default.UndeliveredAfterDays;

    /// <summary>How often shipments are looked for that were not sent in time.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>As the domain takes them.</summary>
    public DispatchRules Rules => new(WithinDays, GraceDays, UndeliveredAfterDays);
}
