using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;

namespace Marketplace.PurchasingUnits.Domain;

/// <summary>A buyer (采购单位) with its place in the tree of units and the regions to which it belonged and belongs.</summary>
public sealed class PurchasingUnit
{
    /// <summary>How deep the tree may grow: more than any administration has, and few enough that a path stays short.</summary>
    public const int DepthMax = 16;

    readonly List<Affiliation> _affiliations = [];

    PurchasingUnit()
    {
    }

    public Guid Id { get; private init; }

    /// <summary>Rises with each change that others are told of.</summary>
    public long Version { get; private set; }

    public string Name { get; private set; } = "";

    public UnitKind Kind { get; private init; }

    /// <summary>True when the unit itself is of central budget level.</summary>
    public bool IsCentralBudget { get; private init; }

    /// <summary>True when the unit or any unit above it is of central budget level (CR-06).</summary>
    public bool IsCentral { get; private set; }

    public Guid? ParentId { get; private set; }

    /// <summary>The ids from the top of the tree down to the unit itself: "/id/id/". It makes "the unit and all below it" one comparison.</summary>
    public string UnitPath { get; private set; } = "";

    /// <summary>协作定点消费帮扶单位 (CR-10).</summary>
    public bool IsPairingDesignated { get; private set; }

    public DateTimeOffset RegisteredAt { get; private init; }

    /// <summary>Ordered by date, without overlap and without gap; the last one is open.</summary>
    public IReadOnlyList<Affiliation> Affiliations => [.. _affiliations.OrderBy(affiliation => affiliation.ValidFrom)];

    /// <summary>The latest affiliation, which no other follows yet.</summary>
    public Affiliation LatestAffiliation => _affiliations.MaxBy(affiliation => affiliation.ValidFrom)!;

    int Depth => DepthOf(UnitPath);

    /// <summary>What a unit path contains exactly when it lies in the unit's subtree.</summary>
    public static string Segment(Guid unitId) => $"/{unitId:D}/";

    /// <summary>A new unit. The parent must have room below it (<see cref="HasRoomFor"/>).</summary>
    public static PurchasingUnit Register(
        Guid id,
        string name,
        UnitKind kind,
        bool isCentralBudget,
        bool isPairingDesignated,
        PurchasingUnit? parent,
        RegionPath region,
        DateOnly affiliatedFrom,
        DateTimeOffset now)
    {
        var unit = new PurchasingUnit
        {
            Id = id,
            Version = 1,
            Name = name,
            Kind = kind,
            IsCentralBudget = isCentralBudget,
            IsPairingDesignated = isPairingDesignated,
            RegisteredAt = now,
        };
        unit.HangUnder(parent);
        unit._affiliations.Add(Affiliation.With(region, affiliatedFrom));
        return unit;
    }

    /// <summary>True when the other is this unit or lies below it.</summary>
    public bool IsAbove(PurchasingUnit other) => other.UnitPath.Contains(Segment(Id), StringComparison.Ordinal);

    /// <summary>True when a subtree with so many levels fits below this unit.</summary>
    public bool HasRoomFor(int levels) => Depth + levels <= DepthMax;

    /// <summary>Changes what people may change about a unit without moving it.</summary>
    public void Revise(string name, bool isPairingDesignated)
    {
        Name = name;
        IsPairingDesignated = isPairingDesignated;
        Version++;
    }

    /// <summary>How many levels the subtree of this unit has, itself included.</summary>
    /// <param name="below">All units below this one.</param>
    public int LevelsWith(IEnumerable<PurchasingUnit> below) => below.Select(unit => unit.Depth).Append(Depth).Max() - Depth + 1;

    /// <summary>Hangs this unit with all below it under another parent, or at the top.</summary>
    /// <param name="parent">Neither this unit nor one below it; null for the top.</param>
    /// <param name="below">All units below this one.</param>
    /// <returns>Those of them that thereby became central or ceased to be; their version has risen.</returns>
    /// <exception cref="InvalidOperationException">The parent lies in the subtree that is to be moved.</exception>
    public IReadOnlyList<PurchasingUnit> MoveUnder(PurchasingUnit? parent, IReadOnlyCollection<PurchasingUnit> below)
    {
        if (parent is not null && IsAbove(parent))
        {
            throw new InvalidOperationException($"Unit {Id} can't hang under {parent.Id}, which lies below it.");
        }

        HangUnder(parent);
        var moved = new Dictionary<Guid, PurchasingUnit> { [Id] = this };
        var changed = new List<PurchasingUnit>();
        foreach (var unit in below.OrderBy(unit => unit.Depth))
        {
            var wasCentral = unit.IsCentral;
            unit.HangUnder(moved[unit.ParentId!.Value]);
            moved.Add(unit.Id, unit);
            if (unit.IsCentral != wasCentral)
            {
                unit.Version++;
                changed.Add(unit);
            }
        }

        return changed;
    }

    /// <summary>True when the unit can belong to another region from that day on: only the latest affiliation can be followed.</summary>
    public bool CanAffiliateFrom(DateOnly day) => day > LatestAffiliation.ValidFrom;

    /// <summary>Ends the latest affiliation on the day from which the new one holds.</summary>
    /// <exception cref="InvalidOperationException">It would overlap with what is known.</exception>
    public void Affiliate(RegionPath region, DateOnly validFrom)
    {
        if (!CanAffiliateFrom(validFrom))
        {
            throw new InvalidOperationException($"Unit {Id} belongs to {LatestAffiliation.RegionId} since {LatestAffiliation.ValidFrom}.");
        }

        LatestAffiliation.EndOn(validFrom);
        _affiliations.Add(Affiliation.With(region, validFrom));
        Version++;
    }

    void HangUnder(PurchasingUnit? parent)
    {
        ParentId = parent?.Id;
        UnitPath = parent is null ? Segment(Id) : $"{parent.UnitPath}{Id:D}/";
        IsCentral = IsCentralBudget || parent is { IsCentral: true };
    }

    static int DepthOf(string path) => path.Count(letter => letter == '/') - 1;
}
