using System.Net;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Targets;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Targets;

/// <summary>GET /units/targets/{targetId}.</summary>
public sealed class GetTargetTests(SharedUnits shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_target_of_a_day_is_shown_to_those_whom_it_concerns(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var pairing = await units.RegisterPairingAsync("330205", engine == Engine.Sqlite ? "513431" : "513432", "2015-01-01");
        using var response = await units.Nation.PostOnceAsync(
            UnitsScenario.TargetsPath,
            new { holderId = pairing.PairingId, measure = "Sales", year = 2022, amountFen = 28_000_000_00, sourceDocument = "甲" }, ct: Ct);
        var id = (await response.BodyAsync<TargetView>(HttpStatusCode.Created)).TargetId;

        var official = units.Client(Roles.Official, region: "330205", tier: "County");
        Assert.Equal(28_000_000_00, (await official.GetBodyAsync<TargetView>($"{UnitsScenario.TargetsPath}/{id}?on=2022-06-30")).AmountFen);
        await units.Client(Roles.Official, region: "441302", tier: "County").RefusesAsync(
            http => http.GetAsync($"{UnitsScenario.TargetsPath}/{id}", Ct), 404, "target_not_found");
    }
}
