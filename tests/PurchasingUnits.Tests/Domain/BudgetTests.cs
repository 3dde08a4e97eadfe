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
    public void Whatever_happens_the_account_is_the_sum_of_its_orders_and_orders_alone_never_overdraw_it()
    {
        var step = Gen.Elements(Enum.GetValues<Step>()).Zip(Gen.Choose(0, 600)).Zip(Gen.Choose(0, 100));
        Prop.ForAll(step.ListOf().ToArbitrary(), steps =>
        {
            var account = BudgetAccount.Open(UnitId, 2026, 1_000);
            var holds = new List<BudgetHold>();
            foreach (var ((what, amount), share) in steps)
            {
                var before = account.OverdrawnFen;
                Take(what, amount, share, account, holds);
                var spent = holds.Sum(hold => hold.OpenFen + hold.SettledFen);
                if (account.HeldFen != holds.Sum(hold => hold.OpenFen) || account.SettledFen != holds.Sum(hold => hold.SettledFen)
                    || account.OverdrawnFen != Math.Max(0, spent - account.AmountFen)
                    || account.OverdrawnFen > before && what != Step.Accept
                    || account.OverdrawnFen > holds.Sum(hold => hold.OverdrawnFen)
                    || account.AvailableFen != account.AmountFen - spent
                    || holds.Any(hold => hold.OpenFen < 0 || hold.OpenFen > 0 && hold.State != HoldState.Held))
                {
                    return false;
                }
            }

            return true;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void No_more_of_a_hold_is_taken_than_it_has_and_what_was_accepted_is_spent_all_the_same()
    {
        var account = BudgetAccount.Open(UnitId, 2026, 1_000);
        var hold = BudgetHold.Decide(Guid.CreateVersion7(), UnitId, 2026, 300, account, SharedUnits.Now);

        Assert.Throws<InvalidOperationException>(() => hold.Settle(account, 200, -1));
        Assert.Equal(0, hold.Settle(account, 301, 250));
        Assert.Equal(0, hold.Settle(account, 1, 1));
        Assert.Throws<InvalidOperationException>(() => hold.Release(account));

        Assert.Equal((0, 251, 749, HoldState.Settled), (account.HeldFen, account.SettledFen, account.AvailableFen, hold.State));
    }

    [Fact]
    public void What_the_account_lacks_is_overdrawn_until_something_comes_back_or_the_amount_is_raised()
    {
        var account = BudgetAccount.Open(UnitId, 2026, 300);
        var hold = BudgetHold.Decide(Guid.CreateVersion7(), UnitId, 2026, 300, account, SharedUnits.Now);

        Assert.Equal(6, hold.Settle(account, 300, 306));
        Assert.Equal((6, -6, 6), (account.OverdrawnFen, account.AvailableFen, hold.OverdrawnFen));
        Assert.False(account.TryHold(1));
        Assert.True(account.TryHold(0));
        Assert.False(account.TrySet(299));
        Assert.True(account.TrySet(302));
        Assert.Equal(4, account.OverdrawnFen);
        Assert.Equal(0, hold.Refund(account, -10));
        Assert.Equal(5, hold.Refund(account, 11));

        Assert.Equal((307, 5, 11), (account.SettledFen, account.OverdrawnFen, hold.OverdrawnFen));
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
                hold.Settle(account, reserved, reserved * (share + 5) / 100);
                break;
            case Step.Set:
                account.TrySet(amount * 3);
                break;
            default:
                break;
        }
    }
}
