namespace Marketplace.AllInOne.Identity;

/// <summary>Somebody whom the demo issuer gives tokens to.</summary>
public sealed record DemoIdentity
{
    /// <summary>The client id, and the subject of the tokens.</summary>
    public required string Name { get; init; }

    /// <summary>Who it is, in Chinese.</summary>
    public required string Zh { get; init; }

    /// <summary>Who it is, in English.</summary>
    public required string En { get; init; }

    public required string Role { get; init; }

    /// <summary>The supplier, unit, carrier or facilitator that it acts for.</summary>
    public Guid? Org { get; init; }

    /// <summary>The id of the region that an official answers for.</summary>
    public string? Region { get; init; }

    /// <summary>An official's level: Nation, Province, City or County.</summary>
    public string? Tier { get; init; }
}
