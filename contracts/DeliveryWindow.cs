namespace Marketplace.Contracts;

/// <summary>The time of a day in which goods are to arrive, by the clock of Asia/Shanghai.</summary>
/// <param name="From">From this minute on.</param>
/// <param name="Until">Up to this minute, later than <paramref name="From"/>.</param>
public sealed record DeliveryWindow(TimeOnly From, TimeOnly Until);
