namespace Marketplace.Accounts.Domain;

/// <summary>A program of an organisation that signs in by itself (client credentials): an integration, a logger.</summary>
public sealed class Machine
{
    public const int NameMax = 60;

    public required Guid Id { get; init; }

    /// <summary>The client id, and the subject of its tokens.</summary>
    public required string ClientId { get; init; }

    public required string Name { get; init; }

    public required string BodyKey { get; init; }

    /// <summary>The role of its tokens.</summary>
    public required string Role { get; init; }

    /// <summary>The account that registered it.</summary>
    public required Guid RegisteredBy { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }

    public Body Body => new(BodyKey);
}
