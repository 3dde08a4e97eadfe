using System.Collections.Frozen;
using Marketplace.Contracts;

namespace Marketplace.Crediting.Domain;

/// <summary>
/// What the rule book asks the registry: pairings, designations and parameters, with their history. It never changes, so any number of
/// threads may ask it, and the same sale always gets the same answer.
/// </summary>
public sealed class RegistryFacts
{
    readonly FrozenDictionary<string, Designation[]> _byCounty;
    readonly RuleSet[] _ruleSets;

    /// <param name="pairings">The pairings.</param>
    /// <param name="designations">The current version of each designation, and older ones.</param>
    /// <param name="ruleSets">Besides the first.</param>
    public RegistryFacts(Pairings pairings, IEnumerable<Designation> designations, IEnumerable<RuleSet> ruleSets)
    {
        Pairings = pairings;
        _byCounty = designations.GroupBy(designation => designation.County.RegionId).ToFrozenDictionary(
            group => group.Key,
            group => group.OrderBy(designation => designation.DesignationId).ThenBy(designation => designation.Version).ToArray());
        _ruleSets = [.. ruleSets.Append(RuleSet.First).OrderBy(ruleSet => ruleSet.EffectiveFrom).ThenBy(ruleSet => ruleSet.Version)];
    }

    public static RegistryFacts Empty { get; } = new(new Pairings([]), [], []);

    public Pairings Pairings { get; }

    /// <summary>The newest of all.</summary>
    public RuleSet RuleSet => _ruleSets[^1];

    /// <summary>The parameters that decide sales recognised on a day (CR-25).</summary>
    public RuleSet RuleSetOn(DateOnly recognised) => _ruleSets.Last(ruleSet => ruleSet.EffectiveFrom <= recognised);

    /// <summary>The parameters by which a sale was recorded: a later rule set doesn't decide it anew (CR-25).</summary>
    public RuleSet RuleSetOf(SaleLine line) =>
        Array.Find(_ruleSets, ruleSet => ruleSet.Version == line.RuleSetVersion) ?? RuleSetOn(line.RecognitionDate);

    /// <summary>
    /// Who holds an assignment of the county on the recognition date, as it was registered when the sale
    /// was accepted or approved later.
    /// </summary>
    public IEnumerable<Designation> Designations(string countyId, DateOnly recognised, DateTimeOffset accepted)
    {
        foreach (var versions in (_byCounty.GetValueOrDefault(countyId) ?? []).GroupBy(designation => designation.DesignationId))
        {
            if (versions.LastOrDefault(designation => designation.IsUsableFor(accepted)) is { } known && known.IsValidOn(recognised))
            {
                yield return known;
            }
        }
    }
}

/// <summary>A county assigned to a unit (定点帮扶), as one version of the registry knew it (CR-10).</summary>
public sealed class Designation
{
    public required Guid DesignationId { get; init; }

    public required long Version { get; init; }

    public required Guid UnitId { get; init; }

    public required string UnitName { get; init; }

    public required string CountyPath { get; init; }

    public required string CountyName { get; init; }

    public required DateOnly ValidFrom { get; init; }

    /// <summary>First day on which it is no longer valid; null while open.</summary>
    public DateOnly? ValidTo { get; init; }

    public string? SourceDocument { get; init; }

    /// <summary>When the registry recorded it; null when it doesn't say.</summary>
    public DateTimeOffset? RegisteredAt { get; init; }

    /// <summary>When the ledger learned it: reports of an earlier instant don't know it.</summary>
    public DateTimeOffset LearnedAt { get; init; }

    /// <summary>False once a newer version is known.</summary>
    public bool IsCurrent { get; private set; } = true;

    /// <summary>An official let it correct sales that were accepted before it was registered (CR-19).</summary>
    public bool IsApproved { get; private set; }

    public RegionPath County => new(CountyPath);

    public void Supersede() => IsCurrent = false;

    public void Approve() => IsApproved = true;

    public bool IsValidOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || day < ValidTo);

    /// <summary>Known when the sale was accepted, or approved to count for it (CR-19).</summary>
    public bool IsUsableFor(DateTimeOffset accepted) => IsApproved || RegisteredAt is null || RegisteredAt <= accepted;
}
