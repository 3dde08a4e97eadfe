using System.Text.Json.Serialization;
using Marketplace.Accounts.Domain;
using Marketplace.Platform.Web;

namespace Marketplace.Accounts.Colleagues;

/// <summary>A member of an organisation or office as colleagues see them.</summary>
public sealed record ColleagueView : IView
{
    /// <summary>Colleagues, for whom it is their own.</summary>
    internal const Viewers Readers = Viewers.Buyer | Viewers.Region;

    [JsonIgnore]
    public Viewers SeenAs { get; init; }

    public required Guid MembershipId { get; init; }

    /// <summary>The subject of their tokens, by which they are named in what they have done.</summary>
    public required Guid AccountId { get; init; }

    public required string Role { get; init; }

    public string? Post { get; init; }

    /// <summary>Whether they invite and remove others.</summary>
    public required bool IsAdministrator { get; init; }

    public required DateTimeOffset Since { get; init; }

    /// <summary>When they were removed; null while they are not.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Null once it is forgotten.</summary>
    [SeenBy(Readers, DataClass.Contact)]
    public string? Name { get; init; }

    /// <inheritdoc cref="Name"/>
    [SeenBy(Readers, DataClass.Contact)]
    public string? Email { get; init; }

    internal static ColleagueView Of(Membership membership) => new()
    {
        // Only the own organisation or office lists them.
        SeenAs = Readers,
        MembershipId = membership.Id,
        AccountId = membership.AccountId,
        Role = membership.Role,
        Post = membership.Post,
        IsAdministrator = membership.IsAdministrator,
        Since = membership.Since,
        EndedAt = membership.EndedAt,
        Name = membership.Account.Name,
        Email = membership.Account.Email,
    };
}
