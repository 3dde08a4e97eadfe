namespace Marketplace.Accounts.Domain;

/// <summary>What came of an attempt to sign in.</summary>
public enum SignInOutcome
{
    /// <summary>The password was right; what else is needed follows.</summary>
    PasswordAccepted = 1,

    WrongPassword = 2,

    /// <summary>Too many attempts: the password was not even looked at.</summary>
    Locked = 3,

    CodeAccepted = 4,

    WrongCode = 5,

    RecoveryCodeUsed = 6,
}

/// <summary>The record of an attempt to sign in to an account.</summary>
public sealed class SignInAttempt
{
    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required SignInOutcome Outcome { get; init; }

    public string? Device { get; init; }

    public string? Address { get; init; }
}

/// <summary>How often something was tried since when. A name that nobody has is counted like one that somebody has.</summary>
public sealed class AttemptCount
{
    public required string Key { get; init; }

    public required int Attempts { get; init; }

    public required DateTimeOffset Since { get; init; }
}
