using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Payables;

/// <summary>What is owed for a part of an order, less than zero when more was paid; or what counts beside that of a payment.</summary>
sealed class OwedAmount
{
    /// <summary>By whom it is summed up.</summary>
    public required Guid OrganisationId { get; init; }

    public required Guid UnitId { get; init; }

    public required Guid SupplierId { get; init; }

    public required long Fen { get; init; }

    public required DateOnly? DueOn { get; init; }

    /// <summary>Of a payment that is matched to no part, or not wholly, what is left of it; of a part nothing.</summary>
    public long Advance { get; init; }

    /// <summary>Of a payment that its supplier disputes, its amount; of a part nothing.</summary>
    public long Disputed { get; init; }
}

/// <summary>What is owed by age (账龄): to or by one organisation, or in all.</summary>
sealed class AgeingSum
{
    /// <summary>Empty for the sum of all.</summary>
    public Guid OrganisationId { get; init; }

    /// <summary>Of how many parts of orders something is owed.</summary>
    public long Parts { get; init; }

    public long Owed { get; init; }

    public long NotDue { get; init; }

    /// <summary>1 to 30 days overdue.</summary>
    public long Overdue30 { get; init; }

    /// <summary>31 to 60 days overdue.</summary>
    public long Overdue60 { get; init; }

    /// <summary>More than 60 days overdue.</summary>
    public long OverdueMore { get; init; }

    public long Overpaid { get; init; }

    /// <summary>Paid in advance and matched to nothing.</summary>
    public long Advance { get; init; }

    /// <summary>Recorded as paid, and disputed by the supplier.</summary>
    public long Disputed { get; init; }

    public DateOnly? OldestDueOn { get; init; }

    /// <summary>How many units are late.</summary>
    public int OverdueUnits { get; init; }

    /// <summary>How many suppliers wait for what is overdue.</summary>
    public int OverdueSuppliers { get; init; }
}

static class AgeingSums
{
    extension(IQueryable<OwedAmount> owed)
    {
        /// <summary>The sum of all, on a day.</summary>
        public async Task<AgeingSum> TotalAsync(DateOnly day, CancellationToken ct)
        {
            var all = Guid.Empty;
            return (await Summed(owed.GroupBy(_ => all), day).ToListAsync(ct)).FirstOrDefault() ?? new AgeingSum();
        }

        /// <summary>A sum for each organisation after one, in the order of their ids.</summary>
        public Task<List<AgeingSum>> ByOrganisationAsync(Guid? after, int size, DateOnly day, CancellationToken ct)
        {
            var rows = after is { } last ? owed.Where(part => part.OrganisationId.CompareTo(last) > 0) : owed;
            return Summed(rows.GroupBy(part => part.OrganisationId), day).OrderBy(sum => sum.OrganisationId).Take(size).ToListAsync(ct);
        }
    }

    static IQueryable<AgeingSum> Summed(IQueryable<IGrouping<Guid, OwedAmount>> groups, DateOnly day)
    {
        var (days30, days60) = (day.AddDays(-30), day.AddDays(-60));
        return groups.Select(group => new AgeingSum
        {
            OrganisationId = group.Key,
            Parts = group.LongCount(part => part.Fen > 0),
            Owed = group.Sum(part => part.Fen > 0 ? part.Fen : 0),
            NotDue = group.Sum(part => part.Fen > 0 && part.DueOn >= day ? part.Fen : 0),
            Overdue30 = group.Sum(part => part.Fen > 0 && part.DueOn < day && part.DueOn >= days30 ? part.Fen : 0),
            Overdue60 = group.Sum(part => part.Fen > 0 && part.DueOn < days30 && part.DueOn >= days60 ? part.Fen : 0),
            OverdueMore = group.Sum(part => part.Fen > 0 && part.DueOn < days60 ? part.Fen : 0),
            Overpaid = group.Sum(part => part.Fen < 0 ? -part.Fen : 0),
            Advance = group.Sum(part => part.Advance),
            Disputed = group.Sum(part => part.Disputed),
            OldestDueOn = group.Min(part => part.Fen > 0 ? part.DueOn : null),
            OverdueUnits = group.Where(part => part.Fen > 0 && part.DueOn < day).Select(part => part.UnitId).Distinct().Count(),
            OverdueSuppliers = group.Where(part => part.Fen > 0 && part.DueOn < day).Select(part => part.SupplierId).Distinct().Count(),
        });
    }
}
