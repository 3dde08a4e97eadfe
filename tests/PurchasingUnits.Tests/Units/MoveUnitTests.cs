using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Units;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Units;

public sealed class MoveUnitTests(SharedUnits shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_unit_that_moves_keeps_its_history_and_others_are_told(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterUnitAsync();

        using var response = await units.Nation.PostOnceAsync(Path(unit.UnitId), Body(UnitsScenario.Yinzhou, "2024-07-01"), ct: Ct);

        var view = await response.BodyAsync<UnitView>(HttpStatusCode.Created);
        Assert.Equal(
            [("330211", new DateOnly(2020, 1, 1), new DateOnly(2024, 7, 1)), ("330212", new DateOnly(2024, 7, 1), (DateOnly?)null)],
            view.Affiliations.Select(affiliation => (affiliation.RegionId, affiliation.ValidFrom, affiliation.ValidTo)));
        var told = await Eventually.NotNullAsync(
            () => Task.FromResult(units.Published<UnitPublished>()
                .SingleOrDefault(told => told.UnitId == unit.UnitId && told.Version == 2)), "the move to be told", ct: Ct);
        Assert.Equal(["/330000/330200/330211/", "/330000/330200/330212/"], told.Affiliations.Select(affiliation => affiliation.Path.Value));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Affiliations_never_overlap(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterUnitAsync();
        var path = Path(unit.UnitId);

        await units.Nation.RefusesAsync(
            http => http.PostOnceAsync(path, Body(UnitsScenario.Yinzhou, "2020-01-01"), ct: Ct), 409, "affiliation_overlaps", "validFrom");
        await units.Nation.RefusesAsync(
            http => http.PostOnceAsync(path, Body(UnitsScenario.Yinzhou, "2019-12-31"), ct: Ct), 409, "affiliation_overlaps", "validFrom");
        await units.Nation.RefusesAsync(
            http => http.PostOnceAsync(path, Body(UnitsScenario.Zhenhai, "2024-07-01"), ct: Ct), 409, "affiliation_unchanged", "regionId");
        Assert.Single((await units.Nation.GetBodyAsync<UnitView>(UnitsScenario.UnitPath(unit.UnitId))).Affiliations);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Two_moves_at_once_leave_one_open_affiliation(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterUnitAsync();

        var answers = await Task.WhenAll(
            units.Nation.PostOnceAsync(Path(unit.UnitId), Body(UnitsScenario.Yinzhou, "2024-07-01"), ct: Ct),
            units.Nation.PostOnceAsync(Path(unit.UnitId), Body("330203", "2024-07-01"), ct: Ct));

        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.Conflict], answers.Select(answer => answer.StatusCode).Order());
        Assert.Equal(2, (await units.Nation.GetBodyAsync<UnitView>(UnitsScenario.UnitPath(unit.UnitId))).Affiliations.Count);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_wrong_is_refused(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterUnitAsync();
        var path = Path(unit.UnitId);

        await units.Nation.RefusesAsync(
            http => http.PostOnceAsync(path, Body("999999", "2024-07-01"), ct: Ct), 400, "unknown_region", "regionId");
        await units.Nation.RefusesAsync(
            http => http.PostOnceAsync(path, Body("", "2024-07-01"), ct: Ct), 400, "code_invalid", "regionId");
        await units.Nation.RefusesAsync(
            http => http.PostOnceAsync(path, Body(UnitsScenario.Yinzhou, "2101-01-01"), ct: Ct), 400, "day_out_of_range", "validFrom");
        await units.Nation.RefusesAsync(
            http => http.PostOnceAsync(path, new { regionId = UnitsScenario.Yinzhou }, ct: Ct), 400, "field_missing", "validFrom");
        await units.Nation.RefusesAsync(
            http => http.PostOnceAsync(Path(Guid.CreateVersion7()), Body(UnitsScenario.Yinzhou, "2024-07-01"), ct: Ct),
            404,
            "unit_not_found");
        await units.Client(Roles.Official, region: "310000", tier: "Province").RefusesAsync(
            http => http.PostOnceAsync(path, Body(UnitsScenario.Yinzhou, "2024-07-01"), ct: Ct), 404, "unit_not_found");
        foreach (var role in (string[])[Roles.Purchaser, Roles.Approver, Roles.Auditor, Roles.Operator])
        {
            await units.Client(role, org: unit.UnitId, region: UnitsScenario.Ningbo).RefusesAsync(
                http => http.PostOnceAsync(path, Body(UnitsScenario.Yinzhou, "2024-07-01"), ct: Ct), 403, "role_not_allowed");
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_move_into_a_foreign_region_waits_for_that_region(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = (await units.RegisterUnitAsync()).UnitId;

        var proposal = await units.Official(UnitsScenario.Zhenhai).ProposeAsync(Path(unit), Body("310107", "2024-07-01"));

        Assert.Equal(["310107", UnitsScenario.Zhenhai], proposal.Sides.Select(side => side.Name));
        Assert.Single((await units.Auditor.GetBodyAsync<UnitView>(UnitsScenario.UnitPath(unit))).Affiliations);
        await units.Official("310107").ConfirmAsync(proposal);
        Assert.Equal(2, (await units.Auditor.GetBodyAsync<UnitView>(UnitsScenario.UnitPath(unit))).Affiliations.Count);
        // Within what a city answers for, the city decides, by a document.
        var local = (await units.RegisterUnitAsync()).UnitId;
        using var moved = await units.Official(UnitsScenario.Ningbo, "City")
            .PostOnceAsync(Path(local), Body(UnitsScenario.Yinzhou, "2024-07-01"), ct: Ct);
        Assert.Equal(HttpStatusCode.Created, moved.StatusCode);
    }

    static string Path(Guid unitId) => $"{UnitsScenario.UnitPath(unitId)}/affiliations";

    static object Body(string regionId, string validFrom) => new { regionId, validFrom, document = "甲" };
}
