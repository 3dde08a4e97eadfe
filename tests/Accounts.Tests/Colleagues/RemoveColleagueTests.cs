using System.Net;
using Marketplace.Accounts.Colleagues;
using Marketplace.Accounts.Domain;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Accounts.Tests.Colleagues;

/// <summary>POST /accounts/colleagues/{membershipId}/removal.</summary>
public sealed class RemoveColleagueTests(SharedAccounts shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Tokens_of_who_is_removed_are_renewed_no_more(Engine engine)
    {
        var accounts = await shared.OnAsync(engine);
        var (supplier, first, second) = await PairAsync(accounts);
        var tokens = await accounts.RedeemAsync(await RunningAccounts.AuthorizeAsync(second.Browser));
        var client = accounts.Client(first, Roles.Supplier, supplier);

        using var answer = await client.PostOnceAsync(
            $"/accounts/colleagues/{await MembershipOfAsync(client, second)}/removal", new { }, ct: Ct);

        Assert.NotNull((await answer.BodyAsync<ColleagueView>(HttpStatusCode.OK)).EndedAt);
        Assert.Equal("invalid_grant", (await accounts.RefreshAsync(tokens.RefreshToken)).Error);
        Assert.Equal("/accounts/home", (await RunningAccounts.AuthorizeAsync(second.Browser)).Path);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_last_administrator_stays_until_there_is_a_successor(Engine engine)
    {
        var accounts = await shared.OnAsync(engine);
        var supplier = await accounts.PublishSupplierAsync();
        var administrator = await accounts.AdministratorOfAsync(Body.OfOrganisation(supplier), Roles.Supplier);
        var client = accounts.Client(administrator, Roles.Supplier, supplier);
        var own = await MembershipOfAsync(client, administrator);

        await client.RefusesAsync(
            http => http.PostOnceAsync($"/accounts/colleagues/{own}/removal", new { }, ct: Ct), 409, "last_administrator");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Of_two_administrators_who_remove_each_other_one_is_left(Engine engine)
    {
        var accounts = await shared.OnAsync(engine);
        var (supplier, first, second) = await PairAsync(accounts);
        var (ofFirst, ofSecond) = (accounts.Client(first, Roles.Supplier, supplier), accounts.Client(second, Roles.Supplier, supplier));
        var (idOfFirst, idOfSecond) = (await MembershipOfAsync(ofFirst, first), await MembershipOfAsync(ofFirst, second));

        var answers = await Task.WhenAll(
            ofFirst.PostOnceAsync($"/accounts/colleagues/{idOfSecond}/removal", new { }, ct: Ct),
            ofSecond.PostOnceAsync($"/accounts/colleagues/{idOfFirst}/removal", new { }, ct: Ct));

        Assert.Equal(1, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
    }

    [Fact]
    public async Task Nobody_removes_people_of_another_organisation()
    {
        var accounts = await shared.OnAsync(Engine.Sqlite);
        var (supplier, first, _) = await PairAsync(accounts);
        var foreign = await accounts.PublishSupplierAsync();
        var stranger = await accounts.AdministratorOfAsync(Body.OfOrganisation(foreign), Roles.Supplier);
        var membership = await MembershipOfAsync(accounts.Client(first, Roles.Supplier, supplier), first);

        await accounts.Client(stranger, Roles.Supplier, foreign).RefusesAsync(
            http => http.PostOnceAsync($"/accounts/colleagues/{membership}/removal", new { }, ct: Ct), 404, "colleague_unknown");
    }

    internal static async Task<(Guid Supplier, Person First, Person Second)> PairAsync(RunningAccounts accounts)
    {
        var supplier = await accounts.PublishSupplierAsync();
        var body = Body.OfOrganisation(supplier);
        var first = await accounts.AdministratorOfAsync(body, Roles.Supplier);
        return (supplier, first, await accounts.AdministratorOfAsync(body, Roles.Supplier));
    }

    internal static async Task<Guid> MembershipOfAsync(HttpClient client, Person person) =>
        (await client.GetBodyAsync<Page<ColleagueView>>("/accounts/colleagues")).Items
            .Single(colleague => colleague.AccountId == person.AccountId).MembershipId;
}
