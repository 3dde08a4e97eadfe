namespace Marketplace.Crediting.Domain;

/// <summary>
/// The choices of the rule book that a rule owner could overturn,, with their defaults (contracts/rules/parameters.md). Another choice
/// is another rule set version (CR-25).
/// </summary>
public sealed record RuleParameters
{
    public static RuleParameters Default { get; } = new();

    /// <summary>Whether units of central budget level earn credit by where they are (CR-06).</summary>
    public bool CentralUnitsCountForLocation { get; init; }

    /// <summary>Whether goods delivered within the province of their origin earn no credit (CR-05e).</summary>
    public bool ExcludeOriginProvinceDelivery { get; init; } = true;

    /// <summary>By what the western side of a sale is found (CR-12).</summary>
    public WestAttribution WestAttribution { get; init; } = WestAttribution.Origin;

    /// <summary>Whether a subsidy that a third party pays the supplier at the sale counts (CR-02).</summary>
    public bool SubsidyIncluded { get; init; } = true;

    /// <summary>A unit price above so many times the benchmark is held (CR-17).</summary>
    public decimal PriceCeilingRatio { get; init; } = 1.20m;

    /// <summary>How many earlier sales a benchmark rests on before it holds anything.</summary>
    public int BenchmarkSalesMin { get; init; } = 5;

    /// <summary>How many days of sales a benchmark looks back on.</summary>
    public int BenchmarkDays { get; init; } = 90;

    /// <summary>Whether an assisted sale without the facilitator's proof is held (CR-17).</summary>
    public bool FacilitatorProofRequired { get; init; } = true;

    /// <summary>On the night after this day of the next month a month closes (CR-16).</summary>
    public int MonthCloseDay { get; init; } = 10;

    /// <summary>The year freezes for assessment on this day of January (CR-16).</summary>
    public int YearFreezeDay { get; init; } = 20;

    /// <summary>Dependence on policy-driven buyers from which it is amber (R9).</summary>
    public decimal DependenceAmber { get; init; } = 0.60m;

    /// <summary>Dependence on policy-driven buyers from which it is red (R9).</summary>
    public decimal DependenceRed { get; init; } = 0.80m;

    /// <summary>Percentage points behind the year's time from which a pairing is amber (R1).</summary>
    public decimal LagAmber { get; init; } = 10m;

    /// <summary>Percentage points behind the year's time from which a pairing is red (R1).</summary>
    public decimal LagRed { get; init; } = 25m;
}

/// <summary>By what the western side of a sale is found; it affects all lines alike (CR-12).</summary>
public enum WestAttribution
{
    /// <summary>The county of origin.</summary>
    Origin = 1,

    /// <summary>Where the supplier is registered.</summary>
    SupplierRegistration = 2,
}

/// <summary>A version of the parameters, for sales recognised from a day on (CR-25).</summary>
/// <param name="Version">Stored with each entry.</param>
/// <param name="EffectiveFrom">The first recognition date it decides.</param>
/// <param name="Parameters">The choices.</param>
public sealed record RuleSet(int Version, DateOnly EffectiveFrom, RuleParameters Parameters)
{
    /// <summary>The rule book as it was first published.</summary>
    public static RuleSet First { get; } = new(1, DateOnly.MinValue, RuleParameters.Default);
}
