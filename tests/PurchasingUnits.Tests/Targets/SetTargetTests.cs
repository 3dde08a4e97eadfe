using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Targets;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Targets;

/// <summary>POST /units/targets.</summary>
public sealed class SetTargetTests(SharedUnits shared)
{
    const long Wan = 1_000_000;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_target_that_is_raised_in_July_stays_as_it_was_in_June(Engine engine)
    {
        // EC-77.
        var units = await shared.OnAsync(engine);
        var pairing = await units.RegisterPairingAsync("330203", engine == Engine.Sqlite ? "513431" : "513432", "2015-01-01");
        var official = units.Official("330203");
        var west = units.Official("513400", "City");
        var set = await west.ConfirmAsync(
            await official.ProposeAsync(UnitsScenario.TargetsPath, Request(pairing.PairingId, 2_800 * Wan, null)));
        var id = (await official.GetBodyAsync<TargetView>(set.Location!)).TargetId;
        await west.ConfirmAsync(await official.ProposeAsync(
            UnitsScenario.TargetsPath, Request(pairing.PairingId, 3_200 * Wan, "2022-07-01", "甬协办〔2022〕8号")));
        Assert.Equal(2, (await official.GetBodyAsync<TargetView>(set.Location!)).Version);

        Assert.Equal(2_800 * Wan, (await official.GetBodyAsync<TargetView>($"{UnitsScenario.TargetsPath}/{id}?on=2022-06-30")).AmountFen);
        Assert.Equal(3_200 * Wan, (await official.GetBodyAsync<TargetView>($"{UnitsScenario.TargetsPath}/{id}?on=2022-07-01")).AmountFen);
        await Eventually.EqualAsync(
            2, () => Task.FromResult(units.Published<TargetPublished>().Count(told => told.TargetId == id)), ct: Ct);
        Assert.Equal(
            [(1L, 2_800 * Wan, new DateOnly(2022, 1, 1)), (2L, 3_200 * Wan, new DateOnly(2022, 7, 1))],
            units.Published<TargetPublished>().Where(told => told.TargetId == id).OrderBy(told => told.Version)
                .Select(told => (told.Version, told.AmountFen, told.EffectiveFrom)));
        Assert.All(
            units.Published<TargetPublished>().Where(told => told.TargetId == id),
            told => Assert.Equal(SharedUnits.Now, told.RegisteredAt));
        await official.RefusesAsync(
            http => http.PostOnceAsync(
                UnitsScenario.TargetsPath, Request(pairing.PairingId, 3_200 * Wan, "2022-07-01", "甬协办〔2022〕8号"), ct: Ct),
            409, "target_unchanged", "amountFen");
        await units.Client(Roles.Official, region: "441302", tier: "County").RefusesAsync(
            http => http.PostOnceAsync(UnitsScenario.TargetsPath, Request(pairing.PairingId, 1, null), ct: Ct), 403, "not_your_region");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Measures_fit_their_holders(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterUnitAsync();
        var designation = Guid.CreateVersion7();
        using (var response = await units.Nation.PostOnceAsync(
            UnitsScenario.DesignationsPath, UnitsScenario.DesignationRequest(designation, unit.UnitId), ct: Ct))
        {
            Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        }

        using (var response = await units.Nation.PostOnceAsync(
            UnitsScenario.TargetsPath, Request(designation, 500 * Wan, null, measure: "Buy"), ct: Ct))
        {
            Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        }

        await units.Nation.RefusesAsync(
            http => http.PostOnceAsync(UnitsScenario.TargetsPath, Request(designation, 1, null, measure: "AllSupport"), ct: Ct),
            400, "measure_not_of_holder", "measure");
        await units.Nation.RefusesAsync(
            http => http.PostOnceAsync(UnitsScenario.TargetsPath, Request(Guid.CreateVersion7(), 1, null), ct: Ct),
            400, "unknown_holder", "holderId");
        await units.Nation.RefusesAsync(
            http => http.PostOnceAsync(UnitsScenario.TargetsPath, Request(designation, 1, "2023-01-01"), ct: Ct),
            400, "day_not_of_year", "effectiveFrom");
        await units.Nation.RefusesAsync(
            http => http.PostOnceAsync(UnitsScenario.TargetsPath, Request(designation, -1, null), ct: Ct),
            400, "out_of_range", "amountFen");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_county_does_not_set_the_target_of_the_other_side(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var pairing = await units.RegisterPairingAsync("330213", engine == Engine.Sqlite ? "513431" : "513432", "2015-01-01");
        var west = engine == Engine.Sqlite ? "513431" : "513432";

        var proposal = await units.Official(west).ProposeAsync(UnitsScenario.TargetsPath, Request(pairing.PairingId, 100 * Wan, null));

        await units.Auditor.RefusesAsync(
            http => http.GetAsync($"{UnitsScenario.TargetsPath}/{proposal.ObjectId}", Ct), 404, "target_not_found");
        await units.Official("330213").ConfirmAsync(proposal);
        Assert.Equal(
            100 * Wan,
            (await units.Auditor.GetBodyAsync<TargetView>($"{UnitsScenario.TargetsPath}/{proposal.ObjectId}")).Versions[0].AmountFen);
    }

    static object Request(Guid holderId, long amountFen, string? effectiveFrom, string sourceDocument = "甲", string measure = "Sales") =>
        new { holderId, measure, year = 2022, amountFen, effectiveFrom, sourceDocument };
}
