namespace Marketplace.Accounts.Domain;

/// <summary>Why a session is over.</summary>
public enum SessionEnd
{
    /// <summary>Signed out where it was.</summary>
    SignedOut = 1,

    /// <summary>Ended by the person from elsewhere.</summary>
    EndedElsewhere = 2,

    /// <summary>The password was changed or set anew.</summary>
    PasswordChanged = 3,

    /// <summary>An operator took the authenticator away, which was lost.</summary>
    SecondFactorEnded = 4,
}

/// <summary>
/// A person signed in on a device. It carries one membership at a time; tokens are renewed only while it is open and carries the membership
/// that they were made for.
/// </summary>
public sealed class Session
{
    public const int DeviceMax = 200;
    public const int AddressMax = 45;

    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    /// <summary>What the person acts as; null until it is chosen.</summary>
    public Guid? MembershipId { get; private set; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public required DateTimeOffset LastSeenAt { get; set; }

    /// <summary>When a code of the authenticator was given; null when only the password was.</summary>
    public DateTimeOffset? SecondFactorAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public SessionEnd? EndReason { get; private set; }

    /// <summary>What the browser called itself.</summary>
    public string? Device { get; set; }

    public string? Address { get; set; }

    public bool IsOpenAt(DateTimeOffset now) => EndedAt is null && now < ExpiresAt;

    public void Carry(Guid membershipId) => MembershipId = membershipId;

    public void ProveSecondFactor(DateTimeOffset now) => SecondFactorAt = now;

    public void End(SessionEnd reason, DateTimeOffset now)
    {
        if (EndedAt is null)
        {
            EndedAt = now;
            EndReason = reason;
        }
    }
}
