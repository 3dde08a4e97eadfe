using Marketplace.Contracts;

namespace Marketplace.Catalog.Domain;

/// <summary>处分: a warning, a suspension or the removal of a supplier, with its reason, term and document.</summary>
public sealed record SupplierSanction
{
    /// <summary>From 1, for each supplier.</summary>
    public required int Number { get; init; }

    public required SanctionKind Kind { get; init; }

    public required string Reason { get; init; }

    /// <summary>The document that it rests on.</summary>
    public required string Document { get; init; }

    /// <summary>The first day: that on which it was imposed.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last day, inclusive, after which it is over by itself; null for a removal, which ends with a new application.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>The region whose official imposed it, with its ancestors; empty for the nation. It or what is above it lifts it.</summary>
    public required string AuthorityPath { get; init; }

    public required string ImposedBy { get; init; }

    public required DateTimeOffset ImposedAt { get; init; }

    /// <summary>Null while it was not lifted before its term.</summary>
    public SanctionLifting? Lifting { get; init; }

    /// <summary>Null while the supplier has not appealed.</summary>
    public SanctionAppeal? Appeal { get; init; }

    /// <summary>
    /// The first day on which it does not count any more; null while nobody knows. It is <see cref="From"/> when it was lifted on its
    /// first day.
    /// </summary>
    public DateOnly? EndsBefore
    {
        get
        {
            var over = Until?.AddDays(1);
            return Lifting is { } lifting && BusinessDay.Of(lifting.At) is var lifted && (over is null || lifted < over) ? lifted : over;
        }
    }

    /// <summary>True when it counts on the day.</summary>
    public bool IsInForceOn(DateOnly day) => From <= day && (EndsBefore is not { } end || day < end);

    /// <summary>True while the office above has to decide an appeal; the end of the term does not decide it.</summary>
    public bool HasOpenAppeal => this is { Appeal.DismissedAt: null, Lifting: null };

    /// <summary>True when the supplier may neither offer nor sell because of it.</summary>
    public bool StopsSales => Kind is SanctionKind.Suspension or SanctionKind.Removal;
}

/// <summary>A sanction ends before its term.</summary>
public sealed record SanctionLifting
{
    public required string Reason { get; init; }

    public string? Document { get; init; }

    public required string By { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>申诉: the supplier asks the tier above the one that imposed a sanction to lift it.</summary>
public sealed record SanctionAppeal
{
    public required string Reason { get; init; }

    public string? Document { get; init; }

    public required DateTimeOffset FiledAt { get; init; }

    /// <summary>Why the sanction stands; null while nobody has decided, and when it was lifted.</summary>
    public string? DismissalReason { get; init; }

    public DateTimeOffset? DismissedAt { get; init; }
}

/// <summary>What a sanction does.</summary>
public enum SanctionKind
{
    /// <summary>警告: it sells on, and everybody is told.</summary>
    Warning = 1,

    /// <summary>暂停: it may not sell for a term.</summary>
    Suspension = 2,

    /// <summary>移出: it may not sell until it is admitted anew. What is ordered is delivered.</summary>
    Removal = 3,
}

/// <summary>Where a supplier stands on a day. One that has applied is a proposal until its county endorses it.</summary>
public enum SupplierState
{
    /// <summary>正常.</summary>
    Active = 1,

    /// <summary>警告.</summary>
    Warned = 2,

    /// <summary>暂停.</summary>
    Suspended = 3,

    /// <summary>移出.</summary>
    Removed = 4,
}
