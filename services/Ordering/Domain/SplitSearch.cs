using Marketplace.Contracts;

namespace Marketplace.Ordering.Domain;

/// <summary>
/// Finds orders that seem to have been split to stay under the limit of a rule (化整为零). What is ordered of one supplier, or of one category,
/// in several orders of a window belongs to one need
/// <list type="bullet">
/// <item>when it is to arrive on one day, or was ordered on one day, and together reaches the limit, the largest order aside a fifth of it
/// (so that what was forgotten and is ordered afterwards is none);</item>
/// <item>or when the orders each come to between 80 % of the limit and the limit, within four days of each other, and it is not usual that
/// several such orders come in a week: in four of the eight weeks before the window.</item>
/// </list>
/// What reaches the limit by itself has had the steps and does not count.
/// </summary>
public static class SplitSearch
{
    /// <summary>How long before the window it is looked what the unit is used to order.</summary>
    public const int UsualDays = UsualWeeks * DaysOfWeek;

    const int UsualWeeks = 8;
    const int UsualWeeksMin = 4;
    const int DaysOfWeek = 7;
    const int PercentOfLimitFrom = 80;
    const int LesserPartPercent = 20;
    static readonly TimeSpan Apart = TimeSpan.FromDays(4);

    /// <summary>What an order is together with earlier ones, rule by rule; at most one finding for a rule.</summary>
    /// <param name="policy">By which the order is judged.</param>
    /// <param name="order">The new order.</param>
    /// <param name="earlier">
    /// The orders of the unit that were not cancelled, from <see cref="UsualDays"/> before the window on, in any order.
    /// </param>
    public static IReadOnlyList<SuspectedSplit> Find(ApprovalPolicy policy, JudgedOrder order, IReadOnlyList<JudgedOrder> earlier)
    {
        var from = order.SubmittedAt - TimeSpan.FromDays(policy.SplittingDays);
        List<SuspectedSplit> found = [];
        foreach (var rule in policy.Rules)
        {
            if (rule.AmountFromFen is not { } limit || !rule.IsBelowLimit(order.Needs))
            {
                continue;
            }

            JudgedOrder[] below = [.. earlier.Where(known => rule.AmountOf(known.Needs).Fen < limit)];
            if (GroupsOf(rule, order).Select(group => Find(rule, limit, from, group, order, below))
                .FirstOrDefault(split => split is not null) is { } split)
            {
                found.Add(split);
            }
        }

        return found;
    }

    /// <summary>One supplier's goods, or goods of one category, as far as the rule is about them.</summary>
    static IEnumerable<Group> GroupsOf(ApprovalRule rule, JudgedOrder order)
    {
        var covered = order.Needs.Where(rule.Covers).ToList();
        return covered.Select(need => new Group(rule, need.SupplierId, null)).Distinct()
            .Concat(covered.Select(need => new Group(rule, null, need.Category)).Distinct());
    }

    static SuspectedSplit? Find(
        ApprovalRule rule, long limit, DateTimeOffset from, Group group, JudgedOrder order, IReadOnlyList<JudgedOrder> earlier)
    {
        Piece[] all = [.. earlier.Select(group.PieceOf).Where(piece => piece.Fen > 0).OrderByDescending(piece => piece.At)];
        Piece[] window = [.. all.Where(piece => piece.At >= from)];
        var own = group.PieceOf(order);
        foreach (var day in group.NeedsOf(order).Select(need => need.DeliverOn).OfType<DateOnly>().Distinct())
        {
            Piece[] arriving = [own.On(day), .. window.Select(piece => piece.On(day)).Where(piece => piece.Fen > 0)];
            if (IsOneNeed(arriving, limit))
            {
                return SuspectedSplit.Of(rule, group, SplitSign.SameDeliveryDay, arriving);
            }
        }

        var today = BusinessDay.Of(order.SubmittedAt);
        Piece[] ordered = [own, .. window.Where(piece => BusinessDay.Of(piece.At) == today)];
        if (IsOneNeed(ordered, limit))
        {
            return SuspectedSplit.Of(rule, group, SplitSign.SameOrderDay, ordered);
        }

        var close = JustBelow(own, window, limit);
        return close.Count > 1 && !IsUsual(all, from, limit) ? SuspectedSplit.Of(rule, group, SplitSign.JustBelowLimit, close) : null;
    }

    static bool IsOneNeed(Piece[] pieces, long limit)
    {
        var sum = pieces.Sum(piece => piece.Fen);
        return sum >= limit && (sum - pieces.Max(piece => piece.Fen)) * 100 >= limit * LesserPartPercent;
    }

    /// <summary>The order with those just below the limit that came before it, each within some days of the next.</summary>
    static List<Piece> JustBelow(Piece own, Piece[] window, long limit)
    {
        List<Piece> close = [];
        if (!IsJustBelow(own, limit))
        {
            return close;
        }

        close.Add(own);
        foreach (var piece in window.Where(piece => IsJustBelow(piece, limit)))
        {
            if (close[^1].At - piece.At >= Apart)
            {
                break;
            }

            close.Add(piece);
        }

        return close;
    }

    static bool IsJustBelow(Piece piece, long limit) => piece.Fen * 100 >= limit * PercentOfLimitFrom && piece.Fen < limit;

    /// <summary>Whether the unit is used to place several orders just below the limit in a week; those were shown each time.</summary>
    static bool IsUsual(Piece[] all, DateTimeOffset from, long limit) => all
        .Where(piece => piece.At < from && IsJustBelow(piece, limit))
        .CountBy(piece => (int)((from - piece.At).TotalDays / DaysOfWeek))
        .Count(week => week.Key < UsualWeeks && week.Value > 1) >= UsualWeeksMin;

    /// <summary>What an order has of a group.</summary>
    internal sealed record Piece(JudgedOrder Order, IReadOnlyList<OrderNeed> Needs)
    {
        public DateTimeOffset At => Order.SubmittedAt;

        public long Fen { get; } = Needs.Sum(need => need.Amount.Fen);

        public Piece On(DateOnly day) => new(Order, [.. Needs.Where(need => need.DeliverOn == day)]);
    }

    /// <summary>Goods that a rule is about, of one supplier or of one category.</summary>
    internal sealed record Group(ApprovalRule Rule, Guid? SupplierId, ProductCategory? Category)
    {
        public IEnumerable<OrderNeed> NeedsOf(JudgedOrder order) => order.Needs.Where(need => Rule.Covers(need)
            && (SupplierId is null || need.SupplierId == SupplierId) && (Category is null || need.Category == Category));

        public Piece PieceOf(JudgedOrder order) => new(order, [.. NeedsOf(order)]);
    }
}

/// <summary>An order as a policy judges it.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Number">The number that people use.</param>
/// <param name="SubmittedAt">When it was placed.</param>
/// <param name="Needs">What it buys.</param>
public sealed record JudgedOrder(Guid OrderId, string Number, DateTimeOffset SubmittedAt, IReadOnlyList<OrderNeed> Needs);
