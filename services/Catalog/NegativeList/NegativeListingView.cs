using Marketplace.Catalog.Domain;
using Marketplace.Contracts.Catalog;

namespace Marketplace.Catalog.NegativeList;

/// <summary>An entry of the negative list as everybody sees it.</summary>
public sealed record NegativeListingView
{
    public required Guid ListingId { get; init; }

    public required NegativeListSubject Subject { get; init; }

    public required Guid SubjectId { get; init; }

    public required string SubjectName { get; init; }

    public required string Reason { get; init; }

    /// <summary>The document that the last change rests on.</summary>
    public required string Document { get; init; }

    /// <summary>First day.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Last day, inclusive.</summary>
    public required DateOnly ValidUntil { get; init; }

    /// <summary>The first day on which it no longer counts; null while it was not lifted.</summary>
    public DateOnly? LiftedFrom { get; init; }

    public string? LiftingReason { get; init; }

    /// <summary>True when it counts today.</summary>
    public required bool IsInForce { get; init; }

    public required DateTimeOffset ListedAt { get; init; }

    public required long Version { get; init; }

    internal static NegativeListingView Of(NegativeListing listing, DateOnly today) => new()
    {
        ListingId = listing.Id,
        Subject = listing.Subject,
        SubjectId = listing.SubjectId,
        SubjectName = listing.SubjectName,
        Reason = listing.Reason,
        Document = listing.LiftingDocument ?? listing.Document,
        ValidFrom = listing.ValidFrom,
        ValidUntil = listing.ValidUntil,
        LiftedFrom = listing.LiftedFrom,
        LiftingReason = listing.LiftingReason,
        IsInForce = listing.IsInForceOn(today),
        ListedAt = listing.ListedAt,
        Version = listing.Version,
    };
}
