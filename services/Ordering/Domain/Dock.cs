using Marketplace.Contracts;

namespace Marketplace.Ordering.Domain;

/// <summary>Where a unit takes in goods (收货点), as the registry last published it.</summary>
public sealed class Dock
{
    public required Guid DockId { get; init; }

    public required long Version { get; init; }

    public required Guid UnitId { get; init; }

    public required string Name { get; init; }

    public required string RegionId { get; init; }

    /// <summary>Null once it is forgotten, long after its end.</summary>
    public string? Address { get; init; }

    /// <summary>By weekday and time; it is closed outside of them.</summary>
    public required IReadOnlyList<ReceivingHours> Hours { get; init; }

    public required DateOnly ValidFrom { get; init; }

    /// <summary>First day on which it no longer takes in goods; null while it does.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>When it takes in goods on a day; none when it is closed then.</summary>
    public IEnumerable<ReceivingHours> HoursOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || day < ValidTo)
        ? Hours.Where(hours => hours.Weekday == day.DayOfWeek)
        : [];

    /// <summary>Whether it takes in goods on a day, and all through the window when one is given.</summary>
    /// <param name="day">The day.</param>
    /// <param name="window">When the goods are to come; null when at any time.</param>
    /// <param name="after">What is over by then does not count; the beginning of the day when not given.</param>
    public bool IsOpenOn(DateOnly day, DeliveryWindow? window, TimeOnly after = default) => HoursOn(day).Any(
        hours => hours.Until > after && (window is null || (hours.From <= window.From && window.Until <= hours.Until)));
}
