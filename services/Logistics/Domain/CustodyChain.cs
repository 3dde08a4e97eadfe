namespace Marketplace.Logistics.Domain;

/// <summary>
/// Who had the goods of a shipment in custody when, as its scans say. Custody passes by the word of whoever takes goods over, since that is
/// against itself: giving them up alone leaves them with whoever gave them. What does not fit together is named.
/// </summary>
public sealed class CustodyChain
{
    readonly List<CustodyPeriod> _periods = [];
    readonly List<CustodyGap> _gaps = [];

    CustodyChain()
    {
    }

    /// <summary>In order and without a gap in time: the first begins with the confirmed order at the supplier, the last is open.</summary>
    public IReadOnlyList<CustodyPeriod> Periods => _periods;

    /// <summary>What is missing or contradicts, in order.</summary>
    public IReadOnlyList<CustodyGap> Gaps => _gaps;

    /// <param name="supplierId">Who has the goods before anybody has scanned them.</param>
    /// <param name="begins">From when on.</param>
    /// <param name="events">Of the shipment, in whatever order they were recorded.</param>
    public static CustodyChain Of(Guid supplierId, DateTimeOffset begins, IEnumerable<CustodyEvent> events)
    {
        var chain = new CustodyChain();
        chain._periods.Add(new CustodyPeriod(CustodyHolder.Supplier, supplierId, begins, null, null, null));
        CustodyEvent? given = null;
        foreach (var scan in events.OrderBy(scan => scan.StatedAt).ThenBy(scan => scan.Act == CustodyAct.TakenOver)
            .ThenBy(scan => scan.EventId))
        {
            var holder = chain._periods[^1];
            if (scan.Act == CustodyAct.HandedOver)
            {
                if (scan.HolderId != holder.HolderId)
                {
                    chain._gaps.Add(new CustodyGap(CustodyGapKind.GivenByAnother, scan.StatedAt, scan.EventId));
                }

                given = scan;
                continue;
            }

            chain.TakeOver(scan, holder, given);
            given = null;
        }

        if (given is not null)
        {
            chain._gaps.Add(new CustodyGap(CustodyGapKind.NotTakenOver, given.StatedAt, given.EventId));
        }

        return chain;
    }

    /// <summary>Who had the goods at an instant; the first holder before the chain begins.</summary>
    public CustodyPeriod HolderAt(DateTimeOffset at) => _periods.LastOrDefault(period => period.From <= at) ?? _periods[0];

    void TakeOver(CustodyEvent scan, CustodyPeriod holder, CustodyEvent? given)
    {
        if (scan.HolderId != holder.HolderId && given is null)
        {
            _gaps.Add(new CustodyGap(CustodyGapKind.NotGiven, scan.StatedAt, scan.EventId));
        }

        if ((given?.Packages ?? holder.Packages) is { } before && before != scan.Packages)
        {
            _gaps.Add(new CustodyGap(CustodyGapKind.PackagesDiffer, scan.StatedAt, scan.EventId, before, scan.Packages));
        }

        _periods[^1] = holder with { Until = scan.StatedAt };
        _periods.Add(new CustodyPeriod(scan.By, scan.HolderId, scan.StatedAt, null, scan.Packages, scan.Condition));
    }
}

/// <summary>A time in which one had the goods.</summary>
/// <param name="Holder">As what.</param>
/// <param name="HolderId">Who.</param>
/// <param name="From">When it took them over.</param>
/// <param name="Until">When another did; null while nobody has.</param>
/// <param name="Packages">How many it took over; null before anybody has counted.</param>
/// <param name="Condition">In which condition; null before anybody has looked.</param>
public sealed record CustodyPeriod(
    CustodyHolder Holder, Guid HolderId, DateTimeOffset From, DateTimeOffset? Until, int? Packages, GoodsCondition? Condition);

/// <summary>What is missing in a chain of custody, or contradicts.</summary>
/// <param name="Kind">What.</param>
/// <param name="At">When.</param>
/// <param name="EventId">The scan that shows it.</param>
/// <param name="Before">How many packages there were; null where it is not about packages.</param>
/// <param name="Now">How many there are.</param>
public sealed record CustodyGap(CustodyGapKind Kind, DateTimeOffset At, Guid EventId, int? Before = null, int? Now = null);

/// <summary>What is missing in a chain of custody.</summary>
public enum CustodyGapKind
{
    /// <summary>Somebody gave goods up, and nobody has said that they took them over.</summary>
    NotTakenOver = 1,

    /// <summary>Somebody took goods over, and the one who had them has not said that they were given up.</summary>
    NotGiven = 2,

    /// <summary>Somebody gave goods up who did not have them.</summary>
    GivenByAnother = 3,

    /// <summary>There were more, or fewer, packages than were given up or taken over before.</summary>
    PackagesDiffer = 4,
}
