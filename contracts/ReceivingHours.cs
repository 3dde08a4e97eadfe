namespace Marketplace.Contracts;

/// <summary>When a dock takes in goods on one day of the week, by the clock of Asia/Shanghai.</summary>
/// <param name="Weekday">The day of the week.</param>
/// <param name="From">From this minute on.</param>
/// <param name="Until">Up to this minute, later than <paramref name="From"/>.</param>
public sealed record ReceivingHours(DayOfWeek Weekday, TimeOnly From, TimeOnly Until);
