namespace Marketplace.Crediting.Domain;

/// <summary>The choices of the rule book that a rule owner could overturn, with their defaults. Another choice is another rule set version (CR-25).</summary>
public sealed record RuleParameters
{
    public static RuleParameters Default { get; } = new();

    /// <summary>Whether units of central budget level earn credit by where they are (CR-06).</summary>
    public bool CentralUnitsCountForLocation { get; init; }

    /// <summary>Whether goods delivered within the province of their origin earn no credit (CR-05e).</summary>
    public bool ExcludeOriginProvinceDelivery { get; init; } = true;
}
