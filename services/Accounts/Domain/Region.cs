namespace Marketplace.Accounts.Domain;

/// <summary>A region as the registry last published it.</summary>
public sealed class Region
{
    public required string Id { get; init; }

    /// <summary>The version that is kept; older ones are ignored.</summary>
    public required long Version { get; init; }

    public required string Name { get; init; }

    /// <summary>The tier of its office, as tokens say it: Province, City or County.</summary>
    public required string Tier { get; init; }

    /// <summary>With its ancestors, such as "/510000/513400/513430/".</summary>
    public required string PathValue { get; init; }

    /// <summary>The first day on which it no longer exists; null while it does.</summary>
    public DateOnly? EndedOn { get; init; }
}
