using Marketplace.Accounts.Credentials;
using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Pages;
using Marketplace.Accounts.Sessions;
using Marketplace.Accounts.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts.Invitations;

/// <summary>
/// GET and POST /accounts/invitation: the page behind the link of an invitation. Who has no account opens one; who has one signs in first,
/// and adds the membership to it.
/// </summary>
public static class AcceptInvitation
{
    public static void Map(IEndpointRouteBuilder pages) => pages.MapPage("/invitation", HandleAsync);

    static async Task<IResult> HandleAsync(
        HttpContext http, AccountsDb db, Passwords passwords, SessionCookie sessions, SignInSteps steps, TimeProvider clock,
        CancellationToken ct)
    {
        var page = new Page(http);
        var form = await PageForms.ReadAsync(http);
        var hash = Secrets.Hash(http.Request.Query["token"].ToString());
        var now = clock.NowToTheMillisecond();
        var invitation = await db.Invitations.IgnoreQueryFilters().SingleOrDefaultAsync(row => row.SecretHash == hash, ct);
        try
        {
            await RequireGoodAsync(db, invitation, now, ct);
        }
        catch (RefusalException refused)
        {
            return page.Show(
                page.T("邀请无效", "This invitation is no good"), Page.Wrong(page.T(refused.Zh, refused.En)), StatusCodes.Status410Gone);
        }

        var name = (await db.NamesOfAsync([invitation!.Body], ct))[invitation.Body];
        var signedIn = await sessions.FindAsync(http);
        if (signedIn is not null && await steps.NextAsync(signedIn, ct) == SignInStep.Code)
        {
            return TypedResults.LocalRedirect(ReturnPath.Of(SignInStep.Code, $"{http.Request.Path}{http.Request.QueryString}"));
        }

        if (form is null)
        {
            return Show(page, http, invitation, page.T(name.Zh, name.En), signedIn?.Account, form, wrong: null);
        }

        try
        {
            return await AcceptAsync(http, form, invitation, signedIn, db, passwords, sessions, steps, now, ct);
        }
        catch (RefusalException refused)
        {
            db.ChangeTracker.Clear();
            return Show(page, http, invitation, page.T(name.Zh, name.En), signedIn?.Account, form, page.T(refused.Zh, refused.En));
        }
    }

    static async Task<IResult> AcceptAsync(
        HttpContext http, IFormCollection form, Invitation invitation, SignedIn? signedIn, AccountsDb db, Passwords passwords,
        SessionCookie sessions, SignInSteps steps, DateTimeOffset now, CancellationToken ct)
    {
        var account = signedIn?.Account ?? await OpenAccountAsync(form, invitation, db, passwords, now, ct);
        await RequireNotYetAsync(db, account, invitation, ct);
        invitation.Accept(account.Id, now);
        var membership = Membership.Begin(Guid.CreateVersion7(now), account, invitation, now);
        db.Add(membership);
        var session = signedIn?.Session ?? await sessions.BeginAsync(http, account);
        session.Carry(membership.Id);
        // Two who take it at once: the later one finds the row changed and is told so.
        await db.SaveChangesAsync(ct);
        var step = await steps.NextAsync(new SignedIn(session, account), ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.LocalRedirect(ReturnPath.Of(step, ReturnPath.Home));
    }

    static async Task<Account> OpenAccountAsync(
        IFormCollection form, Invitation invitation, AccountsDb db, Passwords passwords, DateTimeOffset now, CancellationToken ct)
    {
        var email = invitation.Email ?? form.Value("email", Account.EmailMax);
        var (name, password) = (form.Value("name"), form.Value("password"));
        var checks = new Platform.Web.Checks();
        checks.Text(name, "name", Account.NameMax);
        Inviting.CheckEmail(checks, email);
        if (checks.Faults is [var fault, ..])
        {
            throw new InvalidRequestException(fault.Code, fault.Field, fault.Zh, fault.En);
        }

        Passwords.RequireGood(password, "password", email, name);
        var key = Account.KeyOf(email);
        if (await db.Accounts.AnyAsync(row => row.EmailKey == key, ct))
        {
            throw new RuleBrokenException(
                "sign_in_first", "该邮箱已有账号，请先登录再接受邀请。", "There is an account with this address: sign in, then take the invitation.");
        }

        var account = Account.Open(Guid.CreateVersion7(now), email, name, now);
        account.SetPassword(passwords.Hash(account, password), now);
        db.Add(account);
        return account;
    }

    /// <summary>The first operator's invitation has no inviter, and is void once there is an operator.</summary>
    static async Task RequireGoodAsync(AccountsDb db, Invitation? invitation, DateTimeOffset now, CancellationToken ct)
    {
        if (invitation is null)
        {
            throw new NotFoundException("invitation_unknown", "链接不正确。", "The link is not right.");
        }

        invitation.RequireOpen(now);
        if (invitation.InvitedBy is null && await InviteFirstOperator.HasOperatorAsync(db, ct))
        {
            throw new RuleBrokenException("operator_there", "平台已有运维员。", "There is an operator already.");
        }
    }

    static async Task RequireNotYetAsync(AccountsDb db, Account account, Invitation invitation, CancellationToken ct)
    {
        var (body, role) = (invitation.BodyKey, invitation.Role);
        if (await db.Memberships.IgnoreQueryFilters().AnyAsync(
            row => row.AccountId == account.Id && row.BodyKey == body && row.Role == role && row.EndedAt == null, ct))
        {
            throw new RuleBrokenException("already_a_member", "您已经是该单位的成员。", "You are this already.");
        }
    }

    static IResult Show(
        Page page, HttpContext http, Invitation invitation, string bodyName, Account? account, IFormCollection? form,
        string? wrong) => page.Show(
        page.T("接受邀请", "Take the invitation"),
        Html.Of(
            $"""
            {Page.Wrong(wrong)}
            <p>{bodyName}<br>
            <span class="hint">{RoleNames.Of(page, invitation.Role)}{(invitation.Post is { } post ? $" · {post}" : "")}</span></p>
            {page.Form(account is null
                ? Html.Of(
                    $"""
                    {(invitation.Email is { } email
                        ? Html.Of($"""<p class="hint">{page.T("登录邮箱：", "You will sign in as: ")}{email}</p>""")
                        : Page.Field("email", page.T("邮箱", "E-mail address"), "email", "username", form?.Value("email")))}
                    {Page.Field("name", page.T("姓名", "Name"), "text", "name", form?.Value("name"))}
                    {Page.Field("password", page.T("密码（至少 10 个字符）", "Password (10 characters at least)"), "password", "new-password")}
                    {Page.Button(page.T("开通账号", "Open the account"))}
                    """)
                : Html.Of(
                    $"""
                    <p>{page.T("将加入账号：", "For the account of: ")}{account.Name}</p>
                    {Page.Button(page.T("接受", "Take it"))}
                    """))}
            {(account is null
                ? Html.Of(
                    $"""
                    <p><a href="{ReturnPath.Through("sign-in", $"{http.Request.Path}{http.Request.QueryString}")}">
                    {page.T("已有账号，先登录", "I have an account: sign in first")}</a></p>
                    """)
                : Html.Empty)}
            """),
        wrong is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
}
