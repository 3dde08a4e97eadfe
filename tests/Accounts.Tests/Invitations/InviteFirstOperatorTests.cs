using System.Net;
using Marketplace.Accounts.Domain;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Accounts.Tests.Invitations;

/// <summary>The first operator.</summary>
public sealed class InviteFirstOperatorTests(SharedAccounts shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_setup_code_opens_one_account_and_no_second(Engine engine)
    {
        var accounts = await shared.OnAsync(engine);
        var person = await accounts.FirstOperatorAsync();

        var tokens = await accounts.RedeemAsync(await RunningAccounts.AuthorizeAsync(person.Browser));
        Assert.Equal(("operator", null, null), (tokens.Claim("role"), tokens.Claim("org"), tokens.Claim("region")));
        using var browser = accounts.OpenBrowser();
        using var again = await browser.GetAsync($"/accounts/invitation?token={SharedAccounts.SetupCode}");
        Assert.Equal(HttpStatusCode.Gone, again.StatusCode);
    }

    [Fact]
    public async Task A_code_that_is_still_about_is_void_once_there_is_an_operator()
    {
        var accounts = await shared.OnAsync(Engine.Sqlite);
        _ = await accounts.FirstOperatorAsync();
        await using (accounts.Service.OpenDb(out var db))
        {
            db.Add(Invitation.Make(
                Guid.CreateVersion7(), Secrets.Hash("left over from another process"),
                new Offer(Body.Platform, Roles.Operator, null, IsAdministrator: true), email: null, invitedBy: null,
                accounts.Clock.GetUtcNow(), TimeSpan.FromDays(1)));
            await db.SaveChangesAsync(Ct);
        }

        using var browser = accounts.OpenBrowser();
        using var answer = await browser.GetAsync("/accounts/invitation?token=left%20over%20from%20another%20process");

        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
    }

    [Fact]
    public async Task Without_a_code_in_the_configuration_each_start_makes_one_and_voids_the_one_before()
    {
        await using var accounts = await SharedAccounts.StartOwnAsync(Engine.Sqlite, new() { ["Accounts:SetupCode"] = null });
        await using var scope = accounts.Service.OpenDb(out var db);

        var invitation = await db.Invitations.SingleAsync(Ct);

        Assert.Equal((Body.Platform, Roles.Operator, true), (invitation.Body, invitation.Role, invitation.IsAdministrator));
        Assert.Equal(InvitationState.Open, invitation.StateAt(accounts.Clock.GetUtcNow()));
    }
}
