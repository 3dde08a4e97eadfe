using System.Text.Json.Serialization;
using Marketplace.Accounts.Domain;
using Marketplace.Platform.Web;

namespace Marketplace.Accounts.Invitations;

/// <summary>An invitation as its organisation or office sees it. The link is told to nobody but the invited.</summary>
public sealed record InvitationView : IView
{
    /// <summary>Who sees where it was sent.</summary>
    internal const Viewers Readers = Viewers.Buyer | Viewers.Region;

    [JsonIgnore]
    public Viewers SeenAs { get; init; }

    public required Guid InvitationId { get; init; }

    /// <summary>What for: "organisation:" or "region:" and the id, "nation", or "platform".</summary>
    public required string Body { get; init; }

    public required string Role { get; init; }

    public string? Post { get; init; }

    public required bool IsAdministrator { get; init; }

    public required InvitationState State { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Where it was sent; null also once that is forgotten.</summary>
    [SeenBy(Readers, DataClass.Contact)]
    public string? Email { get; init; }

    internal static InvitationView Of(Invitation invitation, DateTimeOffset now) => new()
    {
        // Only the own organisation or office lists it.
        SeenAs = Readers,
        InvitationId = invitation.Id,
        Body = invitation.BodyKey,
        Role = invitation.Role,
        Post = invitation.Post,
        IsAdministrator = invitation.IsAdministrator,
        State = invitation.StateAt(now),
        CreatedAt = invitation.CreatedAt,
        ExpiresAt = invitation.ExpiresAt,
        Email = invitation.Email,
    };
}
