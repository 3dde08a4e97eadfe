using System.Net;
using Marketplace.Accounts.Domain;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Accounts.Tests.Invitations;

/// <summary>GET and POST /accounts/invitation.</summary>
public sealed class AcceptInvitationTests(SharedAccounts shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_link_is_used_once(Engine engine)
    {
        var accounts = await shared.OnAsync(engine);
        var (link, email) = await InviteAsync(accounts);
        var person = await accounts.JoinAsync(link, email);
        Assert.NotNull((await RunningAccounts.AuthorizeAsync(person.Browser)).Code);

        using var browser = accounts.OpenBrowser();
        using var again = await browser.GetAsync(link);
        Assert.Equal(HttpStatusCode.Gone, again.StatusCode);
        Assert.Contains("已被使用", await again.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Of_several_who_use_a_link_at_the_same_moment_one_gets_in(Engine engine)
    {
        var accounts = await shared.OnAsync(engine);
        var supplier = await accounts.PublishSupplierAsync();
        var administrator = await accounts.AdministratorOfAsync(Body.OfOrganisation(supplier), Roles.Supplier);
        var (link, _) = await InviteAsync(accounts, administrator, supplier);
        var people = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => accounts.AdministratorOfAsync(
            Body.OfOrganisation(Guid.CreateVersion7()), Roles.Supplier)));
        var forms = new List<(Person Person, (string, string) Token)>();
        foreach (var person in people)
        {
            forms.Add((person, await person.Browser.OpenFormAsync(link)));
        }

        var answers = await Task.WhenAll(forms.Select(async form =>
        {
            using var answer = await form.Person.Browser.PostAsync(link, form.Token);
            return answer.StatusCode;
        }));

        Assert.Equal(1, answers.Count(status => status == HttpStatusCode.Redirect));
        await using var scope = accounts.Service.OpenDb(out var db);
        var key = Body.OfOrganisation(supplier).Key;
        Assert.Equal(2, await db.Memberships.CountAsync(row => row.BodyKey == key, Ct));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_link_of_last_week_is_too_old(Engine engine)
    {
        await using var accounts = await SharedAccounts.StartOwnAsync(engine);
        var (link, _) = await InviteAsync(accounts);

        accounts.Clock.Advance(TimeSpan.FromDays(7));

        using var browser = accounts.OpenBrowser();
        using var late = await browser.GetAsync(link);
        Assert.Equal(HttpStatusCode.Gone, late.StatusCode);
        Assert.Contains("已过期", await late.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_that_nobody_sent_opens_nothing()
    {
        var accounts = await shared.OnAsync(Engine.Sqlite);
        using var browser = accounts.OpenBrowser();

        using var answer = await browser.GetAsync("/accounts/invitation?token=made-up");

        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
    }

    [Theory]
    [InlineData("short")]
    [InlineData("Password2026!")]
    [InlineData("1234567890")]
    [InlineData("woaini5201314")]
    [InlineData("王芳在金阳工作")]
    public async Task A_password_that_is_short_common_or_personal_is_refused_and_nothing_is_lost(string password)
    {
        var accounts = await shared.OnAsync(Engine.Sqlite);
        var (link, email) = await InviteAsync(accounts);
        using var browser = accounts.OpenBrowser();

        using var refused = await browser.SubmitAsync(link, ("name", "王芳"), ("password", password));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("value=\"王芳\"", await refused.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        _ = await accounts.JoinAsync(link, email);
    }

    [Fact]
    public async Task Nobody_takes_an_invitation_of_their_own()
    {
        var accounts = await shared.OnAsync(Engine.Sqlite);
        var unit = await accounts.PublishUnitAsync();
        var purchaser = await accounts.AdministratorOfAsync(Body.OfOrganisation(unit), Roles.Purchaser);
        using var invited = await accounts.Client(purchaser, Roles.Purchaser, unit).PostOnceAsync(
            "/accounts/invitations", new { invitationId = Guid.CreateVersion7(), email = purchaser.Email, role = "approver" }, ct: Ct);

        using var taken = await purchaser.Browser.SubmitAsync(await accounts.LinkToAsync(purchaser.Email));

        Assert.Equal(HttpStatusCode.BadRequest, taken.StatusCode);
        Assert.Contains("不能接受自己发出的邀请", await taken.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_an_account_with_the_address_signs_in_first()
    {
        var accounts = await shared.OnAsync(Engine.Sqlite);
        var supplier = await accounts.PublishSupplierAsync();
        var administrator = await accounts.AdministratorOfAsync(Body.OfOrganisation(supplier), Roles.Supplier);
        var person = await accounts.AdministratorOfAsync(Body.OfOrganisation(await accounts.PublishSupplierAsync()), Roles.Supplier);
        var (link, _) = await InviteAsync(accounts, administrator, supplier, person.Email);
        using var stranger = accounts.OpenBrowser();

        using var refused = await stranger.SubmitAsync(link, ("name", "李四"), ("password", "another long passphrase"));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("请先登录", await refused.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    internal static async Task<(string Link, string Email)> InviteAsync(RunningAccounts accounts)
    {
        var supplier = await accounts.PublishSupplierAsync();
        return await InviteAsync(
            accounts, await accounts.AdministratorOfAsync(Body.OfOrganisation(supplier), Roles.Supplier), supplier);
    }

    static async Task<(string Link, string Email)> InviteAsync(RunningAccounts accounts, Person by, Guid supplier, string? to = null)
    {
        var email = to ?? RunningAccounts.NewEmail("invited");
        using var answer = await accounts.Client(by, Roles.Supplier, supplier).PostOnceAsync(
            "/accounts/invitations", new { invitationId = Guid.CreateVersion7(), email, role = "supplier" }, ct: Ct);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await accounts.LinkToAsync(email), email);
    }
}
