using System.Globalization;

namespace Marketplace.PurchasingUnits.Domain;

/// <summary>What a unit reserves (预留份额) of what it means to spend on canteen ingredients in a year (CR-11).</summary>
public sealed class QuotaPlan
{
    QuotaPlan()
    {
    }

    /// <summary>Follows from the unit and the year.</summary>
    public Guid Id { get; private init; }

    /// <summary>Rises with each change.</summary>
    public long Version { get; private set; }

    public Guid UnitId { get; private init; }

    public string UnitName { get; private set; } = "";

    public int Year { get; private init; }

    public QuotaState State { get; private set; }

    /// <summary>Null when there is no canteen.</summary>
    public long? PlannedFen { get; private set; }

    public long ReservedFen { get; private set; }

    public string? WaiverDocument { get; private set; }

    public string? SourceDocument { get; private set; }

    /// <summary>When this version was registered.</summary>
    public DateTimeOffset ChangedAt { get; private set; }

    public static Guid IdOf(Guid unitId, int year) =>
        StableId.Of("quota", unitId.ToString("D"), year.ToString(CultureInfo.InvariantCulture));

    public static QuotaPlan Open(Guid unitId, int year) => new() { Id = IdOf(unitId, year), UnitId = unitId, Year = year };

    /// <summary>Files the plan, or replaces it. Says whether anything is different from what was known.</summary>
    public bool File(string unitName, Filing filing, DateTimeOffset now)
    {
        if (Version > 0 && filing == new Filing(State, PlannedFen, ReservedFen, WaiverDocument, SourceDocument))
        {
            return false;
        }

        (State, PlannedFen, ReservedFen, WaiverDocument, SourceDocument) = filing;
        (UnitName, ChangedAt) = (unitName, now);
        Version++;
        return true;
    }

    /// <summary>What a unit files.</summary>
    public sealed record Filing(QuotaState State, long? PlannedFen, long ReservedFen, string? WaiverDocument, string? SourceDocument);
}

/// <summary>How a unit stands with its quota of a year.</summary>
public enum QuotaState
{
    /// <summary>已填报.</summary>
    Filed = 1,

    /// <summary>经批准减免: less than the minimum, by a document.</summary>
    Waived = 2,

    /// <summary>无食堂: no quota, and no ratio either.</summary>
    NoCanteen = 3,

    /// <summary>共用食堂: the representative unit files for all.</summary>
    Shared = 4,

    /// <summary>未填报.</summary>
    NotFiled = 5,
}
