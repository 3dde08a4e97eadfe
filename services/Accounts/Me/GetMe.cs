using System.Text.Json.Serialization;
using Marketplace.Accounts.Sessions;
using Marketplace.Accounts.Storage;
using Marketplace.Platform.Access;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Accounts.Me;

/// <summary>GET /accounts/me: the caller, with all that they can act as.</summary>
public static class GetMe
{
    public static void Map(RouteGroupBuilder me) => me.MapGet("/", HandleAsync)
        .WithName(nameof(GetMe)).WithSummary("我的账号 Your account").ForEveryRole().RecordsAccess<AccountsDb>("account");

    static async Task<Ok<View>> HandleAsync(AccountsDb db, ReadAccess access, CancellationToken ct)
    {
        var account = await db.OwnAccountAsync(ct);
        var memberships = await db.MembershipsOfAsync(account.Id, ct);
        access.Of(account.Id);
        return TypedResults.Ok(new View
        {
            SeenAs = View.Readers,
            AccountId = account.Id,
            Name = account.Name,
            Email = account.Email,
            HasSecondFactor = account.HasSecondFactor,
            RecoveryCodesLeft = account.RecoveryCodes.Count,
            Memberships =
            [
                .. memberships.Select(row => new MembershipView
                {
                    MembershipId = row.Membership.Id,
                    Body = row.Membership.BodyKey,
                    BodyName = row.Zh,
                    Role = row.Membership.Role,
                    Post = row.Membership.Post,
                    IsAdministrator = row.Membership.IsAdministrator,
                }),
            ],
        });
    }

    /// <summary>An account as its own person sees it.</summary>
    public sealed record View : IView
    {
        internal const Viewers Readers = Viewers.Buyer;

        [JsonIgnore]
        public Viewers SeenAs { get; init; }

        public required Guid AccountId { get; init; }

        [SeenBy(Readers, DataClass.Contact)]
        public string? Name { get; init; }

        [SeenBy(Readers, DataClass.Contact)]
        public string? Email { get; init; }

        /// <summary>Whether a code is asked for at each sign-in.</summary>
        public required bool HasSecondFactor { get; init; }

        public required int RecoveryCodesLeft { get; init; }

        public required IReadOnlyList<MembershipView> Memberships { get; init; }
    }

    /// <summary>What the person can act as.</summary>
    public sealed record MembershipView
    {
        public required Guid MembershipId { get; init; }

        /// <summary>"organisation:" or "region:" and the id, "nation", or "platform".</summary>
        public required string Body { get; init; }

        /// <summary>In Chinese.</summary>
        public required string BodyName { get; init; }

        public required string Role { get; init; }

        public string? Post { get; init; }

        /// <summary>Whether the person invites and removes others there.</summary>
        public required bool IsAdministrator { get; init; }
    }
}
