using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;

namespace Marketplace.Crediting.Domain;

/// <summary>A purchasing unit as the registry knows it now.</summary>
public sealed class Unit
{
    public required Guid UnitId { get; init; }

    public long Version { get; private set; }

    public string Name { get; private set; } = "";

    public UnitKind Kind { get; private set; }

    /// <summary>Of central budget level, or below such a unit (CR-06).</summary>
    public bool IsCentral { get; private set; }

    public Guid? ParentId { get; private set; }

    /// <summary>协作定点消费帮扶单位 (CR-10).</summary>
    public bool IsPairingDesignated { get; private set; }

    /// <summary>Where it belonged and belongs (归属地), ordered by date, without overlap.</summary>
    public IReadOnlyList<Affiliation> Affiliations { get; private set; } = [];

    /// <summary>Where the unit belonged on a day; null when the registry doesn't say (CR-06).</summary>
    public RegionPath? PathOn(DateOnly day)
    {
        foreach (var affiliation in Affiliations)
        {
            if (affiliation.ValidFrom <= day && (affiliation.ValidTo is null || day < affiliation.ValidTo))
            {
                return affiliation.Path;
            }
        }

        return null;
    }

    /// <summary>Takes over what a version of the registry says, unless it is older than what is known.</summary>
    public void Learn(
        long version, string name, UnitKind kind, bool isCentral, Guid? parentId, bool isPairingDesignated, IReadOnlyList<Affiliation> affiliations)
    {
        if (version <= Version)
        {
            return;
        }

        Version = version;
        Name = name;
        Kind = kind;
        IsCentral = isCentral;
        ParentId = parentId;
        IsPairingDesignated = isPairingDesignated;
        Affiliations = affiliations;
    }
}

/// <summary>Where a unit belongs from a day on.</summary>
/// <param name="Path">The region.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidTo">First day on which it no longer holds; null while it does.</param>
public sealed record Affiliation(RegionPath Path, DateOnly ValidFrom, DateOnly? ValidTo);
