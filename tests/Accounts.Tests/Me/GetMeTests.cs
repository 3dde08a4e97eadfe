using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Me;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Accounts.Tests.Me;

/// <summary>GET /accounts/me.</summary>
public sealed class GetMeTests(SharedAccounts shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task It_tells_what_the_person_can_act_as(Engine engine)
    {
        var accounts = await shared.OnAsync(engine);
        var official = await accounts.AdministratorOfAsync(Body.OfRegion(RunningAccounts.Zhenhai), Roles.Official);

        var me = await accounts.Client(official, Roles.Official, region: RunningAccounts.Zhenhai, tier: "County")
            .GetBodyAsync<GetMe.View>("/accounts/me");

        Assert.Equal(
            (official.AccountId, official.Email, "王芳", true, 10),
            (me.AccountId, me.Email, me.Name, me.HasSecondFactor, me.RecoveryCodesLeft));
        var membership = Assert.Single(me.Memberships);
        Assert.Equal(
            ("region:330211", "镇海区主管部门", "official", true),
            (membership.Body, membership.BodyName, membership.Role, membership.IsAdministrator));
    }

    [Fact]
    public async Task A_machine_is_no_person()
    {
        var accounts = await shared.OnAsync(Engine.Sqlite);

        await accounts.Service.Client(Roles.Supplier, subject: "machine-1").RefusesAsync(
            http => http.GetAsync("/accounts/me"), 403, "account_unknown");
    }
}
