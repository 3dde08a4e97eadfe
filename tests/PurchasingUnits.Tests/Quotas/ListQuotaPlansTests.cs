using System.Net;
using System.Net.Http.Json;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Quotas;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Quotas;

/// <summary>GET /units/quota-plans.</summary>
public sealed class ListQuotaPlansTests(SharedUnits shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_unit_finds_its_own_plans_by_year(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var (unit, other) = (await units.RegisterUnitAsync(), await units.RegisterUnitAsync());
        foreach (var filing in new[] { unit, other })
        {
            using var response = await units.Approver(filing.UnitId).PutAsJsonAsync(
                UnitsScenario.QuotaPath(filing.UnitId), new { plannedFen = 100_000, reservedFen = 10_000 }, Ct);
            Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        }

        var approver = units.Client(Roles.Approver, org: unit.UnitId);
        Assert.Equal(
            unit.UnitId, Assert.Single((await approver.GetBodyAsync<Page<QuotaPlanView>>("/units/quota-plans?year=2026")).Items).UnitId);
        Assert.Empty((await approver.GetBodyAsync<Page<QuotaPlanView>>("/units/quota-plans?year=2025")).Items);
    }
}
