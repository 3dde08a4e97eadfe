using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Quotas;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Quotas;

/// <summary>GET /units/purchasing-units/{unitId}/quota-plans/{year}.</summary>
public sealed class GetQuotaPlanTests(SharedUnits shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Without_a_plan_the_minimum_is_shown(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterUnitAsync();
        Assert.Equal((QuotaState.NotFiled, 0, 1_000, null), await SeenAsync(units.Client(Roles.Approver, org: unit.UnitId), unit.UnitId));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Without_canteen_there_is_no_quota_and_a_shared_one_names_who_files(Engine engine)
    {
        // EC-34, EC-35.
        var units = await shared.OnAsync(engine);
        var (representative, sharing, without) = (
            await units.RegisterUnitAsync(name: "甲局"), await units.RegisterUnitAsync(), await units.RegisterUnitAsync());
        await units.SetCanteenAsync(without.UnitId, new { kind = "None", validFrom = "2024-01-01" });
        foreach (var unit in new[] { representative, sharing })
        {
            await units.SetCanteenAsync(
                unit.UnitId, new { kind = "Shared", representativeUnitId = representative.UnitId, validFrom = "2024-01-01" });
        }

        Assert.Equal((QuotaState.NoCanteen, 0, null, null), await SeenAsync(units.Auditor, without.UnitId));
        var purchaser = units.Client(Roles.Purchaser, org: sharing.UnitId);
        Assert.Equal((QuotaState.Shared, 0, null, "甲局"), await SeenAsync(purchaser, sharing.UnitId));
        await purchaser.RefusesAsync(http => http.GetAsync(UnitsScenario.QuotaPath(representative.UnitId), Ct), 404, "unit_not_found");
    }

    static async Task<(QuotaState State, long ReservedFen, int? Minimum, string? SharedWith)> SeenAsync(HttpClient client, Guid unitId)
    {
        var view = await client.GetBodyAsync<QuotaPlanView>(UnitsScenario.QuotaPath(unitId));
        return (view.State, view.ReservedFen, view.MinimumBasisPoints, view.SharedWith?.UnitName);
    }
}
