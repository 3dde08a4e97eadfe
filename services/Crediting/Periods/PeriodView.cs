using Marketplace.Crediting.Domain;

namespace Marketplace.Crediting.Periods;

/// <summary>A closed month.</summary>
public sealed record PeriodView(string Month, DateTimeOffset ClosedAt, string ClosedBy, long LastEntryNo)
{
    public static PeriodView Of(ClosedPeriod period) => new(period.Month, period.ClosedAt, period.ClosedBy, period.LastEntryNo);
}
