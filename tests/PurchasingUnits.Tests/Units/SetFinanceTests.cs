using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Units;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Units;

/// <summary>PUT /units/purchasing-units/{unitId}/finance.</summary>
public sealed class SetFinanceTests(SharedUnits shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_unit_of_central_budget_level_makes_those_below_central(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var group = await units.RegisterUnitAsync();
        var office = await units.RegisterUnitAsync(parentId: group.UnitId);
        var approver = units.Client(Roles.Approver, org: group.UnitId);
        var path = $"{UnitsScenario.UnitPath(group.UnitId)}/finance";

        var county = units.Official(UnitsScenario.Zhenhai);
        await county.ConfirmAsync(await approver.ProposeRevisionAsync(
            path, new { budgetLevel = "Central", financeDivision = "财政部", department = "某部", document = "财〔2026〕1号" }, 1));

        var view = await approver.GetBodyAsync<UnitView>(UnitsScenario.UnitPath(group.UnitId));
        Assert.Equal(
            (true, true, BudgetLevel.Central, "财政部", "某部"),
            (view.IsCentral, view.IsCentralBudget, view.BudgetLevel, view.FinanceDivision, view.Department));

        var told = await units.PublishedAsync<UnitPublished>(message => message.UnitId == group.UnitId && message.Version == 2);
        Assert.Equal(
            (BudgetLevel.Central, "财政部", "某部", "财〔2026〕1号"),
            (told.BudgetLevel, told.FinanceDivision, told.Department, told.SourceDocument));
        Assert.True(
            (await units.PublishedAsync<UnitPublished>(message => message.UnitId == office.UnitId && message.Version == 2)).IsCentral);
        using (var response = await county.PutIfMatchAsync(path, new { budgetLevel = "County" }, 2, Ct))
        {
            Assert.False((await response.BodyAsync<UnitView>(HttpStatusCode.OK)).IsCentral);
        }

        Assert.False(
            (await units.PublishedAsync<UnitPublished>(message => message.UnitId == office.UnitId && message.Version == 3)).IsCentral);
        await units.Client(Roles.Approver, org: office.UnitId).RefusesAsync(
            http => http.PutIfMatchAsync(path, new { budgetLevel = "County" }, 3, Ct), 403, "not_your_organisation");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_level_that_a_unit_states_waits_for_its_county(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterUnitAsync();
        var path = $"{UnitsScenario.UnitPath(unit.UnitId)}/finance";

        var proposal = await units.Purchaser(unit.UnitId).ProposeRevisionAsync(path, new { budgetLevel = "Central" }, 1);

        await units.Approver(unit.UnitId).AnswerRefusedAsync(proposal, "confirmation", 409, "side_confirmed");
        var view = await units.Auditor.GetBodyAsync<UnitView>(UnitsScenario.UnitPath(unit.UnitId));
        Assert.Equal((1, false, null), (view.Version, view.IsCentral, view.BudgetLevel));
        await units.Official(UnitsScenario.Zhenhai).ConfirmAsync(proposal);
        Assert.True((await units.Auditor.GetBodyAsync<UnitView>(UnitsScenario.UnitPath(unit.UnitId))).IsCentral);
    }
}
