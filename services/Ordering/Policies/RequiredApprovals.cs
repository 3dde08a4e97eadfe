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
        var judged = NewOrder.Of(order);
        var judges = await JudgesAsync(judged, ct);
        if (judges.Count == 0)
        {
            return;
        }

        // Of orders that are placed at once the later one sees the earlier: no limit is passed by two that don't know of each other.
        await db.LockAsync<PurchasingUnit>([.. judges.Select(judge => judge.Unit.UnitId)], ct);
        if (OwnPolicy(judged, judges) is { } refusal)
        {
            throw refusal;
        }

        var needed = await JudgeAsync(judged, judges, Unsaved(), ct);
        db.AddRange(needed.Needs);
        if (needed.Steps.Count > 0)
        {
            order.RequireApproval();
            db.Add(ApprovalRequest.Of(
                order, needed.Steps, needed.Splits, judges.Select(judge => judge.Unit.UnitId), await ConfirmBeforeAsync(order, ct)));
        }
    }

    /// <summary>What orders would have to wait for that are placed one after another; nothing is locked, and nothing is added.</summary>
    public async Task<IReadOnlyList<NeededApprovals>> PreviewAsync(IReadOnlyList<NewOrder> orders, CancellationToken ct)
    {
        List<OrderNeed> before = [];
        List<NeededApprovals> all = [];
        foreach (var order in orders)
        {
            var judges = await JudgesAsync(order, ct);
            var needed = await JudgeAsync(order, judges, [.. before.Select(need => (need, ""))], ct);
            before.AddRange(needed.Needs);
            all.Add(needed with { Refusal = OwnPolicy(order, judges) });
        }

        return all;
    }

    async Task<NeededApprovals> JudgeAsync(
        NewOrder order, List<(PurchasingUnit Unit, ApprovalPolicy Policy)> judges, IReadOnlyList<(OrderNeed Need, string Number)> unsaved,
        CancellationToken ct)
    {
        var today = BusinessDay.Of(order.SubmittedAt);
        List<OrderNeed> all = [];
        List<ApprovalStep> steps = [];
        List<SuspectedSplit> splits = [];
        foreach (var (unit, policy) in judges)
        {
            var partners = policy.Rules.Any(rule => rule.OutsidePartnerRegion) && unit.PathOn(today) is { } path
                ? await pairings.PartnersAsync(path, today, ct)
                : null;
            var needs = OrderNeed.Of(unit.UnitId, order, partners);
            var found = SplitSearch.Find(
                policy,
                new JudgedOrder(order.OrderId, order.Number, order.SubmittedAt, needs),
                await EarlierAsync(policy, needs, order.SubmittedAt, unsaved, ct));
            all.AddRange(needs);
            splits.AddRange(found);
            steps.AddRange(policy.StepsFor(needs, found.Select(split => split.Rule).ToHashSet(StringComparer.Ordinal)));
        }

        return new NeededApprovals(all, await NamedAsync(steps, ct), splits, Refusal: null);
    }

    /// <summary>The units whose policy judges the order, the one that orders first.</summary>
    async Task<List<(PurchasingUnit Unit, ApprovalPolicy Policy)>> JudgesAsync(NewOrder order, CancellationToken ct)
    {
        var today = BusinessDay.Of(order.SubmittedAt);
        Guid[] ids = order.PrincipalUnitId is { } principal ? [order.UnitId, principal] : [order.UnitId];
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
    static RuleBrokenException? OwnPolicy(NewOrder order, List<(PurchasingUnit Unit, ApprovalPolicy Policy)> judges) =>
        judges.Exists(judge => judge.Policy.FiledBy == order.PlacedBy)
            ? new RuleBrokenException(
                "own_policy",
                "现行审批制度由您本人制定，不能再由您下单；请由本单位其他采购人下单。",
                "You have filed the approval policy in force, so you can't place orders under it; somebody else of the unit has to.")
            : null;

    /// <summary>What the unit has ordered lately and not cancelled, when a limit could be reached together with it.</summary>
    /// <param name="unsaved">Of orders that are placed in one transaction with the new one.</param>
    async Task<IReadOnlyList<JudgedOrder>> EarlierAsync(
        ApprovalPolicy policy, IReadOnlyList<OrderNeed> needs, DateTimeOffset at, IReadOnlyList<(OrderNeed Need, string Number)> unsaved,
        CancellationToken ct)
    {
        if (!policy.Rules.Any(rule => rule.IsBelowLimit(needs)))
        {
            return [];
        }

        var (unitId, since) = (policy.UnitId, at.AddDays(-policy.SplittingDays - SplitSearch.UsualDays));
        var rows = await (
            from need in db.OrderNeeds.AsNoTracking()
                // The order may be another unit's, which has placed it for this one.
            join known in db.Orders.IgnoreQueryFilters() on need.OrderId equals known.OrderId
            where need.UnitId == unitId && need.SubmittedAt >= since && known.State != OrderState.Cancelled
            select new { Need = need, known.Number }).ToListAsync(ct);
        return
        [
            .. rows.Select(row => (row.Need, row.Number)).Concat(unsaved.Where(row => row.Need.UnitId == unitId))
                .GroupBy(row => row.Need.OrderId).Select(group => new JudgedOrder(
                    group.Key, group.First().Number, group.First().Need.SubmittedAt, [.. group.Select(row => row.Need)])),
        ];
    }

    List<(OrderNeed Need, string Number)> Unsaved()
    {
        var numbers = db.ChangeTracker.Entries<Order>().Where(entry => entry.State == EntityState.Added)
            .ToDictionary(entry => entry.Entity.OrderId, entry => entry.Entity.Number);
        return
        [
            .. db.ChangeTracker.Entries<OrderNeed>().Where(entry => entry.State == EntityState.Added)
                .Select(entry => (entry.Entity, numbers.GetValueOrDefault(entry.Entity.OrderId, ""))),
        ];
    }

    async Task<IReadOnlyList<ApprovalStep>> NamedAsync(List<ApprovalStep> steps, CancellationToken ct)
    {
        if (steps.Count == 0)
        {
            return [];
        }

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

/// <summary>What an order has to wait for.</summary>
/// <param name="Needs">What it buys, as each policy judges it.</param>
/// <param name="Steps">In order, with unit and name of their posts; none when nobody has to approve.</param>
/// <param name="Splits">The orders from which it seems to have been split.</param>
/// <param name="Refusal">Why whoever places it may not place it; null when they may.</param>
public sealed record NeededApprovals(
    IReadOnlyList<OrderNeed> Needs, IReadOnlyList<ApprovalStep> Steps, IReadOnlyList<SuspectedSplit> Splits, RuleBrokenException? Refusal);
