using System.Text.Json.Serialization;
using Marketplace.Ordering.Domain;
using Marketplace.Platform.Web;

namespace Marketplace.Ordering.Policies;

/// <summary>A post of a unit, who holds it, and who acts in it meanwhile.</summary>
public sealed record PostView : IView
{
    [JsonIgnore]
    public Viewers SeenAs { get; init; }

    public required Guid PostId { get; init; }

    public required Guid UnitId { get; init; }

    public required string Name { get; init; }

    /// <summary>Also the ETag.</summary>
    public required int Version { get; init; }

    /// <summary>The unit itself, or the one above it, which alone may then change the post.</summary>
    public required Guid SetByUnitId { get; init; }

    public required DateTimeOffset SetAt { get; init; }

    [SeenBy(Viewers.Buyer | Viewers.Auditor, DataClass.Person)]
    public required IReadOnlyList<Post.Holder>? Holders { get; init; }

    /// <summary>Those that are not over.</summary>
    [SeenBy(Viewers.Buyer | Viewers.Auditor, DataClass.Person)]
    public required IReadOnlyList<DelegationView>? Delegations { get; init; }

    internal static PostView Of(Post post, IEnumerable<Delegation> delegations, Caller caller) => new()
    {
        SeenAs = caller.Oversight | (caller.Org is null ? Viewers.None : Viewers.Buyer),
        PostId = post.PostId,
        UnitId = post.UnitId,
        Name = post.Name,
        Version = post.Version,
        SetByUnitId = post.SetByUnitId,
        SetAt = post.SetAt,
        Holders = post.Holders,
        Delegations = [.. delegations.OrderBy(delegation => delegation.From).Select(DelegationView.Of)],
    };
}

/// <summary>Who acts in a post for its holder.</summary>
public sealed record DelegationView
{
    public required Guid DelegationId { get; init; }

    public required Guid PostId { get; init; }

    /// <summary>The holder.</summary>
    public required string By { get; init; }

    /// <summary>Who acts.</summary>
    public required string To { get; init; }

    /// <summary>First day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day, inclusive.</summary>
    public required DateOnly Until { get; init; }

    public required string Reason { get; init; }

    public required DateTimeOffset GivenAt { get; init; }

    /// <summary>When the holder took it back; null otherwise.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    internal static DelegationView Of(Delegation delegation) => new()
    {
        DelegationId = delegation.DelegationId,
        PostId = delegation.PostId,
        By = delegation.By,
        To = delegation.To,
        From = delegation.From,
        Until = delegation.Until,
        Reason = delegation.Reason,
        GivenAt = delegation.GivenAt,
        EndedAt = delegation.EndedAt,
    };
}
