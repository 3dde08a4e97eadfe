using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;

namespace Marketplace.Ordering.Orders;

/// <summary>An order as it would be placed for one unit, and all that speaks against it.</summary>
/// <param name="UnitId">For which unit.</param>
/// <param name="UnitName">Null when the unit is not known.</param>
/// <param name="Request">At the prices of now.</param>
/// <param name="Lines">As they would be sold.</param>
/// <param name="Amount">What it would cost; lines that can't be had are left out.</param>
/// <param name="Faults">With the numbers of the lines that they are about; none when they are about the order.</param>
public sealed record AssembledOrder(
    Guid UnitId, string? UnitName, PlaceOrder.Request Request, IReadOnlyList<AssembledLine> Lines, Money Amount,
    IReadOnlyList<OrderFault> Faults)
{
    /// <summary>The steps that would have to approve it, in order.</summary>
    public IReadOnlyList<ApprovalStep> Approvals { get; init; } = [];

    /// <summary>Orders from which it would seem to have been split.</summary>
    public IReadOnlyList<SuspectedSplit> SuspectedSplits { get; init; } = [];
}

/// <summary>A line as it would be sold.</summary>
/// <param name="Wanted">As it is wanted.</param>
/// <param name="Listing">Null when there is no such product.</param>
/// <param name="Goods">At the price of now; null when it can't be had.</param>
/// <param name="Amount">Rounded once (CR-03); zero when it can't be had.</param>
/// <param name="EarliestDay">The first day on which it could come to its dock; null when it can't within a year.</param>
/// <param name="DeliveryPath">The region of its dock.</param>
public sealed record AssembledLine(
    WantedLine Wanted, Listing? Listing, GoodsFacts? Goods, Money Amount, DateOnly? EarliestDay, RegionPath DeliveryPath);

/// <summary>What speaks against an order.</summary>
/// <param name="Lines">The numbers of the lines that it is about; empty when it is about the order.</param>
/// <param name="Fault">What is wrong, and what to do.</param>
public sealed record OrderFault(IReadOnlyList<int> Lines, CheckFault Fault)
{
    internal static OrderFault Of(IReadOnlyList<int> lines, RefusalException refusal) =>
        new(lines, new CheckFault(refusal.Field ?? "", refusal.Code, refusal.Zh, refusal.En));
}
