using Marketplace.Contracts;

namespace Marketplace.Rulebook.Tests.Cases;

/// <summary>A case of the rule book as its owner writes it: what is registered, what happens, and what must come of it.</summary>
public sealed record RulebookCase
{
    /// <summary>"EC-01"; the file has the same name.</summary>
    public required string Id { get; init; }

    /// <summary>The case in a sentence.</summary>
    public required string Title { get; init; }

    /// <summary>
    /// The rules that the case shows, "CR-15", and the reports whose definitions it shows, "R1": each is a page or section of
    /// contracts/rules that lists the case. Cases of further folders may leave it out.
    /// </summary>
    public IReadOnlyList<string>? Rules { get; init; }

    /// <summary>Words for the reader; the runner ignores them.</summary>
    public string? Note { get; init; }

    public GivenRegistry Registry { get; init; } = new();

    /// <summary>Parameters of the rule set that differ from their defaults, by name.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    public required IReadOnlyList<Step> Steps { get; init; }

    public required Expectations Expect { get; init; }
}

/// <summary>What the registry holds before the first step.</summary>
public sealed record GivenRegistry
{
    /// <summary>Pairings of the fixture by name; all of them when null.</summary>
    public IReadOnlyList<string>? Fixture { get; init; }

    /// <summary>Further pairings by the name that the case gives them.</summary>
    public IReadOnlyDictionary<string, GivenPairing> Pairings { get; init; } = new Dictionary<string, GivenPairing>();

    public IReadOnlyDictionary<string, GivenUnit> Units { get; init; } = new Dictionary<string, GivenUnit>();

    public IReadOnlyDictionary<string, GivenFacilitator> Facilitators { get; init; } = new Dictionary<string, GivenFacilitator>();

    public IReadOnlyDictionary<string, GivenSupplier> Suppliers { get; init; } = new Dictionary<string, GivenSupplier>();

    public IReadOnlyDictionary<string, GivenDesignation> Designations { get; init; } = new Dictionary<string, GivenDesignation>();

    public IReadOnlyDictionary<string, GivenQuotaPlan> QuotaPlans { get; init; } = new Dictionary<string, GivenQuotaPlan>();

    public IReadOnlyDictionary<string, GivenTarget> Targets { get; init; } = new Dictionary<string, GivenTarget>();

    public IReadOnlyDictionary<string, GivenBatch> Batches { get; init; } = new Dictionary<string, GivenBatch>();

    /// <summary>Regions that the tree of the country does not hold, or holds otherwise.</summary>
    public IReadOnlyDictionary<string, GivenRegion> Regions { get; init; } = new Dictionary<string, GivenRegion>();

    /// <summary>Counties on the list of former poverty counties (832).</summary>
    public IReadOnlyList<string> Listed832 { get; init; } = [];
}

public sealed record GivenPairing
{
    public Scheme Scheme { get; init; } = Scheme.EastWest;

    public PairingTier Tier { get; init; } = PairingTier.County;

    public required string East { get; init; }

    public required string West { get; init; }

    public string From { get; init; } = "2016-01-01";

    public string? To { get; init; }

    public string? TransitionUntil { get; init; }

    /// <summary>
    /// The name of a further pairing, or null for one of the registry at the start: a change takes the name of what it changes.
    /// </summary>
    public string? Name { get; init; }

    public string? Document { get; init; }
}

public sealed record GivenUnit
{
    public string? Name { get; init; }

    /// <summary>Where it belongs, first and after each move.</summary>
    public string? Region { get; init; }

    /// <summary>Where it went later, ordered by date.</summary>
    public IReadOnlyList<Move> Moves { get; init; } = [];

    public Contracts.PurchasingUnits.UnitKind Kind { get; init; } = Contracts.PurchasingUnits.UnitKind.School;

    public bool IsCentral { get; init; }

    public bool IsDesignated { get; init; }

    /// <summary>The unit above it in the tree.</summary>
    public string? Parent { get; init; }

    public Contracts.PurchasingUnits.BudgetLevel? Budget { get; init; }

    public Contracts.PurchasingUnits.CanteenKind? Canteen { get; init; }

    /// <summary>The unit that files the quota for all that share the canteen.</summary>
    public string? Representative { get; init; }

    /// <summary>Who may buy for it.</summary>
    public IReadOnlyList<string> Agents { get; init; } = [];

    public sealed record Move
    {
        public required string Region { get; init; }

        public required string From { get; init; }
    }
}

public sealed record GivenFacilitator
{
    public string? Name { get; init; }

    /// <summary>Where it is registered, first and after each move.</summary>
    public required string Region { get; init; }

    /// <summary>Where it went later, ordered by date.</summary>
    public IReadOnlyList<GivenUnit.Move> Moves { get; init; } = [];

    public Contracts.PurchasingUnits.FacilitatorKind Kind { get; init; } = Contracts.PurchasingUnits.FacilitatorKind.Hall;

    /// <summary>The purchasing unit that it also is.</summary>
    public string? Unit { get; init; }

    public string From { get; init; } = "2000-01-01";
}

public sealed record GivenSupplier
{
    public string? Name { get; init; }

    public required string Registered { get; init; }

    /// <summary>Where it is registered when null.</summary>
    public string? Operating { get; init; }

    public Contracts.Catalog.SupplierType Type { get; init; } = Contracts.Catalog.SupplierType.Cooperative;

    public string? SuspendedFrom { get; init; }

    public string? SuspendedUntil { get; init; }

    /// <summary>The day from which it is removed.</summary>
    public string? RemovedFrom { get; init; }
}

public sealed record GivenDesignation
{
    public string? Name { get; init; }

    public required string Unit { get; init; }

    public required string County { get; init; }

    public string From { get; init; } = "2016-01-01";

    public string? To { get; init; }
}

public sealed record GivenQuotaPlan
{
    public string? Name { get; init; }

    public required string Unit { get; init; }

    public int Year { get; init; } = 2024;

    /// <summary>Null when the unit has no canteen.</summary>
    public string? Planned { get; init; }

    public string Reserved { get; init; } = "0";

    public string? Waiver { get; init; }
}

public sealed record GivenTarget
{
    public string? Name { get; init; }

    /// <summary>The pairing or designation.</summary>
    public required string For { get; init; }

    public required int Year { get; init; }

    public required string Amount { get; init; }

    /// <summary>The first day of the year when null.</summary>
    public string? From { get; init; }

    public Contracts.PurchasingUnits.TargetMeasure Measure { get; init; } = Contracts.PurchasingUnits.TargetMeasure.Sales;
}

public sealed record GivenBatch
{
    /// <summary>The supplier that the goods come from.</summary>
    public required string Supplier { get; init; }

    /// <summary>What the batch holds; not limited when null.</summary>
    public string? Declared { get; init; }
}

public sealed record GivenRegion
{
    public string? Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Its id when null.</summary>
    public string? Code { get; init; }

    /// <summary>The region that it lies in; as the tree says when null.</summary>
    public string? Parent { get; init; }

    public Contracts.PurchasingUnits.RegionLevel Level { get; init; } = Contracts.PurchasingUnits.RegionLevel.County;

    /// <summary>Since when it is called so.</summary>
    public string From { get; init; } = "2000-01-01";
}
