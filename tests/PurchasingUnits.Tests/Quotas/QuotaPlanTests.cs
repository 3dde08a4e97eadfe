using System.Net;
using System.Net.Http.Json;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Quotas;
using Marketplace.PurchasingUnits.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Quotas;

/// <summary>What a unit reserves of its purchases (CR-11).</summary>
public sealed class QuotaPlanTests(SharedUnits shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_plan_reserves_at_least_a_tenth_unless_that_was_waived(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterUnitAsync();
        var approver = units.Client(Roles.Approver, org: unit.UnitId);
        var path = Path(unit.UnitId);
        Assert.Equal((QuotaState.NotFiled, 0, 1_000, null), await SeenAsync(approver, path));

        await approver.RefusesAsync(http => http.PutAsJsonAsync(path, new { plannedFen = 100_000, reservedFen = 9_999 }, Ct), 409, "quota_below_minimum", "reservedFen");
        using (var response = await approver.PutAsJsonAsync(path, new { plannedFen = 100_000, reservedFen = 10_000, sourceDocument = "甲" }, Ct))
        {
            var view = await response.BodyAsync<QuotaPlanView>(HttpStatusCode.Created);
            Assert.Equal((QuotaState.Filed, 1_000, 1), (view.State, view.RatioBasisPoints, view.Version));
        }

        await approver.RefusesAsync(http => http.PutAsJsonAsync(path, new { plannedFen = 100_000, reservedFen = 20_000 }, Ct), 428, "if_match_missing");
        using (var response = await approver.PutIfMatchAsync(path, new { plannedFen = 100_000, reservedFen = 5_000, waiverDocument = "财库〔2026〕9号" }, 1, Ct))
        {
            var view = await response.BodyAsync<QuotaPlanView>(HttpStatusCode.OK);
            Assert.Equal((QuotaState.Waived, 500, "财库〔2026〕9号"), (view.State, view.RatioBasisPoints, view.WaiverDocument));
        }

        var told = await Eventually.NotNullAsync(
            () => Task.FromResult(units.Told<QuotaPlanPublished>().SingleOrDefault(told => told.UnitId == unit.UnitId && told.Version == 2)), "the plan to be told", ct: Ct);
        Assert.Equal((2026, 100_000L, 5_000L, "财库〔2026〕9号"), (told.Year, told.PlannedFen, told.ReservedFen, told.WaiverDocument));
        await approver.RefusesAsync(http => http.PutIfMatchAsync(path, new { plannedFen = 1_000, reservedFen = 2_000 }, 2, Ct), 400, "out_of_range", "reservedFen");
        await units.Client(Roles.Approver, org: Guid.CreateVersion7()).RefusesAsync(
            http => http.PutAsJsonAsync(path, new { plannedFen = 1_000, reservedFen = 1_000 }, Ct), 403, "not_your_organisation");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_finance_division_may_ask_for_more_from_a_year_on(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterUnitAsync();
        using (await units.Operator.PutIfMatchAsync($"{Given.UnitPath(unit.UnitId)}/finance", new { budgetLevel = "Prefecture", financeDivision = "武汉市财政局" }, 1, Ct))
        {
        }

        var ratio = new { financeDivision = "武汉市财政局", validFrom = "2022-01-01", minimumBasisPoints = 1_500, isLastYearFloor = true, document = "武财〔2022〕1号" };
        using (var response = await units.Operator.PostOnceAsync("/units/quota-ratios", ratio, ct: Ct))
        {
            Assert.Equal(1_500, (await response.BodyAsync<QuotaRatioView>(HttpStatusCode.Created)).MinimumBasisPoints);
        }

        await FiledAsync(2021, 100_000, 10_000);
        await units.Operator.RefusesAsync(
            http => http.PutAsJsonAsync(Path(unit.UnitId, 2022), new { plannedFen = 100_000, reservedFen = 14_999 }, Ct), 409, "quota_below_minimum", "reservedFen");
        await FiledAsync(2022, 100_000, 20_000);
        await units.Operator.RefusesAsync(
            http => http.PutAsJsonAsync(Path(unit.UnitId, 2023), new { plannedFen = 100_000, reservedFen = 19_999 }, Ct), 409, "quota_below_last_year", "reservedFen");
        await units.Client(Roles.Approver, org: unit.UnitId).RefusesAsync(
            http => http.PostOnceAsync("/units/quota-ratios", ratio, ct: Ct), 403, "role_not_allowed");
        Assert.Contains(
            (await units.Client(Roles.Approver).GetBodyAsync<Platform.Web.Page<QuotaRatioView>>("/units/quota-ratios?size=200")).Items,
            known => known.FinanceDivision == "武汉市财政局");

        async Task FiledAsync(int year, long plannedFen, long reservedFen)
        {
            using var response = await units.Operator.PutAsJsonAsync(Path(unit.UnitId, year), new { plannedFen, reservedFen }, Ct);
            Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_unit_without_canteen_has_no_quota_and_no_ratio(Engine engine)
    {
        // EC-35.
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterUnitAsync();
        await RunAsync(units, unit.UnitId, new { kind = "None", validFrom = "2024-01-01" });
        var path = Path(unit.UnitId);

        Assert.Equal((QuotaState.NoCanteen, 0, null, null), await SeenAsync(units.Operator, path));
        await units.Operator.RefusesAsync(http => http.PutAsJsonAsync(path, new { plannedFen = 1_000, reservedFen = 100 }, Ct), 409, "no_canteen_no_quota", "plannedFen");
        using (var response = await units.Operator.PutAsJsonAsync(path, new { reservedFen = 0 }, Ct))
        {
            var view = await response.BodyAsync<QuotaPlanView>(HttpStatusCode.Created);
            Assert.Equal((QuotaState.NoCanteen, null, null, 0), (view.State, view.PlannedFen, view.RatioBasisPoints, view.ReservedFen));
        }

        var told = await Eventually.NotNullAsync(
            () => Task.FromResult(units.Told<QuotaPlanPublished>().SingleOrDefault(told => told.UnitId == unit.UnitId)), "the plan to be told", ct: Ct);
        Assert.Equal((null, 0L), (told.PlannedFen, told.ReservedFen));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Of_units_that_share_a_canteen_only_the_representative_files(Engine engine)
    {
        // EC-34.
        var units = await shared.OnAsync(engine);
        var (a, b, c) = (await units.RegisterUnitAsync(name: "甲局"), await units.RegisterUnitAsync(name: "乙局"), await units.RegisterUnitAsync(name: "丙局"));
        foreach (var unit in new[] { a, b, c })
        {
            await RunAsync(units, unit.UnitId, new { kind = "Shared", representativeUnitId = a.UnitId, validFrom = "2024-01-01" });
        }

        using (var response = await units.Operator.PutAsJsonAsync(Path(a.UnitId), new { plannedFen = 100_000, reservedFen = 10_000 }, Ct))
        {
            Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        }

        foreach (var unit in new[] { b, c })
        {
            await units.Operator.RefusesAsync(
                http => http.PutAsJsonAsync(Path(unit.UnitId), new { plannedFen = 100_000, reservedFen = 10_000 }, Ct), 409, "quota_filed_by_representative");
            Assert.Equal((QuotaState.Shared, 0, null, "甲局"), await SeenAsync(units.Client(Roles.Purchaser, org: unit.UnitId), Path(unit.UnitId)));
        }

        var mine = await units.Client(Roles.Approver, org: a.UnitId).GetBodyAsync<Platform.Web.Page<QuotaPlanView>>("/units/quota-plans?year=2026");
        Assert.Equal(a.UnitId, Assert.Single(mine.Items).UnitId);
        await units.Client(Roles.Purchaser, org: b.UnitId).RefusesAsync(http => http.GetAsync(Path(a.UnitId), Ct), 404, "unit_not_found");
    }

    static string Path(Guid unitId, int year = 2026) => $"{Given.UnitPath(unitId)}/quota-plans/{year}";

    static async Task RunAsync(ServiceUnderTest<UnitsDb> units, Guid unitId, object canteen)
    {
        using var response = await units.Operator.PutIfMatchAsync($"{Given.UnitPath(unitId)}/canteens", new { canteens = new[] { canteen } }, 1, Ct);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    static async Task<(QuotaState State, long ReservedFen, int? Minimum, string? SharedWith)> SeenAsync(HttpClient client, string path)
    {
        var view = await client.GetBodyAsync<QuotaPlanView>(path);
        return (view.State, view.ReservedFen, view.MinimumBasisPoints, view.SharedWith?.UnitName);
    }
}
