namespace Marketplace.Accounts.Domain;

/// <summary>A person who can sign in. What they may do is said by their memberships.</summary>
public sealed class Account
{
    public const int EmailMax = 200;
    public const int NameMax = 60;

    readonly List<RecoveryCode> _recoveryCodes = [];

    Account()
    {
    }

    /// <summary>The subject of tokens: it means nothing to anybody else, and stays when the person is forgotten.</summary>
    public Guid Id { get; private init; }

    /// <summary>As it was written; null once the person is forgotten.</summary>
    public string? Email { get; private set; }

    /// <summary>By which it is found; no two have the same.</summary>
    public string? EmailKey { get; private set; }

    public string? Name { get; private set; }

    public string? PasswordHash { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    public DateTimeOffset PasswordChangedAt { get; private set; }

    /// <summary>The secret of the authenticator, encrypted; also one that is not confirmed yet.</summary>
    public string? TotpSecret { get; private set; }

    /// <summary>When the authenticator was confirmed by a first code; null without one.</summary>
    public DateTimeOffset? TotpEnrolledAt { get; private set; }

    /// <summary>The newest time step of which a code was taken: no code is taken twice.</summary>
    public long TotpStep { get; private set; }

    /// <summary>When name and address were forgotten.</summary>
    public DateTimeOffset? ForgottenAt { get; private set; }

    /// <summary>Rises with each change, so that of two changes at once the later one fails.</summary>
    public long Version { get; private set; }

    public IReadOnlyList<RecoveryCode> RecoveryCodes => _recoveryCodes;

    /// <summary>Whether a code is asked for at each sign-in.</summary>
    public bool HasSecondFactor => TotpEnrolledAt is not null;

    public static Account Open(Guid id, string email, string name, DateTimeOffset now) => new()
    {
        Id = id,
        Email = email.Trim(),
        EmailKey = KeyOf(email),
        Name = name.Trim(),
        CreatedAt = now,
        PasswordChangedAt = now,
    };

    /// <summary>Addresses that differ in case or blanks around them are one.</summary>
    public static string KeyOf(string email) => email.Trim().Normalize().ToUpperInvariant();

    /// <summary>A password that the person has chosen.</summary>
    public void SetPassword(string hash, DateTimeOffset now)
    {
        PasswordHash = hash;
        PasswordChangedAt = now;
        Version++;
    }

    /// <summary>The same password, hashed as hashes are made today.</summary>
    public void Rehash(string hash)
    {
        PasswordHash = hash;
        Version++;
    }

    /// <summary>A new authenticator, which counts once a first code of it is confirmed. Only where there is none.</summary>
    public void BeginEnrolment(string protectedSecret)
    {
        if (!HasSecondFactor)
        {
            TotpSecret = protectedSecret;
            Version++;
        }
    }

    /// <summary>The first code was right: from now on codes are asked for.</summary>
    /// <param name="codeHashes">Of the recovery codes, each of which stands in for one code.</param>
    public void Enrol(long step, IEnumerable<string> codeHashes, DateTimeOffset now)
    {
        TotpEnrolledAt = now;
        TotpStep = step;
        ReplaceRecoveryCodes(codeHashes);
    }

    public void ReplaceRecoveryCodes(IEnumerable<string> codeHashes)
    {
        _recoveryCodes.Clear();
        _recoveryCodes.AddRange(codeHashes.Select(hash => new RecoveryCode { AccountId = Id, Hash = hash }));
        Version++;
    }

    /// <summary>A code of the authenticator was given.</summary>
    public void TakeStep(long step)
    {
        TotpStep = step;
        Version++;
    }

    /// <summary>Uses a recovery code up; false when there is no such code.</summary>
    public bool UseRecoveryCode(string hash)
    {
        var used = _recoveryCodes.RemoveAll(code => code.Hash == hash);
        Version += used;
        return used > 0;
    }

    /// <summary>Takes the authenticator away: whoever has lost it sets another up.</summary>
    public void EndSecondFactor()
    {
        TotpSecret = null;
        TotpEnrolledAt = null;
        _recoveryCodes.Clear();
        Version++;
    }

    /// <summary>Forgets who it was. The id stays, since what was decided names it.</summary>
    public void Forget(DateTimeOffset now)
    {
        Email = null;
        EmailKey = null;
        Name = null;
        PasswordHash = null;
        ForgottenAt = now;
        EndSecondFactor();
    }
}

/// <summary>Stands in for one code of an authenticator that is not at hand.</summary>
public sealed class RecoveryCode
{
    public required Guid AccountId { get; init; }

    /// <summary>SHA-256 of the code, in hexadecimal digits: codes are random and need no slow hash.</summary>
    public required string Hash { get; init; }
}
