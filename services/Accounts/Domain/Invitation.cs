using Marketplace.Platform.Refusals;

namespace Marketplace.Accounts.Domain;

/// <summary>How an invitation stands.</summary>
public enum InvitationState
{
    Open = 1,

    Accepted = 2,

    Withdrawn = 3,

    Expired = 4,
}

/// <summary>
/// An offer of one membership to whoever has the link that was sent: 256 random bits, of which only the hash is kept. It is taken once.
/// </summary>
public sealed class Invitation
{
    Invitation()
    {
    }

    public Guid Id { get; private init; }

    /// <summary>SHA-256 of the secret in the link.</summary>
    public string SecretHash { get; private init; } = "";

    public string BodyKey { get; private init; } = "";

    public string Role { get; private init; } = "";

    public string? Post { get; private init; }

    public bool IsAdministrator { get; private init; }

    /// <summary>Where the link was sent; null of the first operator's, and once it is forgotten.</summary>
    public string? Email { get; private set; }

    /// <summary>The account that invites; null of the first operator's.</summary>
    public Guid? InvitedBy { get; private init; }

    public DateTimeOffset CreatedAt { get; private init; }

    public DateTimeOffset ExpiresAt { get; private init; }

    public DateTimeOffset? AcceptedAt { get; private set; }

    /// <summary>The account that took it.</summary>
    public Guid? AcceptedBy { get; private set; }

    public DateTimeOffset? WithdrawnAt { get; private set; }

    public Body Body => new(BodyKey);

    public static Invitation Make(
        Guid id, string secretHash, Offer offer, string? email, Guid? invitedBy, DateTimeOffset now, TimeSpan validFor) => new()
        {
            Id = id,
            SecretHash = secretHash,
            BodyKey = offer.Body.Key,
            Role = offer.Role,
            Post = offer.Post,
            IsAdministrator = offer.IsAdministrator,
            Email = email?.Trim(),
            InvitedBy = invitedBy,
            CreatedAt = now,
            ExpiresAt = now + validFor,
        };

    public InvitationState StateAt(DateTimeOffset now) =>
        AcceptedAt is not null ? InvitationState.Accepted
        : WithdrawnAt is not null ? InvitationState.Withdrawn
        : now >= ExpiresAt ? InvitationState.Expired
        : InvitationState.Open;

    /// <summary>Refuses a link that is no longer good for anything.</summary>
    /// <exception cref="RuleBrokenException">It was taken or withdrawn, or is too old.</exception>
    public void RequireOpen(DateTimeOffset now)
    {
        switch (StateAt(now))
        {
            case InvitationState.Open:
                return;
            case InvitationState.Accepted:
                throw new RuleBrokenException(
                    "invitation_used", "该邀请已被使用；如非本人操作，请告知邀请人。", "This invitation was used; if not by you, tell whoever invited you.");
            case InvitationState.Withdrawn:
                throw new RuleBrokenException("invitation_withdrawn", "该邀请已被撤回。", "This invitation was withdrawn.");
            case InvitationState.Expired:
                throw new RuleBrokenException(
                    "invitation_expired", "该邀请已过期，请联系邀请人重新发送。", "This invitation is too old: ask for a new one.");
        }
    }

    /// <summary>Takes it.</summary>
    /// <exception cref="RuleBrokenException">It is no longer open, or whoever takes it has sent it.</exception>
    public void Accept(Guid accountId, DateTimeOffset now)
    {
        RequireOpen(now);
        if (InvitedBy == accountId)
        {
            throw new RuleBrokenException(
                "own_invitation", "不能接受自己发出的邀请。", "Nobody takes an invitation of their own.");
        }

        AcceptedAt = now;
        AcceptedBy = accountId;
    }

    public void Withdraw(DateTimeOffset now)
    {
        RequireOpen(now);
        WithdrawnAt = now;
    }

    /// <summary>Forgets where it was sent.</summary>
    public void Forget() => Email = null;
}

/// <summary>The membership that an invitation offers.</summary>
public sealed record Offer(Body Body, string Role, string? Post, bool IsAdministrator);
