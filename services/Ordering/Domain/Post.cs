namespace Marketplace.Ordering.Domain;

/// <summary>
/// 岗位: a post of a unit, such as 科长 or 分管副校长, and who holds it when. Steps of approval name posts, never persons. A version is written
/// once; the newest counts.
/// </summary>
public sealed class Post
{
    public required Guid PostId { get; init; }

    /// <summary>From 1, without gaps.</summary>
    public required int Version { get; init; }

    public required Guid UnitId { get; init; }

    public required string Name { get; init; }

    public required IReadOnlyList<Holder> Holders { get; init; }

    /// <summary>The subject of the token.</summary>
    public required string SetBy { get; init; }

    /// <summary>The unit itself, or the one above it.</summary>
    public required Guid SetByUnitId { get; init; }

    public required DateTimeOffset SetAt { get; init; }

    /// <summary>Whether a unit above has set it, which alone may then change it.</summary>
    public bool IsFromAbove => SetByUnitId != UnitId;

    /// <summary>Who holds the post.</summary>
    public sealed record Holder
    {
        /// <summary>The subject of the holder's tokens.</summary>
        public required string Subject { get; init; }

        /// <summary>First day.</summary>
        public required DateOnly From { get; init; }

        /// <summary>Last day, inclusive; absent while it is open.</summary>
        public DateOnly? Until { get; init; }

        internal bool HoldsOn(DateOnly day) => From <= day && (Until is null || day <= Until);
    }

    /// <summary>Whether a person holds it on the day.</summary>
    public bool IsHeldBy(string subject, DateOnly day) => Holders.Any(holder => holder.Subject == subject && holder.HoldsOn(day));

    /// <summary>
    /// Whether the person gets by these holders what they had not by the earlier ones: nobody appoints themselves, or for longer; who holds
    /// a post may give it up.
    /// </summary>
    public static bool Favours(string subject, IEnumerable<Holder> holders, IEnumerable<Holder> earlier)
    {
        Holder[] had = [.. earlier.Where(holder => holder.Subject == subject)];
        return holders.Where(holder => holder.Subject == subject).Any(holder => !had.Any(
            known => known.From <= holder.From && (known.Until is null || (holder.Until is { } until && until <= known.Until))));
    }
}

/// <summary>While a holder is away somebody else acts in the post (授权).</summary>
public sealed class Delegation
{
    public required Guid DelegationId { get; init; }

    public required Guid PostId { get; init; }

    public required Guid UnitId { get; init; }

    /// <summary>The holder's subject.</summary>
    public required string By { get; init; }

    /// <summary>The subject of whoever acts.</summary>
    public required string To { get; init; }

    /// <summary>First day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day, inclusive.</summary>
    public required DateOnly Until { get; init; }

    public required string Reason { get; init; }

    public required DateTimeOffset GivenAt { get; init; }

    /// <summary>When the holder took it back; null otherwise.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>False, and nothing is changed, when it has ended before.</summary>
    public bool End(DateTimeOffset at)
    {
        if (EndedAt is not null)
        {
            return false;
        }

        EndedAt = at;
        return true;
    }

    /// <summary>Whether it is in force on a day: its giver must still hold the post.</summary>
    public bool HoldsOn(DateOnly day, Post post) => EndedAt is null && From <= day && day <= Until && post.IsHeldBy(By, day);
}
