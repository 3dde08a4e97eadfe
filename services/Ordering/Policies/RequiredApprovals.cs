using Marketplace.Contracts;
using Marketplace.Ordering.Buyers;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Listings;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Policies;

/// <summary>
/// Which approvals a new order needs: by the policy of the unit that orders, whose budget holds it, and by that of the unit for which it is
/// registered to buy. Policies are known along with the units, so that an order of a unit without one costs nothing more.
/// </summary>
public sealed class RequiredApprovals(OrderingDb db, KnownBuyers buyers, KnownPairings pairings, KnownOffers offers)
{
    /// <summary>Adds what the order has to wait for, if anything; it is saved with the order.</summary>
    /// <param name="order">With its parts and lines, not saved yet.</param>
    /// <exception cref="RuleBrokenException">Whoever places it has filed the policy by which it is judged.</exception>
    public async Task RequireAsync(Order order, CancellationToken ct)
    {
        var today = BusinessDay.Of(order.SubmittedAt);
        var judges = await JudgesAsync(order, today, ct);
        if (judges.Count == 0)
        {
            return;
        }

        // Of orders that are placed at once the later one sees the earlier: no limit is passed by two that don't know of each other.
        await db.LockAsync<PurchasingUnit>([.. judges.Select(judge => judge.Unit.UnitId)], ct);
        List<ApprovalStep> steps = [];
        List<SuspectedSplit> splits = [];
        foreach (var (unit, policy) in judges)
        {
            RequireApart(order, policy);
            var partners = policy.Rules.Any(rule => rule.OutsidePartnerRegion) && unit.PathOn(today) is { } path
                ? await pairings.PartnersAsync(path, today, ct)
                : null;
            var needs = OrderNeed.Of(unit.UnitId, order, partners);
            var found = SplitSearch.Find(
                policy, new JudgedOrder(order.OrderId, order.Number, order.SubmittedAt, needs), await EarlierAsync(policy, needs, order,
                    ct));
            db.AddRange(needs);
            splits.AddRange(found);
            steps.AddRange(policy.StepsFor(needs, found.Select(split => split.Rule).ToHashSet(StringComparer.Ordinal)));
        }

        if (steps.Count > 0)
        {
            order.RequireApproval();
            db.Add(ApprovalRequest.Of(
                order, await NamedAsync(steps, ct), splits, judges.Select(judge => judge.Unit.UnitId), await ConfirmBeforeAsync(order,
                    ct)));
        }
    }

    /// <summary>The units whose policy judges the order, the one that orders first.</summary>
    async Task<List<(PurchasingUnit Unit, ApprovalPolicy Policy)>> JudgesAsync(Order order, DateOnly today, CancellationToken ct)
    {
        Guid[] ids = order.Terms?.PrincipalUnitId is { } principal ? [order.UnitId, principal] : [order.UnitId];
        var units = await buyers.UnitsAsync(ids, ct);
        return
        [
            .. from id in ids
               let unit = units.GetValueOrDefault(id)
               where unit is not null && (id == order.UnitId || unit.HasAgent(order.UnitId, today))
               let policy = unit.PolicyOn(today)
               where policy is { Rules.Count: > 0 }
               select (unit, policy),
        ];
    }

    /// <summary>Who makes the rules does not place orders under them (不相容岗位相互分离).</summary>
    static void RequireApart(Order order, ApprovalPolicy policy)
    {
        if (policy.FiledBy == order.PlacedBy)
        {
            throw new RuleBrokenException(
                "own_policy",
                "现行审批制度由您本人制定，不能再由您下单；请由本单位其他采购人下单。",
                "You have filed the approval policy in force, so you can't place orders under it; somebody else of the unit has to.");
        }
    }

    /// <summary>What the unit has ordered lately and not cancelled, when a limit could be reached together with it.</summary>
    async Task<IReadOnlyList<JudgedOrder>> EarlierAsync(
        ApprovalPolicy policy, IReadOnlyList<OrderNeed> needs, Order order, CancellationToken ct)
    {
        if (!policy.Rules.Any(rule => rule.IsBelowLimit(needs)))
        {
            return [];
        }

        var (unitId, since) = (policy.UnitId, order.SubmittedAt.AddDays(-policy.SplittingDays - SplitSearch.UsualDays));
        var rows = await (
            from need in db.OrderNeeds.AsNoTracking()
            // The order may be another unit's, which has placed it for this one.
            join known in db.Orders.IgnoreQueryFilters() on need.OrderId equals known.OrderId
            where need.UnitId == unitId && need.SubmittedAt >= since && known.State != OrderState.Cancelled
            select new { Need = need, known.Number }).ToListAsync(ct);
        return
        [
            .. rows.GroupBy(row => row.Need.OrderId).Select(group => new JudgedOrder(
                group.Key, group.First().Number, group.First().Need.SubmittedAt, [.. group.Select(row => row.Need)])),
        ];
    }

    async Task<IReadOnlyList<ApprovalStep>> NamedAsync(List<ApprovalStep> steps, CancellationToken ct)
    {
        var posts = await db.PostsAsync([.. steps.Select(step => step.PostId).Distinct()], ct);
        // Of a post that both policies name only the first step is kept: its holders would otherwise block each other.
        return
        [
            .. steps.DistinctBy(step => step.PostId)
                .Select(step => step with { UnitId = posts[step.PostId].UnitId, PostName = posts[step.PostId].Name }),
        ];
    }

    /// <summary>
    /// The end of the last day on which each part can be confirmed and still come on its day; null when no day was agreed.
    /// </summary>
    async Task<DateTimeOffset?> ConfirmBeforeAsync(Order order, CancellationToken ct)
    {
        var (listings, _) = await offers.OfAsync(
            [.. order.Parts.SelectMany(part => part.Lines).Select(line => line.ProductId).Distinct()], ct);
        return order.Parts.Where(part => part.DeliverOn is not null)
            .Select(part => part.DeliverOn!.Value.AddDays(
                -part.Lines.Max(line => listings.GetValueOrDefault(line.ProductId)?.Delivery?.LeadDays ?? 0)))
            .Select(day => (DateTimeOffset?)BusinessDay.StartOf(day.AddDays(1))).Min();
    }
}
