using System.Net;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Targets;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Targets;

/// <summary>GET /units/targets.</summary>
public sealed class ListTargetsTests(SharedUnits shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Targets_are_found_by_holder_and_year_by_those_whom_they_concern(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var pairing = await units.RegisterPairingAsync("330206", engine == Engine.Sqlite ? "513431" : "513432", "2015-01-01");
        using var response = await units.Nation.PostOnceAsync(
            UnitsScenario.TargetsPath,
            new { holderId = pairing.PairingId, measure = "Sales", year = 2022, amountFen = 28_000_000_00, sourceDocument = "甲" }, ct: Ct);
        var id = (await response.BodyAsync<TargetView>(HttpStatusCode.Created)).TargetId;

        var listed = await FoundAsync(units.Client(Roles.Official, region: "513400", tier: "City"), "year=2022");
        Assert.Equal(id, Assert.Single(listed).TargetId);
        Assert.Single(listed[0].Versions);
        Assert.Empty(await FoundAsync(units.Nation, "year=2023"));
        Assert.Empty(await FoundAsync(units.Client(Roles.Official, region: "441302", tier: "County"), "year=2022"));

        async Task<IReadOnlyList<TargetView>> FoundAsync(HttpClient client, string query) =>
            (await client.GetBodyAsync<Page<TargetView>>($"{UnitsScenario.TargetsPath}?holder={pairing.PairingId}&{query}")).Items;
    }
}
