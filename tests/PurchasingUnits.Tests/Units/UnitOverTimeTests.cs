using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Storage;
using Marketplace.PurchasingUnits.Units;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Units;

/// <summary>Budget level, canteen and agents of a unit.</summary>
public sealed class UnitOverTimeTests(SharedUnits shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_unit_of_central_budget_level_makes_those_below_central(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var group = await units.RegisterUnitAsync();
        var office = await units.RegisterUnitAsync(parentId: group.UnitId);
        var approver = units.Client(Roles.Approver, org: group.UnitId);
        var path = $"{Given.UnitPath(group.UnitId)}/finance";

        using (var response = await approver.PutIfMatchAsync(path, new { budgetLevel = "Central", financeDivision = "财政部", department = "某部", document = "财〔2026〕1号" }, 1, Ct))
        {
            var view = await response.BodyAsync<UnitView>(HttpStatusCode.OK);
            Assert.Equal((true, true, BudgetLevel.Central, "财政部", "某部"), (view.IsCentral, view.IsCentralBudget, view.BudgetLevel, view.FinanceDivision, view.Department));
        }

        var told = await ToldAsync(units, group.UnitId, 2);
        Assert.Equal((BudgetLevel.Central, "财政部", "某部", "财〔2026〕1号"), (told.BudgetLevel, told.FinanceDivision, told.Department, told.SourceDocument));
        Assert.True((await ToldAsync(units, office.UnitId, 2)).IsCentral);
        using (var response = await approver.PutIfMatchAsync(path, new { budgetLevel = "County" }, 2, Ct))
        {
            Assert.False((await response.BodyAsync<UnitView>(HttpStatusCode.OK)).IsCentral);
        }

        Assert.False((await ToldAsync(units, office.UnitId, 3)).IsCentral);
        await units.Client(Roles.Approver, org: office.UnitId).RefusesAsync(
            http => http.PutIfMatchAsync(path, new { budgetLevel = "County" }, 3, Ct), 403, "not_your_organisation");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Canteens_and_agents_are_kept_over_time_and_told(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var (unit, representative) = (await units.RegisterUnitAsync(), await units.RegisterUnitAsync());
        var agent = Guid.CreateVersion7();
        object[] canteens =
        [
            new { kind = "Outsourced", validFrom = "2022-01-01", validTo = "2024-01-01" },
            new { kind = "Shared", representativeUnitId = representative.UnitId, validFrom = "2024-01-01" },
        ];
        using (var response = await units.Operator.PutIfMatchAsync($"{Given.UnitPath(unit.UnitId)}/canteens", new { canteens }, 1, Ct))
        {
            Assert.Equal(2, (await response.BodyAsync<UnitView>(HttpStatusCode.OK)).Canteens.Count);
        }

        var agents = new[] { new { agentId = agent, name = "某餐饮公司", validFrom = "2022-01-01", validTo = "2024-01-01" } };
        using (var response = await units.Operator.PutIfMatchAsync($"{Given.UnitPath(unit.UnitId)}/agents", new { agents }, 2, Ct))
        {
            Assert.Equal(agent, (await response.BodyAsync<UnitView>(HttpStatusCode.OK)).Agents.Single().AgentId);
        }

        var told = await ToldAsync(units, unit.UnitId, 3);
        Assert.Equal([CanteenKind.Outsourced, CanteenKind.Shared], told.Canteens!.Select(state => state.Kind));
        Assert.Equal((representative.UnitId, "某餐饮公司"), (told.Canteens![1].RepresentativeUnitId, told.Agents!.Single().Name));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_contradicts_itself_is_refused(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var (unit, representative) = (await units.RegisterUnitAsync(), await units.RegisterUnitAsync());
        var path = $"{Given.UnitPath(unit.UnitId)}/canteens";
        await Refused([new { kind = "Own", validFrom = "2022-01-01" }, new { kind = "None", validFrom = "2024-01-01" }], 400, "canteens_overlap", "canteens[1].validFrom");
        await Refused([new { kind = "Shared", validFrom = "2022-01-01" }], 400, "representative_only_when_shared", "canteens[0].representativeUnitId");
        await Refused([new { kind = "Own", validFrom = "2022-01-01", validTo = "2022-01-01" }], 400, "end_not_after_start", "canteens[0].validTo");
        await Refused(
            [new { kind = "Shared", representativeUnitId = Guid.CreateVersion7(), validFrom = "2022-01-01" }], 400, "unknown_unit", "canteens[0].representativeUnitId");
        object[] sharing = [new { kind = "Shared", representativeUnitId = representative.UnitId, validFrom = "2022-01-01" }];
        using (await units.Operator.PutIfMatchAsync(path, new { canteens = sharing }, 1, Ct))
        {
        }

        await units.Operator.RefusesAsync(
            http => http.PutIfMatchAsync(
                $"{Given.UnitPath(representative.UnitId)}/canteens",
                new { canteens = new[] { new { kind = "Shared", representativeUnitId = unit.UnitId, validFrom = "2022-01-01" } } },
                1,
                Ct),
            409,
            "representative_shares_too");
        var contradicting = new
        {
            unitId = Guid.CreateVersion7(),
            name = "某校",
            kind = "School",
            isCentralBudget = true,
            budgetLevel = "County",
            affiliationRegionId = Given.Zhenhai,
            affiliatedFrom = "2020-01-01",
            isPairingDesignated = false,
        };
        await units.Operator.RefusesAsync(http => http.PostOnceAsync("/units/purchasing-units", contradicting, ct: Ct), 400, "budget_level_contradicts", "budgetLevel");

        Task Refused(object[] canteens, int status, string code, string field) =>
            units.Operator.RefusesAsync(http => http.PutIfMatchAsync(path, new { canteens }, 1, Ct), status, code, field);
    }

    static Task<UnitPublished> ToldAsync(ServiceUnderTest<UnitsDb> units, Guid unitId, long version) => Eventually.NotNullAsync(
        () => Task.FromResult(units.Told<UnitPublished>().SingleOrDefault(told => told.UnitId == unitId && told.Version == version)), "the unit to be told", ct: Ct);
}
