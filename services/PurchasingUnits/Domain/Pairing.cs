using System.Globalization;
using Marketplace.Contracts;

namespace Marketplace.PurchasingUnits.Domain;

/// <summary>An eastern and a western region that are paired (结对关系) under a scheme, at a tier, for a time.</summary>
public sealed class Pairing
{
    Pairing()
    {
    }

    public Guid Id { get; private init; }

    /// <summary>Rises with each change.</summary>
    public long Version { get; private set; }

    public Scheme Scheme { get; private init; }

    /// <summary>As filed, not derived: a district may be paired with a prefecture.</summary>
    public PairingTier Tier { get; private init; }

    public string EastRegionId { get; private init; } = "";

    /// <summary>The region with its ancestors, as <see cref="RegionPath"/> writes them.</summary>
    public string EastPath { get; private set; } = "";

    public string EastName { get; private set; } = "";

    public string WestRegionId { get; private init; } = "";

    /// <inheritdoc cref="EastPath"/>
    public string WestPath { get; private set; } = "";

    public string WestName { get; private set; } = "";

    public DateOnly ValidFrom { get; private init; }

    /// <summary>First day on which it is no longer valid; null while open.</summary>
    public DateOnly? ValidTo { get; private set; }

    /// <summary>Last day on which sales confirmed while it was valid still count (CR-09).</summary>
    public DateOnly? TransitionUntil { get; private set; }

    public string? SourceDocument { get; private set; }

    /// <summary>True while it is as a reference list says: then a newer list may change it. What people have filed is theirs.</summary>
    public bool FollowsReference { get; private set; }

    /// <summary>When this version was registered; null for what the registry started with.</summary>
    public DateTimeOffset? ChangedAt { get; private set; }

    /// <summary>Notes when the present version was registered.</summary>
    public void Stamp(DateTimeOffset now) => ChangedAt = now;

    public static Pairing Register(
        Guid id, Scheme scheme, PairingTier tier, Region east, Region west, DateOnly validFrom, Terms terms, bool followsReference = false)
    {
        var pairing = new Pairing
        {
            Id = id,
            Version = 1,
            Scheme = scheme,
            Tier = tier,
            EastRegionId = east.Id,
            WestRegionId = west.Id,
            ValidFrom = validFrom,
            FollowsReference = followsReference,
        };
        pairing.Agree(terms);
        pairing.TakePlaces(east, west);
        return pairing;
    }

    /// <summary>The id of a pairing on a reference list, which has none of its own.</summary>
    public static Guid ReferenceId(Scheme scheme, PairingTier tier, Region east, Region west, DateOnly validFrom) => StableId.Of(
        "pairing", scheme.ToString(), tier.ToString(), east.Id, west.Id, validFrom.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>
    /// True when the two would credit the same sales twice: same scheme, tier and parties, and a day on which both are valid.
    /// </summary>
    public bool Overlaps(Pairing other) =>
        Scheme == other.Scheme && Tier == other.Tier && EastRegionId == other.EastRegionId && WestRegionId == other.WestRegionId
        && (other.ValidTo is null || ValidFrom < other.ValidTo) && (ValidTo is null || other.ValidFrom < ValidTo);

    /// <summary>Changes the terms because people filed them so.</summary>
    public void Revise(Terms terms)
    {
        Agree(terms);
        FollowsReference = false;
        Version++;
    }

    /// <summary>Takes the terms of a newer reference list. Says whether they differ.</summary>
    public bool Follow(Terms terms)
    {
        if (!FollowsReference || terms == new Terms(ValidTo, TransitionUntil, SourceDocument))
        {
            return false;
        }

        Agree(terms);
        Version++;
        return true;
    }

    /// <summary>Takes the names and places of the parties as they are now (CR-20). Says whether they differ.</summary>
    public bool Refresh(Region east, Region west)
    {
        if (EastName == east.Name && EastPath == east.Path && WestName == west.Name && WestPath == west.Path)
        {
            return false;
        }

        TakePlaces(east, west);
        Version++;
        return true;
    }

    void Agree(Terms terms) => (ValidTo, TransitionUntil, SourceDocument) = terms;

    void TakePlaces(Region east, Region west) => (EastName, EastPath, WestName, WestPath) = (east.Name, east.Path, west.Name, west.Path);

    /// <summary>What may change during the life of a pairing.</summary>
    public sealed record Terms(DateOnly? ValidTo, DateOnly? TransitionUntil, string? SourceDocument);
}
