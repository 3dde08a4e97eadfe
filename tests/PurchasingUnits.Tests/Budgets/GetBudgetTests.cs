using System.Net;
using System.Net.Http.Headers;
using Marketplace.Contracts;
using Marketplace.Platform.Access;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Budgets;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Budgets;

public sealed class GetBudgetTests(SharedUnits shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_units_people_and_those_above_see_its_budget_and_strangers_do_not(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var parent = (await units.RegisterUnitAsync()).UnitId;
        var unit = (await units.RegisterUnitAsync(parentId: parent)).UnitId;
        using (await units.Approver(unit).PutIfMatchAsync(UnitsScenario.BudgetPath(unit), new { amountFen = 1_000 }, 1, Ct))
        {
        }

        foreach (var client in (HttpClient[])
            [units.Client(Roles.Purchaser, org: unit), units.Client(Roles.Approver, org: unit),
            units.Client(Roles.Approver, org: parent), units.Client(Roles.Auditor)])
        {
            Assert.Equal(1_000, (await client.GetBodyAsync<BudgetView>(UnitsScenario.BudgetPath(unit))).AmountFen);
        }

        await units.Client(Roles.Purchaser, org: Guid.CreateVersion7())
            .RefusesAsync(http => http.GetAsync(UnitsScenario.BudgetPath(unit), Ct), 404, "unit_not_found");
        await units.Client(Roles.Official, region: UnitsScenario.Ningbo, tier: "City")
            .RefusesAsync(http => http.GetAsync(UnitsScenario.BudgetPath(unit), Ct), 403, "role_not_allowed");
        await units.Client(Roles.Approver, org: unit)
            .RefusesAsync(http => http.GetAsync(UnitsScenario.BudgetPath(unit, 2027), Ct), 404, "budget_not_found");

        // Its own people looked as well, which is no news to it.
        var records = await units.Client(Roles.Purchaser, org: unit)
            .GetBodyAsync<Page<AccessView>>($"/units/access-records?kind=budget&objectId={unit}/2026");
        Assert.Equal(
            [(Roles.Approver, parent), (Roles.Auditor, null)],
            records.Items.Select(record => (record.Role, record.Organisation)).OrderBy(record => record.Role, StringComparer.Ordinal));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_reader_is_never_told_that_nothing_has_changed(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterBuyerAsync(1_000);
        await units.DeliverAsync(UnitsScenario.Submitted(unit, 300), ct: Ct);
        var client = units.Client(Roles.Approver, org: unit);
        client.DefaultRequestHeaders.IfNoneMatch.Add(new EntityTagHeaderValue("\"1\""));

        using var response = await client.GetAsync(UnitsScenario.BudgetPath(unit), Ct);

        Assert.Equal(700, (await response.BodyAsync<BudgetView>(HttpStatusCode.OK)).AvailableFen);
        Assert.Equal("\"1\"", response.Headers.ETag!.Tag);
        Assert.True(response.Headers.CacheControl!.NoStore);
    }
}
