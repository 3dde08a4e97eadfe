using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.Ordering;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Budgets;

/// <summary>← GoodsReturned: what goes back after the acceptance is available again (CR-15).</summary>
public sealed class RefundBudgetTests(SharedUnits shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_goes_back_is_available_again_once_and_a_replacement_changes_nothing(Engine engine)
    {
        var (units, unit, order) = await SettledAsync(engine);
        var returned = Returned(order, -150);

        await units.DeliverAsync(returned, ct: Ct);
        await units.DeliverAsync(returned, ct: Ct);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => units.DeliverAsync(returned, ct: Ct)));
        await units.DeliverAsync(Returned(order, null) with { Kind = ReturnKind.Replacement }, ct: Ct);

        Assert.Equal((0, 450, 550), await units.FiguresAsync(unit));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task After_everything_went_back_nothing_is_spent_and_the_budget_can_be_spent_again(Engine engine)
    {
        var (units, unit, order) = await SettledAsync(engine);

        await units.DeliverAsync(Returned(order, -200), ct: Ct);
        await units.DeliverAsync(Returned(order, -400), ct: Ct);
        Assert.Equal((0, 0, 1_000), await units.FiguresAsync(unit));

        await units.DeliverAsync(UnitsScenario.Submitted(unit, 1_000), ct: Ct);
        Assert.Equal((1_000, 0, 0), await units.FiguresAsync(unit));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_price_rise_is_spent_and_one_that_the_budget_does_not_cover_overdraws_it(Engine engine)
    {
        var (units, unit, order) = await SettledAsync(engine);

        await units.DeliverAsync(Returned(order, 100) with { Kind = ReturnKind.PriceRise }, ct: Ct);
        Assert.Equal((0, 700, 300), await units.FiguresAsync(unit));
        await units.DeliverAsync(Returned(order, 301) with { Kind = ReturnKind.PriceRise }, ct: Ct);

        Assert.Equal((0, 1_001, -1), await units.FiguresAsync(unit));
        var budget = await units.BudgetAsync(unit);
        Assert.Equal((1, order.OrderId), (budget.OverdrawnFen, Assert.Single(budget.OverdrawnBy!).OrderId));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_price_cut_gives_the_budget_back_and_makes_good_what_was_overdrawn(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterBuyerAsync(600);
        var order = UnitsScenario.Submitted(unit, 600);
        await units.DeliverAsync(order, ct: Ct);
        await units.DeliverAsync(UnitsScenario.Accepted(order, (600, 610)), ct: Ct);

        await units.DeliverAsync(
            Returned(order, -90) with { Kind = ReturnKind.PriceCut, Quantity = Quantity.Zero, AmountFen = 90 }, ct: Ct);

        Assert.Equal((0, 520, 80), await units.FiguresAsync(unit));
        Assert.Equal(0, (await units.BudgetAsync(unit)).OverdrawnFen);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_return_that_comes_before_the_acceptance_waits_for_it(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterBuyerAsync(1_000);
        var order = UnitsScenario.Submitted(unit, 600);
        await units.DeliverAsync(order, ct: Ct);

        await units.DeliverAsync(Returned(order, -150), ct: Ct);
        Assert.Equal((600, 0, 400), await units.FiguresAsync(unit));
        await units.DeliverAsync(UnitsScenario.Accepted(order, (600, 600)), ct: Ct);

        await Eventually.EqualAsync((0, 450, 550), () => units.FiguresAsync(unit), ct: Ct);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_return_of_an_unknown_order_waits_and_changes_nothing(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterBuyerAsync(1_000);
        var unknown = UnitsScenario.Submitted(unit, 600);

        await units.DeliverAsync(Returned(unknown, -150), ct: Ct);

        Assert.Equal((0, 0, 1_000), await units.FiguresAsync(unit));
        await using var scope = units.OpenDb(out var db);
        var waiting = await db.ParkedMessages.SingleAsync(message => message.Body.Contains(unknown.OrderId.ToString()), Ct);
        Assert.Equal("units.refund-budget", waiting.Queue);
        Assert.NotNull(waiting.NextAttemptAt);
    }

    /// <summary>A budget of 1,000 of which an order of 600 is settled.</summary>
    async Task<(ServiceUnderTest<UnitsDb> Units, Guid UnitId, OrderSubmitted Order)> SettledAsync(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterBuyerAsync(1_000);
        var order = UnitsScenario.Submitted(unit, 600);
        await units.DeliverAsync(order, ct: Ct);
        await units.DeliverAsync(UnitsScenario.Accepted(order, (600, 600)), ct: Ct);
        return (units, unit, order);
    }

    static GoodsReturned Returned(OrderSubmitted order, long? changeFen) => new()
    {
        ReturnId = Guid.CreateVersion7(),
        OrderId = order.OrderId,
        LineId = Guid.CreateVersion7(),
        AcceptanceNo = 1,
        Kind = ReturnKind.Return,
        Quantity = Quantity.Of(1),
        PayableChangeFen = changeFen,
        ConfirmedAt = SharedUnits.Now,
        Reason = "霉变",
    };
}
