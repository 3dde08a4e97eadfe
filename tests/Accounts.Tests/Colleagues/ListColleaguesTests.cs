using Marketplace.Accounts.Colleagues;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Xunit;

namespace Marketplace.Accounts.Tests.Colleagues;

/// <summary>GET /accounts/colleagues.</summary>
public sealed class ListColleaguesTests(SharedAccounts shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Colleagues_see_each_other_and_nobody_else(Engine engine)
    {
        var accounts = await shared.OnAsync(engine);
        var (supplier, first, second) = await RemoveColleagueTests.PairAsync(accounts);
        var (_, _, _) = await RemoveColleagueTests.PairAsync(accounts);

        var colleagues = await accounts.Client(second, Roles.Supplier, supplier).GetBodyAsync<Page<ColleagueView>>("/accounts/colleagues");

        Assert.Equal([first.Email, second.Email], colleagues.Items.Select(colleague => colleague.Email));
        Assert.All(colleagues.Items, colleague => Assert.Equal("王芳", colleague.Name));
    }

    [Fact]
    public async Task A_token_of_another_issuer_is_nobody_here()
    {
        var accounts = await shared.OnAsync(Engine.Sqlite);

        await accounts.Service.Client(Roles.Supplier).RefusesAsync(http => http.GetAsync("/accounts/colleagues"), 403, "not_a_member");
    }
}
