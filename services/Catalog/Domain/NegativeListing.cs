using Marketplace.Contracts.Catalog;

namespace Marketplace.Catalog.Domain;

/// <summary>负面清单: a supplier, unit or product that is neither offered, ordered nor credited for a term (CR-05f).</summary>
public sealed class NegativeListing
{
    public required Guid Id { get; init; }

    public required NegativeListSubject Subject { get; init; }

    /// <summary>The supplier, unit or product.</summary>
    public required Guid SubjectId { get; init; }

    public required string SubjectName { get; init; }

    /// <summary>The region whose official listed it, with its ancestors; empty for the nation. It or what is above it lifts it.</summary>
    public required string AuthorityPath { get; init; }

    public required string Reason { get; init; }

    /// <summary>The document that the listing rests on.</summary>
    public required string Document { get; init; }

    /// <summary>First day.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Last day, inclusive, after which it is over by itself.</summary>
    public required DateOnly ValidUntil { get; init; }

    public required string ListedBy { get; init; }

    public required DateTimeOffset ListedAt { get; init; }

    /// <summary>The first day on which it no longer counts; null while it was not lifted.</summary>
    public DateOnly? LiftedFrom { get; private set; }

    public string? LiftingReason { get; private set; }

    public string? LiftingDocument { get; private set; }

    /// <summary>Rises with each change that is published.</summary>
    public long Version { get; private set; } = 1;

    /// <summary>True when it counts on the day.</summary>
    public bool IsInForceOn(DateOnly day) => ValidFrom <= day && day <= ValidUntil && (LiftedFrom is null || day < LiftedFrom);

    /// <summary>It counts no more from a day on.</summary>
    public void Lift(DateOnly from, string reason, string document)
    {
        (LiftedFrom, LiftingReason, LiftingDocument) = (from, reason, document);
        Version++;
    }
}
