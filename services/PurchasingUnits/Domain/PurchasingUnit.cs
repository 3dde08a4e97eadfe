using Marketplace.Contracts.PurchasingUnits;

namespace Marketplace.PurchasingUnits.Domain;

/// <summary>A buyer (采购单位) with its place in the tree of units and the regions to which it belonged and belongs.</summary>
public sealed class PurchasingUnit
{
    /// <summary>How deep the tree may grow: more than any administration has, and few enough that a path stays short.</summary>
    public const int DepthMax = 16;

    readonly List<RegisteredAffiliation> _affiliations = [];

    PurchasingUnit()
    {
    }

    public Guid Id { get; private init; }

    /// <summary>Rises with each change that is published.</summary>
    public long Version { get; private set; }

    public string Name { get; private set; } = "";

    public UnitKind Kind { get; private init; }

    /// <summary>The level of the budget that it spends; null when it has none or it is not registered.</summary>
    public BudgetLevel? BudgetLevel { get; private set; }

    /// <summary>True when the unit itself is of central budget level.</summary>
    public bool IsCentralBudget => BudgetLevel == Contracts.PurchasingUnits.BudgetLevel.Central;

    /// <summary>True when the unit or any unit above it is of central budget level (CR-06).</summary>
    public bool IsCentral { get; private set; }

    public Guid? ParentId { get; private set; }

    /// <summary>
    /// The ids from the top of the tree down to the unit itself: "/id/id/". It makes "the unit and all below it" one comparison.
    /// </summary>
    public string UnitPath { get; private set; } = "";

    /// <summary>协作定点消费帮扶单位 (CR-10).</summary>
    public bool IsPairingDesignated { get; private set; }

    /// <summary>The finance division (财政) that its quota is filed under.</summary>
    public string? FinanceDivision { get; private set; }

    /// <summary>主管部门.</summary>
    public string? Department { get; private set; }

    /// <summary>How it runs its canteen, ordered by date, without overlap; empty when it is not registered.</summary>
    public IReadOnlyList<CanteenState> Canteens { get; private set; } = [];

    /// <summary>Who may buy for it (采购代理), ordered by date.</summary>
    public IReadOnlyList<Agent> Agents { get; private set; } = [];

    public DateTimeOffset RegisteredAt { get; private init; }

    /// <summary>When this version was registered.</summary>
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>The document that this version rests on.</summary>
    public string? SourceDocument { get; private set; }

    /// <summary>Ordered by date, without overlap and without gap; the last one is open.</summary>
    public IReadOnlyList<RegisteredAffiliation> Affiliations => [.. _affiliations.OrderBy(affiliation => affiliation.ValidFrom)];

    /// <summary>The latest affiliation, which no other follows yet.</summary>
    public RegisteredAffiliation LatestAffiliation => _affiliations.MaxBy(affiliation => affiliation.ValidFrom)!;

    int Depth => DepthOf(UnitPath);

    /// <summary>What a unit path contains exactly when it lies in the unit's subtree.</summary>
    public static string Segment(Guid unitId) => $"/{unitId:D}/";

    /// <summary>A new unit. The parent must have room below it (<see cref="HasRoomFor"/>).</summary>
    /// <param name="affiliations">Ordered by day, without overlap; the last one is open.</param>
    public static PurchasingUnit Register(
        Guid id,
        string name,
        UnitKind kind,
        BudgetLevel? budgetLevel,
        bool isPairingDesignated,
        PurchasingUnit? parent,
        IReadOnlyList<RegisteredAffiliation> affiliations,
        DateTimeOffset now)
    {
        var unit = new PurchasingUnit
        {
            Id = id,
            Version = 1,
            Name = name,
            Kind = kind,
            BudgetLevel = budgetLevel,
            IsPairingDesignated = isPairingDesignated,
            RegisteredAt = now,
            ChangedAt = now,
        };
        unit.HangUnder(parent);
        unit._affiliations.AddRange(affiliations);
        return unit;
    }

    /// <summary>Notes when and on which document the present version was registered.</summary>
    public void Stamp(DateTimeOffset now, string? document) => (ChangedAt, SourceDocument) = (now, document);

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

    /// <summary>Where its money comes from. A change of level may make units below central, or end that: <see cref="Settle"/>.</summary>
    public void Finance(BudgetLevel? budgetLevel, string? financeDivision, string? department, bool isParentCentral)
    {
        (BudgetLevel, FinanceDivision, Department) = (budgetLevel, financeDivision, department);
        IsCentral = IsCentralBudget || isParentCentral;
    }

    /// <summary>How it runs its canteen over time.</summary>
    /// <param name="canteens">Ordered by day, without overlap.</param>
    public void RunCanteens(IReadOnlyList<CanteenState> canteens) => Canteens = canteens;

    /// <summary>Who may buy for it over time.</summary>
    /// <param name="agents">Ordered by day.</param>
    public void Entrust(IReadOnlyList<Agent> agents) => Agents = agents;

    /// <summary>Counts a version for what has just been changed.</summary>
    public void CountVersion() => Version++;

    /// <summary>The canteen on that day; null when it is not registered.</summary>
    public CanteenState? CanteenOn(DateOnly day) =>
        Canteens.FirstOrDefault(state => state.ValidFrom <= day && (state.ValidTo is null || day < state.ValidTo));

    /// <summary>Whether the other may buy for it on a day, as its registered agent.</summary>
    public bool IsServedBy(Guid agentId, DateOnly day) =>
        Agents.Any(agent => agent.AgentId == agentId && agent.ValidFrom <= day && (agent.ValidTo is null || day < agent.ValidTo));

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
        return Settle(below);
    }

    /// <summary>Places all units below this one in the tree and returns those that thereby became central or ceased to be.</summary>
    public IReadOnlyList<PurchasingUnit> Settle(IReadOnlyCollection<PurchasingUnit> below)
    {
        var settled = new Dictionary<Guid, PurchasingUnit> { [Id] = this };
        var changed = new List<PurchasingUnit>();
        foreach (var unit in below.OrderBy(unit => unit.Depth))
        {
            var wasCentral = unit.IsCentral;
            unit.HangUnder(settled[unit.ParentId!.Value]);
            settled.Add(unit.Id, unit);
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
    public void Affiliate(IReadOnlyList<RegisteredAffiliation> anew)
    {
        var validFrom = anew[0].ValidFrom;
        if (!CanAffiliateFrom(validFrom))
        {
            throw new InvalidOperationException($"Unit {Id} belongs to {LatestAffiliation.RegionId} since {LatestAffiliation.ValidFrom}.");
        }

        LatestAffiliation.EndOn(validFrom);
        _affiliations.AddRange(anew);
        Version++;
    }

    /// <summary>
    /// Rewrites where the unit belonged and belongs, also for the past. Says whether that is different from what was known.
    /// </summary>
    /// <param name="anew">Ordered by day, without overlap; the last one is open.</param>
    public bool Reaffiliate(IReadOnlyList<RegisteredAffiliation> anew)
    {
        if (!RegisteredAffiliation.Rewrite(_affiliations, anew))
        {
            return false;
        }

        Version++;
        return true;
    }

    void HangUnder(PurchasingUnit? parent)
    {
        ParentId = parent?.Id;
        UnitPath = parent is null ? Segment(Id) : $"{parent.UnitPath}{Id:D}/";
        IsCentral = IsCentralBudget || parent is { IsCentral: true };
    }

    static int DepthOf(string path) => path.Count(letter => letter == '/') - 1;
}
