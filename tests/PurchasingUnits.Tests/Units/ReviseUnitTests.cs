using System.Net;
using System.Net.Http.Json;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;
using Marketplace.PurchasingUnits.Units;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Units;

public sealed class ReviseUnitTests(SharedUnits shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_unit_is_renamed_and_designated_and_others_are_told(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterUnitAsync();

        var proposal = await units.Purchaser(unit.UnitId)
            .ProposeRevisionAsync(UnitsScenario.UnitPath(unit.UnitId), Body("镇海高级中学", isPairingDesignated: true), 1);
        await units.Official(UnitsScenario.Zhenhai).ConfirmAsync(proposal);

        using var response = await units.Purchaser(unit.UnitId).GetAsync(UnitsScenario.UnitPath(unit.UnitId), Ct);
        var view = await response.BodyAsync<UnitView>(HttpStatusCode.OK);
        Assert.Equal((2, "镇海高级中学", true, "\"2\""), (view.Version, view.Name, view.IsPairingDesignated, response.Headers.ETag!.Tag));
        var told = await ToldAsync(units, unit.UnitId, version: 2);
        Assert.Equal(("镇海高级中学", true), (told.Name, told.IsPairingDesignated));
        Assert.Single(told.Affiliations);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Units_below_are_told_when_they_become_central_or_cease_to_be(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var ministry = await units.RegisterUnitAsync(isCentralBudget: true);
        var group = await units.RegisterUnitAsync();
        var office = await units.RegisterUnitAsync(parentId: group.UnitId);
        var branch = await units.RegisterUnitAsync(parentId: office.UnitId, region: UnitsScenario.Yinzhou);

        using (var response = await units.Nation.PutIfMatchAsync(
            UnitsScenario.UnitPath(group.UnitId), Body("集团", ministry.UnitId), 1, Ct))
        {
            Assert.True((await response.BodyAsync<UnitView>(HttpStatusCode.OK)).IsCentral);
        }

        foreach (var id in (Guid[])[group.UnitId, office.UnitId, branch.UnitId])
        {
            Assert.True((await ToldAsync(units, id, version: 2)).IsCentral);
        }

        Assert.Equal("/330000/330200/330212/", (await ToldAsync(units, branch.UnitId, version: 2)).Affiliations.Single().Path.Value);
        Assert.Equal($"/{ministry.UnitId}/{group.UnitId}/{office.UnitId}/{branch.UnitId}/", await PathOfAsync(units, branch.UnitId));

        using (var response = await units.Nation.PutIfMatchAsync(UnitsScenario.UnitPath(group.UnitId), Body("集团"), 2, Ct))
        {
            Assert.Null((await response.BodyAsync<UnitView>(HttpStatusCode.OK)).ParentId);
        }

        Assert.False((await ToldAsync(units, branch.UnitId, version: 3)).IsCentral);
        Assert.Equal($"/{group.UnitId}/{office.UnitId}/{branch.UnitId}/", await PathOfAsync(units, branch.UnitId));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_circle_is_refused(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var top = await units.RegisterUnitAsync();
        var below = await units.RegisterUnitAsync(parentId: top.UnitId);
        var deepest = await units.RegisterUnitAsync(parentId: below.UnitId);

        foreach (var parent in (Guid[])[top.UnitId, below.UnitId, deepest.UnitId])
        {
            await units.Nation.RefusesAsync(
                http => http.PutIfMatchAsync(UnitsScenario.UnitPath(top.UnitId), Body("集团", parent), 1, Ct),
                409, "unit_tree_cycle", "parentId");
        }

        Assert.Equal($"/{top.UnitId}/", await PathOfAsync(units, top.UnitId));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Units_that_move_below_each_other_at_once_make_no_circle(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        for (var round = 0; round < 5; round++)
        {
            var one = (await units.RegisterUnitAsync()).UnitId;
            var other = (await units.RegisterUnitAsync()).UnitId;

            var answers = await Task.WhenAll(
                units.Nation.PutIfMatchAsync(UnitsScenario.UnitPath(one), Body("一", other), 1, Ct),
                units.Nation.PutIfMatchAsync(UnitsScenario.UnitPath(other), Body("二", one), 1, Ct));

            Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], answers.Select(answer => answer.StatusCode).Order());
            Assert.Equal(2, (await PathOfAsync(units, one)).Split('/', StringSplitOptions.RemoveEmptyEntries).Length
                + (await PathOfAsync(units, other)).Split('/', StringSplitOptions.RemoveEmptyEntries).Length - 1);
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_subtree_moves_only_where_it_has_room(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        Guid? low = null;
        for (var level = 1; level < PurchasingUnit.DepthMax; level++)
        {
            low = (await units.RegisterUnitAsync(parentId: low)).UnitId;
        }

        var group = await units.RegisterUnitAsync();
        await units.RegisterUnitAsync(parentId: group.UnitId);

        await units.Nation.RefusesAsync(
            http => http.PutIfMatchAsync(UnitsScenario.UnitPath(group.UnitId), Body("集团", low), 1, Ct),
            409, "unit_tree_too_deep", "parentId");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_wrong_is_refused_and_changes_nothing(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterUnitAsync();
        var path = UnitsScenario.UnitPath(unit.UnitId);

        await units.Nation.RefusesAsync(http => http.PutIfMatchAsync(path, Body(""), 1, Ct), 400, "text_blank", "name");
        await units.Nation.RefusesAsync(
            http => http.PutIfMatchAsync(path, Body(new string('名', 101)), 1, Ct), 400, "text_too_long", "name");
        await units.Nation.RefusesAsync(
            http => http.PutIfMatchAsync(path, Body("新名", Guid.CreateVersion7()), 1, Ct), 400, "unknown_parent", "parentId");
        await units.Nation.RefusesAsync(
            http => http.PutIfMatchAsync(path, new { name = "新名" }, 1, Ct), 400, "field_missing", "isPairingDesignated");
        await units.Nation.RefusesAsync(http => http.PutIfMatchAsync(path, Body("新名"), 7, Ct), 412, "changed_meanwhile");
        await units.Nation.RefusesAsync(http => http.PutAsJsonAsync(path, Body("新名"), Ct), 428, "if_match_missing");
        await units.Nation.RefusesAsync(
            http => http.PutIfMatchAsync(UnitsScenario.UnitPath(Guid.CreateVersion7()), Body("新名"), 1, Ct), 404, "unit_not_found");

        Assert.Equal(1, (await units.Nation.GetBodyAsync<UnitView>(path)).Version);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Only_the_units_own_purchaser_and_officials_above_its_region_revise_it(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var parent = await units.RegisterUnitAsync();
        var unit = await units.RegisterUnitAsync(parentId: parent.UnitId);
        var path = UnitsScenario.UnitPath(unit.UnitId);

        foreach (var org in (Guid[])[parent.UnitId, Guid.CreateVersion7()])
        {
            await units.Client(Roles.Purchaser, org: org)
                .RefusesAsync(http => http.PutIfMatchAsync(path, Body("新名"), 1, Ct), 403, "not_your_organisation");
        }

        await units.Official(UnitsScenario.Yinzhou).RefusesAsync(
            http => http.PutIfMatchAsync(path, Body("新名", parent.UnitId), 1, Ct), 404, "unit_not_found");
        await units.Operator.RefusesAsync(
            http => http.PutIfMatchAsync(path, Body("新名", parent.UnitId), 1, Ct), 403, "role_not_allowed");
        foreach (var (client, version) in new[] { (units.Purchaser(unit.UnitId), 1), (units.Official(UnitsScenario.Ningbo, "City"), 2) })
        {
            using var response = await client.PutIfMatchAsync(path, Body($"新名{version}", parent.UnitId), version, Ct);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_unit_changes_its_name_alone_and_no_fact_on_which_credit_rests(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var parent = await units.RegisterUnitAsync(region: "310107");
        var unit = await units.RegisterUnitAsync();
        var path = UnitsScenario.UnitPath(unit.UnitId);
        using (var renamed = await units.Purchaser(unit.UnitId).PutIfMatchAsync(path, Body("新名"), 1, Ct))
        {
            Assert.Equal(2, (await renamed.BodyAsync<UnitView>(HttpStatusCode.OK)).Version);
        }

        var designated = await units.Purchaser(unit.UnitId).ProposeRevisionAsync(path, Body("新名", isPairingDesignated: true), 2);
        Assert.Equal(["region", "unit"], designated.Sides.Select(side => side.Name));
        Assert.Equal((2, false), await VersionAndFlagAsync());
        await units.Official(UnitsScenario.Yinzhou).AnswerRefusedAsync(designated, "confirmation", 404, "proposal_not_found");
        await units.Official(UnitsScenario.Zhenhai).ConfirmAsync(designated);
        Assert.Equal((3, true), await VersionAndFlagAsync());

        var hung = await units.Purchaser(unit.UnitId).ProposeRevisionAsync(path, Body("新名", parent.UnitId, isPairingDesignated: true), 3);
        Assert.Equal(["parent", "region", "unit"], hung.Sides.Select(side => side.Name));
        await units.Official(UnitsScenario.Zhenhai).ConfirmAsync(hung);
        Assert.Equal($"/{unit.UnitId}/", await PathOfAsync(units, unit.UnitId));
        await units.Purchaser(parent.UnitId).ConfirmAsync(hung);
        Assert.Equal($"/{parent.UnitId}/{unit.UnitId}/", await PathOfAsync(units, unit.UnitId));

        // It leaves again when the parent lets it go.
        var leaving = await units.Purchaser(unit.UnitId).ProposeRevisionAsync(path, Body("新名", isPairingDesignated: true), 4);
        Assert.Equal(["formerParent", "region", "unit"], leaving.Sides.Select(side => side.Name));

        async Task<(long Version, bool IsDesignated)> VersionAndFlagAsync()
        {
            var view = await units.Auditor.GetBodyAsync<UnitView>(path);
            return (view.Version, view.IsPairingDesignated);
        }
    }

    static object Body(string name, Guid? parentId = null, bool isPairingDesignated = false) => new { name, parentId, isPairingDesignated };

    static Task<UnitPublished> ToldAsync(ServiceUnderTest<UnitsDb> units, Guid unitId, long version) => Eventually.NotNullAsync(
        () => Task.FromResult(units.Published<UnitPublished>().SingleOrDefault(told => told.UnitId == unitId && told.Version == version)),
        $"version {version} of the unit to be told",
        ct: Ct);

    static async Task<string> PathOfAsync(ServiceUnderTest<UnitsDb> units, Guid unitId)
    {
        await using var scope = units.OpenDb(out var db);
        return await db.Units.Where(unit => unit.Id == unitId).Select(unit => unit.UnitPath).SingleAsync(Ct);
    }
}
