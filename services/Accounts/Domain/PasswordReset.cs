namespace Marketplace.Accounts.Domain;

/// <summary>A link by which a person sets a new password, sent to their address; good for a short time and once.</summary>
public sealed class PasswordReset
{
    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    /// <summary>SHA-256 of the secret in the link.</summary>
    public required string SecretHash { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; set; }

    public bool IsOpenAt(DateTimeOffset now) => UsedAt is null && now < ExpiresAt;
}
