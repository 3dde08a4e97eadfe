using System.Net;
using System.Net.Http.Json;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Quotas;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Quotas;

/// <summary>POST /units/quota-ratios (CR-11).</summary>
public sealed class SetQuotaRatioTests(SharedUnits shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_finance_division_may_ask_for_more_from_a_year_on(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterUnitAsync();
        using (await units.Nation.PutIfMatchAsync(
            $"{UnitsScenario.UnitPath(unit.UnitId)}/finance", new { budgetLevel = "Prefecture", financeDivision = "武汉市财政局" }, 1, Ct))
        {
        }

        var ratio = new
        {
            financeDivision = "武汉市财政局",
            validFrom = "2022-01-01",
            minimumBasisPoints = 1_500,
            isLastYearFloor = true,
            document = "武财〔2022〕1号",
        };
        using (var response = await units.Nation.PostOnceAsync("/units/quota-ratios", ratio, ct: Ct))
        {
            Assert.Equal(1_500, (await response.BodyAsync<QuotaRatioView>(HttpStatusCode.Created)).MinimumBasisPoints);
        }

        await FiledAsync(2021, 100_000, 10_000);
        await units.Approver(unit.UnitId).RefusesAsync(
            http => http.PutAsJsonAsync(UnitsScenario.QuotaPath(unit.UnitId, 2022), new { plannedFen = 100_000, reservedFen = 14_999 }, Ct),
            409, "quota_below_minimum", "reservedFen");
        await FiledAsync(2022, 100_000, 20_000);
        await units.Approver(unit.UnitId).RefusesAsync(
            http => http.PutAsJsonAsync(UnitsScenario.QuotaPath(unit.UnitId, 2023), new { plannedFen = 100_000, reservedFen = 19_999 }, Ct),
            409, "quota_below_last_year", "reservedFen");
        await units.Client(Roles.Approver, org: unit.UnitId).RefusesAsync(
            http => http.PostOnceAsync("/units/quota-ratios", ratio, ct: Ct), 403, "role_not_allowed");

        async Task FiledAsync(int year, long plannedFen, long reservedFen)
        {
            using var response = await units.Approver(unit.UnitId).PutAsJsonAsync(
                UnitsScenario.QuotaPath(unit.UnitId, year), new { plannedFen, reservedFen }, Ct);
            Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        }
    }
}
