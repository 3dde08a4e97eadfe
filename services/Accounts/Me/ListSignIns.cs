using System.Text.Json.Serialization;
using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Storage;
using Marketplace.Platform.Access;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts.Me;

/// <summary>GET /accounts/me/sign-ins: who tried to sign in as the caller, when and from where, the newest first.</summary>
public static class ListSignIns
{
    public static void Map(RouteGroupBuilder me) => me.MapGet("/sign-ins", HandleAsync)
        .WithName(nameof(ListSignIns)).WithSummary("登录记录 Attempts to sign in as you").ForEveryRole().RecordsAccess<AccountsDb>("sign-in");

    static async Task<Ok<Page<View>>> HandleAsync([AsParameters] PageQuery page, AccountsDb db, ReadAccess access, CancellationToken ct)
    {
        var account = (await db.OwnAccountAsync(ct)).Id;
        var rows = db.SignInAttempts.AsNoTracking().Where(row => row.AccountId == account);
        if (Cursor.Decode(page.After, 1) is [var last])
        {
            var lastId = Cursor.Id(last);
            rows = rows.Where(row => row.Id < lastId);
        }

        var found = await rows.OrderByDescending(row => row.Id).Take(page.Size + 1).ToListAsync(ct);
        return TypedResults.Ok(access.OfList(Page.Of(found, page.Size, View.Of, row => Cursor.Encode(row.Id.ToString()))));
    }

    /// <summary>An attempt as its own person sees it.</summary>
    public sealed record View : IView
    {
        internal const Viewers Readers = Viewers.Buyer;

        [JsonIgnore]
        public Viewers SeenAs { get; init; }

        public required DateTimeOffset At { get; init; }

        public required SignInOutcome Outcome { get; init; }

        /// <summary>What the browser called itself.</summary>
        [SeenBy(Readers, DataClass.Contact)]
        public string? Device { get; init; }

        /// <summary>The address of the network.</summary>
        [SeenBy(Readers, DataClass.Contact)]
        public string? Address { get; init; }

        internal static View Of(SignInAttempt attempt) => new()
        {
            SeenAs = Readers,
            At = attempt.At,
            Outcome = attempt.Outcome,
            Device = attempt.Device,
            Address = attempt.Address,
        };
    }
}
