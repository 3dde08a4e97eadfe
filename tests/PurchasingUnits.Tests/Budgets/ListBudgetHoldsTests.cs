using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Budgets;
using Marketplace.PurchasingUnits.Domain;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Budgets;

public sealed class ListBudgetHoldsTests(SharedUnits shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_became_of_each_order_is_listed_page_by_page(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterBuyerAsync(1_000);
        var (settled, held, declined, released) = (
            UnitsScenario.Submitted(unit, 300),
            UnitsScenario.Submitted(unit, 400),
            UnitsScenario.Submitted(unit, 900),
            UnitsScenario.Submitted(unit, 100));
        foreach (var order in new[] { settled, held, declined, released })
        {
            await units.DeliverAsync(order, ct: Ct);
        }

        await units.DeliverAsync(UnitsScenario.Accepted(settled, (300, 250)), ct: Ct);
        await units.DeliverAsync(UnitsScenario.Cancelled(released), ct: Ct);
        await units.DeliverAsync(UnitsScenario.Cancelled(UnitsScenario.Submitted(unit, 50)), ct: Ct);
        var client = units.Client(Roles.Purchaser, org: unit);
        var seen = new List<HoldView>();
        string? after = null;
        do
        {
            var page = await client.GetBodyAsync<Page<HoldView>>($"{UnitsScenario.BudgetPath(unit)}/holds?size=3&after={after}");
            seen.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(
            new[]
            {
                (settled.OrderId, HoldState.Settled, (long?)300, (long?)0, (long?)250), (held.OrderId, HoldState.Held, 400, 400, 0),
                (declined.OrderId, HoldState.Declined, 900, 0, 0), (released.OrderId, HoldState.Released, 100, 0, 0),
            }.Order(),
            seen.Select(hold => (hold.OrderId, hold.State, hold.AmountFen, hold.OpenFen, hold.SettledFen)).Order());
        Assert.All(seen, hold => Assert.Equal(SharedUnits.Now, hold.DecidedAt));
        var waiting = await client.GetBodyAsync<Page<HoldView>>($"{UnitsScenario.BudgetPath(unit)}/holds?state=Held");
        Assert.Equal([held.OrderId], waiting.Items.Select(hold => hold.OrderId));
        Assert.Empty((await client.GetBodyAsync<Page<HoldView>>($"{UnitsScenario.BudgetPath(unit, 2027)}/holds")).Items);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Strangers_and_nonsense_are_refused(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterBuyerAsync(1_000);
        var path = $"{UnitsScenario.BudgetPath(unit)}/holds";

        await units.Client(Roles.Approver, org: Guid.CreateVersion7()).RefusesAsync(http => http.GetAsync(path, Ct), 404, "unit_not_found");
        await units.Client(Roles.Supplier, org: unit).RefusesAsync(http => http.GetAsync(path, Ct), 403, "role_not_allowed");
        await units.Auditor.RefusesAsync(http => http.GetAsync($"{path}?state=Lost", Ct), 400, "parameter_invalid", "state");
        await units.Auditor.RefusesAsync(
            http => http.GetAsync($"{UnitsScenario.BudgetPath(unit, 1)}/holds", Ct), 400, "out_of_range", "year");
        await units.Auditor.RefusesAsync(http => http.GetAsync($"{path}?after=WyJhIl0", Ct), 400, "cursor_invalid", "after");
    }
}
