using FsCheck;
using FsCheck.Fluent;
using Marketplace.PurchasingUnits.Domain;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Domain;

public sealed class BudgetTests
{
    static readonly Guid UnitId = Guid.CreateVersion7();

    enum Step
    {
        Order,
        Cancel,
        Accept,
        Set,
    }

    [Fact]
    public void Whatever_happens_the_account_is_the_sum_of_its_orders_and_never_overspent()
    {
        var step = Gen.Elements(Enum.GetValues<Step>()).Zip(Gen.Choose(0, 600)).Zip(Gen.Choose(0, 100));
        Prop.ForAll(step.ListOf().ToArbitrary(), steps =>
        {
            var account = BudgetAccount.Open(UnitId, 2026, 1_000);
            var holds = new List<BudgetHold>();
            foreach (var ((what, amount), share) in steps)
            {
                Take(what, amount, share, account, holds);
                var spent = holds.Sum(hold => hold.OpenFen + hold.SettledFen);
                if (account.HeldFen != holds.Sum(hold => hold.OpenFen) || account.SettledFen != holds.Sum(hold => hold.SettledFen)
                    || spent > account.AmountFen || account.AvailableFen != account.AmountFen - spent
                    || holds.Any(hold => hold.OpenFen < 0 || hold.OpenFen > 0 && hold.State != HoldState.Held))
                {
                    return false;
                }
            }

            return true;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_hold_settles_no_more_than_it_has()
    {
        var account = BudgetAccount.Open(UnitId, 2026, 1_000);
        var hold = BudgetHold.Decide(Guid.CreateVersion7(), UnitId, 2026, 300, account, SharedUnits.Now);

        Assert.Throws<InvalidOperationException>(() => hold.Settle(account, 301, 100));
        Assert.Throws<InvalidOperationException>(() => hold.Settle(account, 200, 901));
        Assert.Throws<InvalidOperationException>(() => hold.Settle(account, 200, -1));
        hold.Settle(account, 300, 250);
        hold.Settle(account, 0, 0);
        Assert.Throws<InvalidOperationException>(() => hold.Settle(account, 1, 1));
        Assert.Throws<InvalidOperationException>(() => hold.Release(account));

        Assert.Equal((0, 250, 750, HoldState.Settled), (account.HeldFen, account.SettledFen, account.AvailableFen, hold.State));
    }

    [Fact]
    public void What_goods_weighed_at_the_dock_cost_beyond_the_hold_is_taken_from_what_is_available()
    {
        var account = BudgetAccount.Open(UnitId, 2026, 1_000);
        var hold = BudgetHold.Decide(Guid.CreateVersion7(), UnitId, 2026, 300, account, SharedUnits.Now);

        hold.Settle(account, 300, 306);

        Assert.Equal((0, 306, 694, HoldState.Settled), (account.HeldFen, account.SettledFen, account.AvailableFen, hold.State));
    }

    [Fact]
    public void An_order_that_costs_exactly_what_is_left_is_held_and_one_fen_more_is_not()
    {
        var account = BudgetAccount.Open(UnitId, 2026, 1_000);

        Assert.Equal(HoldState.Held, BudgetHold.Decide(Guid.CreateVersion7(), UnitId, 2026, 1_000, account, SharedUnits.Now).State);
        Assert.Equal(HoldState.Declined, BudgetHold.Decide(Guid.CreateVersion7(), UnitId, 2026, 1, account, SharedUnits.Now).State);
        Assert.Equal(HoldState.Declined, BudgetHold.Decide(Guid.CreateVersion7(), UnitId, 2026, 1, null, SharedUnits.Now).State);
        Assert.Throws<InvalidOperationException>(
            () => BudgetHold.Decide(Guid.CreateVersion7(), UnitId, 2026, -1, account, SharedUnits.Now));
    }

    static void Take(Step what, int amount, int share, BudgetAccount account, List<BudgetHold> holds)
    {
        var open = holds.Where(hold => hold.State == HoldState.Held).ToList();
        switch (what)
        {
            case Step.Order:
                holds.Add(BudgetHold.Decide(Guid.CreateVersion7(), UnitId, 2026, amount, account, SharedUnits.Now));
                break;
            case Step.Cancel when open.Count > 0:
                open[amount % open.Count].Release(account);
                break;
            case Step.Accept when open.Count > 0:
                var hold = open[amount % open.Count];
                var reserved = hold.OpenFen * share / 100;
                hold.Settle(account, reserved, reserved * share / 100);
                break;
            case Step.Set:
                account.TrySet(amount * 3);
                break;
            default:
                break;
        }
    }
}
