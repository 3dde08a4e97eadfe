namespace Marketplace.Crediting.Domain;

/// <summary>A rule set as it was filed (CR-25).</summary>
public sealed class StoredRuleSet
{
    public required int Version { get; init; }

    public required DateOnly EffectiveFrom { get; init; }

    /// <summary>The parameters as JSON.</summary>
    public required string Parameters { get; init; }

    public required string Document { get; init; }

    public required DateTimeOffset FiledAt { get; init; }
}
