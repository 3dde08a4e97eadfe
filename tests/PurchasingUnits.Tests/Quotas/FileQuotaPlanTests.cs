using System.Net;
using System.Net.Http.Json;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Quotas;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Quotas;

/// <summary>PUT /units/purchasing-units/{unitId}/quota-plans/{year}: what a unit reserves of its purchases (CR-11).</summary>
public sealed class FileQuotaPlanTests(SharedUnits shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_plan_reserves_at_least_a_tenth_unless_that_was_waived(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterUnitAsync();
        var approver = units.Client(Roles.Approver, org: unit.UnitId);
        var path = UnitsScenario.QuotaPath(unit.UnitId);
        await approver.RefusesAsync(
            http => http.PutAsJsonAsync(path, new { plannedFen = 100_000, reservedFen = 9_999 }, Ct),
            409, "quota_below_minimum", "reservedFen");
        using (var response = await approver.PutAsJsonAsync(
            path, new { plannedFen = 100_000, reservedFen = 10_000, sourceDocument = "甲" }, Ct))
        {
            var view = await response.BodyAsync<QuotaPlanView>(HttpStatusCode.Created);
            Assert.Equal((QuotaState.Filed, 1_000, 1), (view.State, view.RatioBasisPoints, view.Version));
        }

        await approver.RefusesAsync(
            http => http.PutAsJsonAsync(path, new { plannedFen = 100_000, reservedFen = 20_000 }, Ct), 428, "if_match_missing");
        using (var response = await approver.PutIfMatchAsync(
            path, new { plannedFen = 100_000, reservedFen = 5_000, waiverDocument = "财库〔2026〕9号" }, 1, Ct))
        {
            var view = await response.BodyAsync<QuotaPlanView>(HttpStatusCode.OK);
            Assert.Equal((QuotaState.Waived, 500, "财库〔2026〕9号"), (view.State, view.RatioBasisPoints, view.WaiverDocument));
        }

        var told = await Eventually.NotNullAsync(
            () => Task.FromResult(units.Published<QuotaPlanPublished>()
                .SingleOrDefault(told => told.UnitId == unit.UnitId && told.Version == 2)), "the plan to be told", ct: Ct);
        Assert.Equal((2026, 100_000L, 5_000L, "财库〔2026〕9号"), (told.Year, told.PlannedFen, told.ReservedFen, told.WaiverDocument));
        await approver.RefusesAsync(
            http => http.PutIfMatchAsync(path, new { plannedFen = 1_000, reservedFen = 2_000 }, 2, Ct), 400, "out_of_range", "reservedFen");
        await units.Client(Roles.Approver, org: Guid.CreateVersion7()).RefusesAsync(
            http => http.PutAsJsonAsync(path, new { plannedFen = 1_000, reservedFen = 1_000 }, Ct), 403, "not_your_organisation");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_unit_without_canteen_has_no_quota_and_no_ratio(Engine engine)
    {
        // EC-35.
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterUnitAsync();
        await units.SetCanteenAsync(unit.UnitId, new { kind = "None", validFrom = "2024-01-01" });
        var path = UnitsScenario.QuotaPath(unit.UnitId);

        await units.Purchaser(unit.UnitId).RefusesAsync(
            http => http.PutAsJsonAsync(path, new { plannedFen = 1_000, reservedFen = 100 }, Ct), 409, "no_canteen_no_quota", "plannedFen");
        using (var response = await units.Purchaser(unit.UnitId).PutAsJsonAsync(path, new { reservedFen = 0 }, Ct))
        {
            var view = await response.BodyAsync<QuotaPlanView>(HttpStatusCode.Created);
            Assert.Equal((QuotaState.NoCanteen, null, null, 0), (view.State, view.PlannedFen, view.RatioBasisPoints, view.ReservedFen));
        }

        var told = await Eventually.NotNullAsync(
            () => Task.FromResult(units.Published<QuotaPlanPublished>().SingleOrDefault(told => told.UnitId == unit.UnitId)),
            "the plan to be told", ct: Ct);
        Assert.Equal((null, 0L), (told.PlannedFen, told.ReservedFen));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Of_units_that_share_a_canteen_only_the_representative_files(Engine engine)
    {
        // EC-34.
        var units = await shared.OnAsync(engine);
        var (a, b, c) = (
            await units.RegisterUnitAsync(name: "甲局"),
            await units.RegisterUnitAsync(name: "乙局"),
            await units.RegisterUnitAsync(name: "丙局"));
        foreach (var unit in new[] { a, b, c })
        {
            await units.SetCanteenAsync(unit.UnitId, new { kind = "Shared", representativeUnitId = a.UnitId, validFrom = "2024-01-01" });
        }

        using (var response = await units.Approver(a.UnitId).PutAsJsonAsync(
            UnitsScenario.QuotaPath(a.UnitId), new { plannedFen = 100_000, reservedFen = 10_000 }, Ct))
        {
            Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        }

        foreach (var unit in new[] { b, c })
        {
            await units.Approver(unit.UnitId).RefusesAsync(
                http => http.PutAsJsonAsync(UnitsScenario.QuotaPath(unit.UnitId), new { plannedFen = 100_000, reservedFen = 10_000 }, Ct),
                409, "quota_filed_by_representative");
        }
    }
}
