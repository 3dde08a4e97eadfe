using System.Net;
using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Invitations;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Accounts.Tests.Invitations;

/// <summary>POST /accounts/offices/{regionId}/administrator.</summary>
public sealed class InviteOfficeTests(SharedAccounts shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_operator_begins_with_a_province_which_invites_those_below(Engine engine)
    {
        await using var accounts = await SharedAccounts.StartOwnAsync(engine);
        var province = await accounts.OfficeAsync(RunningAccounts.Zhejiang);
        Assert.Equal("Province", (await accounts.RedeemAsync(await RunningAccounts.AuthorizeAsync(province.Browser))).Claim("tier"));
        var email = RunningAccounts.NewEmail("county");

        using var answer = await InviteAsync(
            accounts.Client(province, Roles.Official, region: RunningAccounts.Zhejiang, tier: "Province"), RunningAccounts.Zhenhai, email);
        await answer.BodyAsync<InvitationView>(HttpStatusCode.Created);
        var county = await accounts.JoinAsync(await accounts.LinkToAsync(email), email);

        var tokens = await accounts.RedeemAsync(await RunningAccounts.AuthorizeAsync(county.Browser));
        Assert.Equal(("330211", "County"), (tokens.Claim("region"), tokens.Claim("tier")));
        // What an office above can do is no longer the operator's.
        await accounts.Client(await accounts.FirstOperatorAsync(), Roles.Operator).RefusesAsync(
            http => InviteAsync(http, RunningAccounts.Ningbo, RunningAccounts.NewEmail("x")), 403, "office_above_invites");
        await accounts.Client(await accounts.FirstOperatorAsync(), Roles.Operator).RefusesAsync(
            http => InviteAsync(http, RunningAccounts.Zhejiang, RunningAccounts.NewEmail("x")), 409, "has_administrator");
    }

    [Fact]
    public async Task Nobody_makes_themselves_higher_or_reaches_into_another_province()
    {
        var accounts = await shared.OnAsync(Engine.Sqlite);
        var county = await accounts.AdministratorOfAsync(Body.OfRegion(RunningAccounts.Zhenhai), Roles.Official);
        var client = accounts.Client(county, Roles.Official, region: RunningAccounts.Zhenhai, tier: "County");

        string[] others =
            ["nation", RunningAccounts.Ningbo, RunningAccounts.Sichuan, RunningAccounts.Jinyang, RunningAccounts.Zhenhai];
        foreach (var region in others)
        {
            await client.RefusesAsync(http => InviteAsync(http, region, RunningAccounts.NewEmail("x")), 403, "not_above");
        }
    }

    [Fact]
    public async Task A_region_must_be_there()
    {
        var accounts = await shared.OnAsync(Engine.Sqlite);

        await accounts.Client(await accounts.FirstOperatorAsync(), Roles.Operator).RefusesAsync(
            http => InviteAsync(http, "999999", RunningAccounts.NewEmail("x")), 404, "region_unknown");
    }

    static Task<HttpResponseMessage> InviteAsync(HttpClient client, string region, string email) => client.PostOnceAsync(
        $"/accounts/offices/{region}/administrator", new { invitationId = Guid.CreateVersion7(), email }, ct: Ct);
}
