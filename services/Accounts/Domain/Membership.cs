using Marketplace.Platform.Refusals;

namespace Marketplace.Accounts.Domain;

/// <summary>What a person is in an organisation, an office or the platform. A session carries one, and its tokens say just that.</summary>
public sealed class Membership
{
    public const int PostMax = 60;

    Membership()
    {
    }

    public Guid Id { get; private init; }

    public Guid AccountId { get; private init; }

    /// <summary>Of what: <see cref="Domain.Body"/>.</summary>
    public string BodyKey { get; private init; } = "";

    /// <summary>One of <see cref="Contracts.Roles"/>.</summary>
    public string Role { get; private init; } = "";

    /// <summary>职务, as the inviter wrote it; null when nobody did.</summary>
    public string? Post { get; private set; }

    /// <summary>Whether they invite and remove colleagues.</summary>
    public bool IsAdministrator { get; private set; }

    public DateTimeOffset Since { get; private init; }

    /// <summary>The account that invited; null of the first operator.</summary>
    public Guid? InvitedBy { get; private init; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>The account that ended it.</summary>
    public Guid? EndedBy { get; private set; }

    public Account Account { get; private init; } = null!;

    public Body Body => new(BodyKey);

    /// <summary>What an invitation offered and a person took.</summary>
    public static Membership Begin(Guid id, Account account, Invitation invitation, DateTimeOffset now) => new()
    {
        Id = id,
        AccountId = account.Id,
        Account = account,
        BodyKey = invitation.BodyKey,
        Role = invitation.Role,
        Post = invitation.Post,
        IsAdministrator = invitation.IsAdministrator,
        InvitedBy = invitation.InvitedBy,
        Since = now,
    };

    /// <summary>Lets a colleague invite and remove others.</summary>
    /// <exception cref="RuleBrokenException">They are no colleague any more.</exception>
    public void MakeAdministrator()
    {
        RequireCurrent();
        IsAdministrator = true;
    }

    /// <summary>Ends it; what was done as this stays.</summary>
    /// <param name="colleagues">All memberships of the body that have not ended, read under a lock.</param>
    /// <exception cref="RuleBrokenException">It has ended, or nobody would be left to invite and remove.</exception>
    public void End(IReadOnlyCollection<Membership> colleagues, Guid by, DateTimeOffset now)
    {
        RequireCurrent();
        if (IsAdministrator && !colleagues.Any(other => other.Id != Id && other.IsAdministrator && other.EndedAt is null))
        {
            throw new RuleBrokenException(
                "last_administrator",
                "这是最后一位管理员；请先指定另一位管理员，再移除。",
                "This is the last administrator: name another one first.");
        }

        EndedAt = now;
        EndedBy = by;
    }

    void RequireCurrent()
    {
        if (EndedAt is not null)
        {
            throw new RuleBrokenException("membership_ended", "该成员已被移除。", "This colleague has been removed.");
        }
    }
}
