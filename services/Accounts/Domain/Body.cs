namespace Marketplace.Accounts.Domain;

/// <summary>What a membership is of: an organisation, the office of a region or of the nation, or the platform itself.</summary>
public readonly record struct Body(string Key)
{
    /// <summary>The longest key.</summary>
    public const int KeyMax = 60;

    const string OrganisationPrefix = "organisation:";
    const string RegionPrefix = "region:";

    /// <summary>Who keeps the platform running, and who audits it.</summary>
    public static Body Platform { get; } = new("platform");

    /// <summary>The office of the nation, which has no region.</summary>
    public static Body Nation { get; } = new("nation");

    /// <summary>The organisation; null of offices and of the platform.</summary>
    public Guid? OrganisationId => Key.StartsWith(OrganisationPrefix, StringComparison.Ordinal)
        ? Guid.Parse(Key.AsSpan(OrganisationPrefix.Length))
        : null;

    /// <summary>The region of an office; null of everybody else, and of the nation.</summary>
    public string? RegionId => Key.StartsWith(RegionPrefix, StringComparison.Ordinal) ? Key[RegionPrefix.Length..] : null;

    /// <summary>True for offices.</summary>
    public bool IsOffice => this == Nation || RegionId is not null;

    public static Body OfOrganisation(Guid id) => new($"{OrganisationPrefix}{id}");

    public static Body OfRegion(string regionId) => new($"{RegionPrefix}{regionId}");

    public override string ToString() => Key;
}
