namespace Marketplace.Ordering.Domain;

/// <summary>An entry of the negative list (负面清单) as the catalogue last published it (CR-05f).</summary>
public sealed class NegativeListing
{
    public required Guid ListingId { get; init; }

    public required long Version { get; init; }

    /// <summary>The supplier, unit or product.</summary>
    public required Guid SubjectId { get; init; }

    public required string SubjectName { get; init; }

    public required string Reason { get; init; }

    /// <summary>First day.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Last day, inclusive.</summary>
    public required DateOnly ValidUntil { get; init; }

    /// <summary>The first day on which it no longer counts; null while it was not lifted.</summary>
    public DateOnly? LiftedFrom { get; init; }

    /// <summary>Whether it counts on a day.</summary>
    public bool IsInForce(DateOnly day) => ValidFrom <= day && day <= ValidUntil && !(LiftedFrom <= day);
}
