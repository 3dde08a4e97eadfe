using Marketplace.Accounts.Credentials;
using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Mails;
using Marketplace.Accounts.Pages;
using Marketplace.Accounts.Sessions;
using Marketplace.Accounts.Storage;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.Accounts.SignIn;

/// <summary>
/// GET and POST /accounts/password-reset: sends a link to whoever has forgotten their password. The answer is the same whether or not
/// anybody has the address.
/// </summary>
public static class RequestPasswordReset
{
    static readonly TimeSpan LinksFor = TimeSpan.FromHours(1);

    public static void Map(IEndpointRouteBuilder pages) => pages.MapPage("/password-reset", HandleAsync);

    static async Task<IResult> HandleAsync(
        HttpContext http, AccountsDb db, Attempts attempts, IOptions<AccountsOptions> options, TimeProvider clock, CancellationToken ct)
    {
        var page = new Page(http);
        if (await PageForms.ReadAsync(http) is not { } form)
        {
            return page.Show(
                page.T("重设密码", "Set a new password"),
                page.Form(Html.Of(
                    $"""
                    {Page.Field("email", page.T("邮箱", "E-mail address"), "email", "username")}
                    {Page.Button(page.T("发送链接", "Send a link"))}
                    """)));
        }

        var email = form.Value("email", Account.EmailMax);
        var emailKey = Account.KeyOf(email);
        if (await attempts.CountAsync(Attempts.OfName("reset", email), SessionCookie.AddressOf(http), ct)
            && await db.Accounts.SingleOrDefaultAsync(row => row.EmailKey == emailKey, ct) is { Email: { } address } account)
        {
            var now = clock.NowToTheMillisecond();
            var secret = Secrets.Make();
            db.Add(new PasswordReset
            {
                Id = Guid.CreateVersion7(now),
                AccountId = account.Id,
                SecretHash = Secrets.Hash(secret),
                ExpiresAt = now + LinksFor,
            });
            db.Add(Letters.PasswordReset(address, $"{options.Value.Issuer}/password?token={secret}", now));
            await db.SaveChangesAsync(ct);
        }

        return page.Show(
            page.T("请查收邮件", "Look into your mail"),
            Html.Of($"<p>{page.T(
                "如果该邮箱有账号，我们已发送一个一小时内有效的链接。",
                "If somebody has an account with this address, a link is on its way that is good for an hour.")}</p>"));
    }
}
