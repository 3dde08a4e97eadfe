using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Pages;
using Marketplace.Accounts.Sessions;
using Marketplace.Accounts.Storage;

namespace Marketplace.Accounts.SignIn;

/// <summary>
/// GET and POST /accounts/memberships/choice: as what the person acts from now on. Tokens of before are renewed no more.
/// </summary>
public static class ChooseMembership
{
    public static void Map(IEndpointRouteBuilder pages) => pages.MapPage("/memberships/choice", HandleAsync);

    static async Task<IResult> HandleAsync(
        HttpContext http, AccountsDb db, SessionCookie sessions, SignInSteps steps, CancellationToken ct)
    {
        var page = new Page(http);
        var form = await PageForms.ReadAsync(http);
        if (await sessions.FindAsync(http) is not { } signedIn)
        {
            return TypedResults.LocalRedirect(ReturnPath.Through("sign-in", ReturnPath.Of(http)));
        }

        if (await steps.NextAsync(signedIn, ct) is SignInStep.Code)
        {
            return TypedResults.LocalRedirect(ReturnPath.Of(SignInStep.Code, ReturnPath.Of(http)));
        }

        var memberships = await db.MembershipsOfAsync(signedIn.Account.Id, ct);
        if (form is not null && Guid.TryParse(form.Value("membership"), out var chosen)
            && memberships.Any(row => row.Membership.Id == chosen))
        {
            signedIn.Session.Carry(chosen);
            var step = await steps.NextAsync(signedIn, ct);
            await db.SaveChangesAsync(ct);
            return TypedResults.LocalRedirect(ReturnPath.Of(step, ReturnPath.Of(http)));
        }

        await db.SaveChangesAsync(ct);
        return Show(page, memberships, signedIn.Session.MembershipId);
    }

    static IResult Show(Page page, IReadOnlyList<NamedMembership> memberships, Guid? carried) => page.Show(
        page.T("选择身份", "Act as"),
        memberships.Count == 0
            ? Html.Of($"<p>{page.T("您目前没有任何身份，请联系您的单位。", "You are nothing anywhere at present: ask your organisation.")}</p>")
            : page.Form(Html.Of($"{memberships.Select(row => Choice(page, row, row.Membership.Id == carried))}")));

    static Html Choice(Page page, NamedMembership row, bool isCarried) => Html.Of(
        $"""
        <button class="choice" name="membership" value="{row.Membership.Id.ToString()}">{page.T(row.Zh, row.En)}
        <span>{RoleNames.Of(page, row.Membership.Role)}{Post(row.Membership)}{(isCarried ? page.T("（当前）", " (now)") : "")}</span></button>
        """);

    static string Post(Membership membership) => membership.Post is { } post ? $" · {post}" : "";
}
