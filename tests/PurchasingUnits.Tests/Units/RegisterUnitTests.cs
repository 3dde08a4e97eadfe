using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Proposals;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Units;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Units;

public sealed class RegisterUnitTests(SharedUnits shared)
{
    const string Path = "/units/purchasing-units";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_central_budget_contradicts_another_budget_level(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var contradicting = new
        {
            unitId = Guid.CreateVersion7(),
            name = "某校",
            kind = "School",
            isCentralBudget = true,
            budgetLevel = "County",
            affiliationRegionId = UnitsScenario.Zhenhai,
            affiliatedFrom = "2020-01-01",
            isPairingDesignated = false,
        };
        await units.Nation.RefusesAsync(
            http => http.PostOnceAsync("/units/purchasing-units", contradicting, ct: Ct), 400, "budget_level_contradicts", "budgetLevel");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_unit_that_its_county_confirms_is_registered_and_others_are_told(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var id = Guid.CreateVersion7();

        var application = await units.Purchaser(id).ProposeAsync(Path, UnitsScenario.UnitRequest(id));
        await units.Purchaser(id).RefusesAsync(http => http.GetAsync($"{Path}/{id}", Ct), 404, "unit_not_found");
        var confirmed = await units.Official(UnitsScenario.Zhenhai).ConfirmAsync(application);

        Assert.Equal((ProposalState.Confirmed, $"{Path}/{id}"), (confirmed.State, confirmed.Location));
        using var response = await units.Purchaser(id).GetAsync(confirmed.Location, Ct);
        var view = await response.BodyAsync<UnitView>(HttpStatusCode.OK);
        Assert.Equal("\"1\"", response.Headers.ETag!.Tag);
        Assert.Equal(
            (id, 1, "镇海中学", UnitKind.School, false, SharedUnits.Now),
            (view.UnitId, view.Version, view.Name, view.Kind, view.IsCentral, view.RegisteredAt));
        var told = await Eventually.NotNullAsync(
            () => Task.FromResult(units.Published<UnitPublished>().SingleOrDefault(message => message.UnitId == id)),
            "the unit to be told", ct: Ct);
        Assert.Equal(
            (1, "镇海中学", UnitKind.School, false, null, false),
            (told.Version, told.Name, told.Kind, told.IsCentral, told.ParentId, told.IsPairingDesignated));
        var affiliation = Assert.Single(told.Affiliations);
        Assert.Equal(
            ("/330000/330200/330211/", new DateOnly(2020, 1, 1), null),
            (affiliation.Path.Value, affiliation.ValidFrom, affiliation.ValidTo));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_unit_below_a_central_one_is_central(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var group = await units.RegisterUnitAsync(isCentralBudget: true, name: "央企甲");
        var branch = Guid.CreateVersion7();

        // A purchaser hangs its own unit under one that it may not see; that one and the county agree.
        var application = await units.Purchaser(branch).ProposeAsync(Path, UnitsScenario.UnitRequest(branch, group.UnitId));
        await units.Purchaser(group.UnitId).ConfirmAsync(application);
        await units.Official(UnitsScenario.Zhenhai).ConfirmAsync(application);

        var view = await units.Purchaser(branch).GetBodyAsync<UnitView>($"{Path}/{branch}");
        Assert.Equal((true, false, group.UnitId), (view.IsCentral, view.IsCentralBudget, view.ParentId));
        await Eventually.TrueAsync(
            () => Task.FromResult(units.Published<UnitPublished>().Any(message => message.UnitId == branch && message.IsCentral)),
            "the unit to be told as central", ct: Ct);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_repeated_request_registers_once_and_gets_the_first_answer(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var id = Guid.CreateVersion7();
        var client = units.Client(Roles.Purchaser, org: id);
        var key = id.ToString();

        using var first = await client.PostOnceAsync(Path, UnitsScenario.UnitRequest(id), key, Ct);
        using var again = await client.PostOnceAsync(Path, UnitsScenario.UnitRequest(id), key, Ct);

        Assert.Equal(await first.Content.ReadAsStringAsync(Ct), await again.Content.ReadAsStringAsync(Ct));
        Assert.Equal("true", again.Headers.GetValues("Idempotency-Replayed").Single());
        await client.RefusesAsync(
            http => http.PostOnceAsync(Path, UnitsScenario.UnitRequest(id, name: "另一个名字"), key, Ct), 422, "idempotency_key_reused");
        await client.RefusesAsync(http => http.PostOnceAsync(Path, UnitsScenario.UnitRequest(id), ct: Ct), 409, "proposal_open");
        await units.Official(UnitsScenario.Zhenhai).ConfirmAsync(await first.BodyAsync<ProposalView>(HttpStatusCode.Accepted));
        await client.RefusesAsync(http => http.PostOnceAsync(Path, UnitsScenario.UnitRequest(id), ct: Ct), 409, "already_exists");
        await units.Official(UnitsScenario.Zhenhai)
            .RefusesAsync(http => http.PostOnceAsync(Path, UnitsScenario.UnitRequest(id), ct: Ct), 409, "already_exists");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_wrong_is_refused_and_changes_nothing(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var id = Guid.CreateVersion7();
        var client = units.Nation;

        await Refused(UnitsScenario.UnitRequest(Guid.Empty), 400, "id_empty", "unitId");
        await Refused(UnitsScenario.UnitRequest(id, name: " "), 400, "text_blank", "name");
        await Refused(UnitsScenario.UnitRequest(id, name: new string('名', 101)), 400, "text_too_long", "name");
        await Refused(UnitsScenario.UnitRequest(id, region: "宁波"), 400, "code_invalid", "affiliationRegionId");
        await Refused(UnitsScenario.UnitRequest(id, region: "999999"), 400, "unknown_region", "affiliationRegionId");
        await Refused(UnitsScenario.UnitRequest(id, parentId: Guid.CreateVersion7()), 400, "unknown_parent", "parentId");
        await Refused(UnitsScenario.UnitRequest(id, parentId: id), 400, "unknown_parent", "parentId");
        await Refused(Json(id, "affiliatedFrom", "1900-01-01"), 400, "day_out_of_range", "affiliatedFrom");
        await Refused(Json(id, "affiliatedFrom", "2024-02-30"), 400, "json_wrong_type", "affiliatedFrom");
        await Refused(Json(id, "kind", "Castle"), 400, "json_wrong_type", "kind");
        await Refused(Json(id, "isCentralBudget", "yes"), 400, "json_wrong_type", "isCentralBudget");
        await Refused(Json(id, "colour", "red"), 400, "field_unknown", "colour");
        await Refused(new { unitId = id, name = "镇海中学" }, 400, "field_missing");

        await using var scope = units.OpenDb(out var db);
        Assert.False(await db.Units.AnyAsync(unit => unit.Id == id, Ct));

        Task Refused(object body, int status, string code, string? field = null) =>
            client.RefusesAsync(http => http.PostOnceAsync(Path, body, ct: Ct), status, code, field);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Only_the_units_own_purchaser_and_officials_above_its_region_register_it(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var id = Guid.CreateVersion7();

        await units.Client(Roles.Purchaser, org: Guid.CreateVersion7()).RefusesAsync(
            http => http.PostOnceAsync(Path, UnitsScenario.UnitRequest(id), ct: Ct), 403, "not_your_organisation");
        foreach (var role in (string[])[Roles.Approver, Roles.Supplier, Roles.Carrier, Roles.Auditor, Roles.Operator])
        {
            await units.Client(role, org: id)
                .RefusesAsync(http => http.PostOnceAsync(Path, UnitsScenario.UnitRequest(id), ct: Ct), 403, "role_not_allowed");
        }

        foreach (var region in (string[])[UnitsScenario.Yinzhou, "310000"])
        {
            await units.Official(region, "Province")
                .RefusesAsync(http => http.PostOnceAsync(Path, UnitsScenario.UnitRequest(id), ct: Ct), 403, "not_your_region");
        }

        using var response = await units.Official(UnitsScenario.Ningbo, "City").PostOnceAsync(Path, UnitsScenario.UnitRequest(id), ct: Ct);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_tree_has_at_most_sixteen_levels(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        Guid? parent = null;
        for (var level = 1; level <= PurchasingUnit.DepthMax; level++)
        {
            parent = (await units.RegisterUnitAsync(parentId: parent)).UnitId;
        }

        await units.Nation.RefusesAsync(
            http => http.PostOnceAsync(Path, UnitsScenario.UnitRequest(Guid.CreateVersion7(), parent), ct: Ct),
            409, "unit_tree_too_deep", "parentId");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_parent_confirms_its_child(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var parent = (await units.RegisterUnitAsync(region: "310107", name: "某局")).UnitId;
        var child = Guid.CreateVersion7();
        var application = await units.Purchaser(child).ProposeAsync(Path, UnitsScenario.UnitRequest(child, parent));

        // Its county has confirmed it, and yet it waits for the parent.
        Assert.Equal(ProposalState.Proposed, (await units.Official(UnitsScenario.Zhenhai).ConfirmAsync(application)).State);
        await units.Auditor.RefusesAsync(http => http.GetAsync($"{Path}/{child}", Ct), 404, "unit_not_found");
        Assert.DoesNotContain(units.Published<UnitPublished>(), message => message.UnitId == child);
        await units.Purchaser(child).AnswerRefusedAsync(application, "confirmation", 409, "own_proposal");
        Assert.Equal(ProposalState.Confirmed, (await units.Purchaser(parent).ConfirmAsync(application)).State);

        Assert.Equal(parent, (await units.Purchaser(parent).GetBodyAsync<UnitView>($"{Path}/{child}")).ParentId);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_county_registers_a_unit_of_its_own_and_asks_a_parent_elsewhere(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var parent = (await units.RegisterUnitAsync(region: "310107", name: "某局")).UnitId;
        var child = Guid.CreateVersion7();

        var proposal = await units.Official(UnitsScenario.Zhenhai).ProposeAsync(Path, UnitsScenario.UnitRequest(child, parent));
        await units.Official(UnitsScenario.Ningbo, "City").AnswerRefusedAsync(proposal, "confirmation", 409, "side_confirmed");

        // The authority of the parent's region speaks for it too.
        Assert.Equal(ProposalState.Confirmed, (await units.Official("310000", "Province").ConfirmAsync(proposal)).State);
    }

    /// <summary>The usual request with one field changed or added.</summary>
    static Dictionary<string, object?> Json(Guid id, string field, object value)
    {
        var body = System.Text.Json.JsonSerializer.SerializeToElement(UnitsScenario.UnitRequest(id)).EnumerateObject()
            .ToDictionary(member => member.Name, member => (object?)member.Value);
        body[field] = value;
        return body;
    }
}
