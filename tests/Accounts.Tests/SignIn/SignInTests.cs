using System.Net;
using Marketplace.Accounts.Domain;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Accounts.Tests.SignIn;

/// <summary>GET and POST /accounts/sign-in.</summary>
public sealed class SignInTests(SharedAccounts shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_wrong_password_and_a_name_that_nobody_has_get_the_same_answer(Engine engine)
    {
        var accounts = await shared.OnAsync(engine);
        var person = await accounts.AdministratorOfAsync(Body.OfOrganisation(await accounts.PublishSupplierAsync()), Roles.Supplier);
        using var browser = accounts.OpenBrowser();

        using var wrong = await browser.SubmitAsync("/accounts/sign-in", ("email", person.Email), ("password", "not the password"));
        using var nobody = await browser.SubmitAsync("/accounts/sign-in", ("email", "nobody@x.example"), ("password", "not the password"));

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (wrong.StatusCode, nobody.StatusCode));
        Assert.Contains("邮箱或密码不正确", await wrong.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Contains("邮箱或密码不正确", await nobody.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task After_five_attempts_a_name_is_locked_for_a_while_whoever_has_it(Engine engine)
    {
        await using var accounts = await SharedAccounts.StartOwnAsync(engine);
        var person = await accounts.AdministratorOfAsync(Body.OfOrganisation(await accounts.PublishSupplierAsync()), Roles.Supplier);
        using var browser = accounts.OpenBrowser();
        foreach (var email in (string[])[person.Email, "nobody@x.example"])
        {
            for (var i = 0; i < 5; i++)
            {
                accounts.Clock.Advance(TimeSpan.FromSeconds(1));
                using var wrong = await browser.SubmitAsync("/accounts/sign-in", ("email", email), ("password", $"guess {i}"));
                Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
            }

            accounts.Clock.Advance(TimeSpan.FromSeconds(1));
            using var locked = await browser.SubmitAsync("/accounts/sign-in", ("email", email), ("password", Person.Password));
            Assert.Equal(HttpStatusCode.TooManyRequests, locked.StatusCode);
        }

        accounts.Clock.Advance(TimeSpan.FromMinutes(16));
        using var right = await browser.SubmitAsync("/accounts/sign-in", ("email", person.Email), ("password", Person.Password));
        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);
        await using var scope = accounts.Service.OpenDb(out var db);
        Assert.Equal(
            [.. Enumerable.Repeat(SignInOutcome.WrongPassword, 5), SignInOutcome.Locked, SignInOutcome.PasswordAccepted],
            await db.SignInAttempts.Where(row => row.AccountId == person.AccountId).OrderBy(row => row.Id).Select(row => row.Outcome)
                .ToListAsync(Ct));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Guesses_at_the_same_moment_are_all_counted(Engine engine)
    {
        var accounts = await shared.OnAsync(engine);
        var person = await accounts.AdministratorOfAsync(Body.OfOrganisation(await accounts.PublishSupplierAsync()), Roles.Supplier);
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(async i =>
        {
            using var browser = accounts.OpenBrowser();
            using var answer = await browser.SubmitAsync("/accounts/sign-in", ("email", person.Email), ("password", $"guess {i}"));
            return answer.StatusCode;
        }));

        // One that sees those beside it counted already may be refused too early, never too late.
        Assert.InRange(answers.Count(status => status == HttpStatusCode.Unauthorized), 0, 5);
        Assert.DoesNotContain(answers, status => status is not (HttpStatusCode.Unauthorized or HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task A_form_that_another_site_made_is_refused()
    {
        var accounts = await shared.OnAsync(Engine.Sqlite);
        var person = await accounts.AdministratorOfAsync(Body.OfOrganisation(await accounts.PublishSupplierAsync()), Roles.Supplier);
        using var browser = accounts.OpenBrowser();

        using var answer = await browser.PostAsync("/accounts/sign-in", ("email", person.Email), ("password", Person.Password));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/accounts/\\evil.example")]
    [InlineData("/accounts/../../evil")]
    [InlineData("/elsewhere")]
    public async Task Nobody_is_sent_elsewhere_after_signing_in(string asked)
    {
        var accounts = await shared.OnAsync(Engine.Sqlite);
        var person = await accounts.AdministratorOfAsync(Body.OfOrganisation(await accounts.PublishSupplierAsync()), Roles.Supplier);
        using var browser = accounts.OpenBrowser();

        using var answer = await browser.SubmitAsync(
            $"/accounts/sign-in?returnPath={Uri.EscapeDataString(asked)}", ("email", person.Email), ("password", Person.Password));

        Assert.Equal("/accounts/home", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task The_page_is_Chinese_first_English_by_a_switch_and_under_a_strict_policy()
    {
        var accounts = await shared.OnAsync(Engine.Sqlite);
        using var browser = accounts.OpenBrowser();

        using var chinese = await browser.GetAsync("/accounts/sign-in");
        Assert.Contains("<html lang=\"zh-CN\">", await chinese.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        var policy = chinese.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", policy, StringComparison.Ordinal);

        Assert.Contains("<h1>Sign in</h1>", await browser.ReadAsync("/accounts/sign-in?lang=en"), StringComparison.Ordinal);
        Assert.Contains("<h1>Sign in</h1>", await browser.ReadAsync("/accounts/sign-in"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cookie_of_a_session_is_out_of_reach_of_scripts_and_other_sites()
    {
        var accounts = await shared.OnAsync(Engine.Sqlite);
        var person = await accounts.AdministratorOfAsync(Body.OfOrganisation(await accounts.PublishSupplierAsync()), Roles.Supplier);
        using var browser = accounts.OpenBrowser();

        using var answer = await browser.SubmitAsync("/accounts/sign-in", ("email", person.Email), ("password", Person.Password));

        var cookie = answer.Headers.GetValues("Set-Cookie").Single(
            text => text.StartsWith("__Host-accounts-session", StringComparison.Ordinal));
        Assert.Contains("; secure; samesite=lax; httponly", cookie, StringComparison.OrdinalIgnoreCase);
    }
}
