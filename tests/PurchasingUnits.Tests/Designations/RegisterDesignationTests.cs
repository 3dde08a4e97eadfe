using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Designations;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Designations;

/// <summary>POST /units/designations (CR-10).</summary>
public sealed class RegisterDesignationTests(SharedUnits shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_county_is_assigned_to_a_unit_and_the_designation_is_published(Engine engine)
    {
        // F19: 央企甲–武川.
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterUnitAsync(region: "110109", isCentralBudget: true, name: "央企甲");
        var id = Guid.CreateVersion7();

        var proposal = await units.Official("150000", "Province")
            .ProposeAsync(UnitsScenario.DesignationsPath, UnitsScenario.DesignationRequest(id, unit.UnitId));
        var confirmed = await units.Purchaser(unit.UnitId).ConfirmAsync(proposal);

        var view = await units.Auditor.GetBodyAsync<DesignationView>(confirmed.Location!);
        Assert.Equal(("央企甲", "武川县", "/150000/150100/150125/"), (view.UnitName, view.CountyName, view.CountyPath.Value));
        var published = await units.PublishedAsync<DesignationPublished>(message => message.DesignationId == id);
        Assert.Equal(
            (1L, "央企甲", "甲", SharedUnits.Now), (published.Version, published.UnitName, published.SourceDocument, published.RegisteredAt));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_unit_that_is_renamed_renames_its_designations(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterUnitAsync(name: "央企甲");
        var id = (await units.RegisterDesignationAsync(unit.UnitId)).DesignationId;

        using var response = await units.Nation.PutIfMatchAsync(
            UnitsScenario.UnitPath(unit.UnitId), new { name = "央企甲集团", isPairingDesignated = false }, 1, Ct);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(
            "央企甲集团",
            (await units.PublishedAsync<DesignationPublished>(message => message.DesignationId == id && message.Version == 2)).UnitName);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_county_is_assigned_to_a_unit_once_on_each_day(Engine engine)
    {
        // EC-13.
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterUnitAsync();
        foreach (var (from, to) in new[] { ("2016-01-01", (string?)"2020-01-01"), ("2020-01-01", null) })
        {
            using var response = await units.Nation.PostOnceAsync(
                UnitsScenario.DesignationsPath, UnitsScenario.DesignationRequest(Guid.CreateVersion7(), unit.UnitId, from, to), ct: Ct);
            Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        }

        await units.Nation.RefusesAsync(
            http => http.PostOnceAsync(
                UnitsScenario.DesignationsPath,
                UnitsScenario.DesignationRequest(Guid.CreateVersion7(), unit.UnitId, "2019-12-31", "2020-01-01"),
                ct: Ct), 409, "designation_overlaps", "validFrom");
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(
            _ => units.Nation.PostOnceAsync(UnitsScenario.DesignationsPath,
                UnitsScenario.DesignationRequest(Guid.CreateVersion7(), unit.UnitId, "2010-01-01", "2011-01-01"), ct: Ct)));
        Assert.Equal(1, answers.Count(answer => answer.StatusCode == HttpStatusCode.Created));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_wrong_is_refused(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterUnitAsync();
        await units.Nation.RefusesAsync(
            http => http.PostOnceAsync(
                UnitsScenario.DesignationsPath, UnitsScenario.DesignationRequest(Guid.CreateVersion7(), Guid.CreateVersion7()), ct: Ct),
            400, "unknown_unit", "unitId");
        await units.Nation.RefusesAsync(
            http => http.PostOnceAsync(
                UnitsScenario.DesignationsPath,
                UnitsScenario.DesignationRequest(Guid.CreateVersion7(), unit.UnitId, county: "150100"),
                ct: Ct), 400, "not_a_county", "countyRegionId");
        await units.Nation.RefusesAsync(
            http => http.PostOnceAsync(
                UnitsScenario.DesignationsPath,
                UnitsScenario.DesignationRequest(Guid.CreateVersion7(), unit.UnitId, "2020-01-01", "2020-01-01"),
                ct: Ct), 400, "end_not_after_start", "validTo");
        await units.Client(Roles.Official, region: "441302", tier: "County").RefusesAsync(
            http => http.PostOnceAsync(
                UnitsScenario.DesignationsPath, UnitsScenario.DesignationRequest(Guid.CreateVersion7(), unit.UnitId), ct: Ct),
            403, "not_your_region");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_unit_that_names_a_county_waits_for_it(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = (await units.RegisterUnitAsync()).UnitId;

        var proposal = await units.Purchaser(unit)
            .ProposeAsync(UnitsScenario.DesignationsPath, UnitsScenario.DesignationRequest(Guid.CreateVersion7(), unit));

        await units.Official(UnitsScenario.Zhenhai).AnswerRefusedAsync(proposal, "confirmation", 409, "side_confirmed");
        await units.Auditor.RefusesAsync(
            http => http.GetAsync($"{UnitsScenario.DesignationsPath}/{proposal.ObjectId}", Ct), 404, "designation_not_found");
        var confirmed = await units.Official("150125").ConfirmAsync(proposal);
        Assert.Equal("武川县", (await units.Auditor.GetBodyAsync<DesignationView>(confirmed.Location!)).CountyName);
    }
}
