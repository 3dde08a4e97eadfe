using System.Text.Json.Serialization;
using Marketplace.Accounts.Domain;
using Marketplace.Platform.Web;

namespace Marketplace.Accounts.Me;

/// <summary>A session as its own person sees it.</summary>
public sealed record SessionView : IView
{
    internal const Viewers Readers = Viewers.Buyer;

    [JsonIgnore]
    public Viewers SeenAs { get; init; }

    public required Guid SessionId { get; init; }

    public Guid? MembershipId { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it last got a token.</summary>
    public required DateTimeOffset LastSeenAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Null while it is open.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    public SessionEnd? EndReason { get; init; }

    /// <summary>What the browser called itself.</summary>
    [SeenBy(Readers, DataClass.Contact)]
    public string? Device { get; init; }

    /// <summary>The address of the network.</summary>
    [SeenBy(Readers, DataClass.Contact)]
    public string? Address { get; init; }

    internal static SessionView Of(Session session) => new()
    {
        SeenAs = Readers,
        SessionId = session.Id,
        MembershipId = session.MembershipId,
        StartedAt = session.StartedAt,
        LastSeenAt = session.LastSeenAt,
        ExpiresAt = session.ExpiresAt,
        EndedAt = session.EndedAt,
        EndReason = session.EndReason,
        Device = session.Device,
        Address = session.Address,
    };
}
