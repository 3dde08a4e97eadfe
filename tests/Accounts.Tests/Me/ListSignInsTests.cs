using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Me;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Xunit;

namespace Marketplace.Accounts.Tests.Me;

/// <summary>GET /accounts/me/sign-ins.</summary>
public sealed class ListSignInsTests(SharedAccounts shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_person_sees_who_tried_to_be_them(Engine engine)
    {
        var accounts = await shared.OnAsync(engine);
        var official = await accounts.AdministratorOfAsync(Body.OfRegion(RunningAccounts.Zhenhai), Roles.Official);
        using var browser = accounts.OpenBrowser();
        accounts.Clock.Advance(TimeSpan.FromSeconds(1));
        using var wrong = await browser.SubmitAsync("/accounts/sign-in", ("email", official.Email), ("password", "a wrong guess"));
        _ = await accounts.SignInAsync(official);

        var attempts = await accounts.Client(official, Roles.Official, region: RunningAccounts.Zhenhai, tier: "County")
            .GetBodyAsync<Page<ListSignIns.View>>("/accounts/me/sign-ins");

        Assert.Equal(
            [SignInOutcome.CodeAccepted, SignInOutcome.PasswordAccepted, SignInOutcome.WrongPassword],
            attempts.Items.Select(attempt => attempt.Outcome));
        Assert.All(attempts.Items, attempt => Assert.Equal("TestBrowser/1.0", attempt.Device));
    }
}
