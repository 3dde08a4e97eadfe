using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Orders;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Drafts;

/// <summary>What a draft would be as orders, and all that speaks against it.</summary>
public sealed record DraftPreview
{
    public required Guid DraftId { get; init; }

    /// <summary>The version of the draft that it is about.</summary>
    public required long Version { get; init; }

    /// <summary>When prices and rules were looked at.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Whether it can be ordered as it stands.</summary>
    public required bool IsOrderable { get; init; }

    /// <summary>What all of it would cost; to be given back when it is ordered. Lines that can't be had are left out.</summary>
    public required long AmountFen { get; init; }

    /// <summary>One for each unit.</summary>
    public required IReadOnlyList<OrderPreview> Orders { get; init; }

    /// <summary>All lines, in the order of their numbers.</summary>
    public required IReadOnlyList<LinePreview> Lines { get; init; }

    /// <summary>An order as it would be placed.</summary>
    public sealed record OrderPreview
    {
        /// <summary>For which unit.</summary>
        public required Guid UnitId { get; init; }

        public string? UnitName { get; init; }

        public required int LineCount { get; init; }

        public required int SupplierCount { get; init; }

        /// <summary>How many deliveries of a supplier to a dock on a day.</summary>
        public required int PartCount { get; init; }

        public required long AmountFen { get; init; }

        /// <summary>
        /// Whether the budget of the unit suffices, as far as it is known from its last order of this year; null when there was none. It
        /// may have been changed since: GET /units/purchasing-units/{unitId}/budgets/{year} tells how it stands.
        /// </summary>
        public BudgetPreview? Budget { get; init; }

        /// <summary>What of it is charged besides goods: freight, deposits, services.</summary>
        public required long ChargesFen { get; init; }

        /// <summary>The weight of goods that are sold by weight or in packs of declared content; the others weigh nothing here.</summary>
        public required decimal Kilograms { get; init; }

        /// <summary>
        /// The posts that will have to approve it, in order; none when nobody has to, and while it has faults that leave nothing to order.
        /// </summary>
        public required IReadOnlyList<ApprovalPreview> Approvals { get; init; }

        /// <summary>Orders from which this one would seem to have been split to avoid a rule (疑似拆分); mostly none.</summary>
        public required IReadOnlyList<SuspectedSplit> SuspectedSplits { get; init; }

        /// <summary>What speaks against the order as a whole.</summary>
        public required IReadOnlyList<CheckFault> Faults { get; init; }
    }

    /// <summary>How a budget stood.</summary>
    /// <param name="Year">Of which year.</param>
    /// <param name="IsEnough">Whether that would have held the order.</param>
    /// <param name="AvailableFen">What was left of it; null of the budget of a unit that is bought for.</param>
    /// <param name="At">When.</param>
    public sealed record BudgetPreview(int Year, bool IsEnough, long? AvailableFen, DateTimeOffset At);

    /// <summary>A post that will have to approve.</summary>
    /// <param name="UnitId">The unit that has the post.</param>
    /// <param name="PostName">What it is called.</param>
    /// <param name="Rules">The rules of the policy that ask for it.</param>
    /// <param name="WithinHours">How long it may take; null when only the limit of the whole counts.</param>
    public sealed record ApprovalPreview(Guid UnitId, string PostName, IReadOnlyList<string> Rules, int? WithinHours);

    /// <summary>A line as it would be sold.</summary>
    public sealed record LinePreview
    {
        public required int LineNumber { get; init; }

        /// <summary>The row of the sheet that it was read from.</summary>
        public int? Row { get; init; }

        /// <summary>For which unit.</summary>
        public Guid? UnitId { get; init; }

        /// <summary>What it would be sold as: name, origin, recognition and price of now; null when it can't be had.</summary>
        public GoodsFacts? Goods { get; init; }

        /// <summary>The region of its dock; null while that is not known.</summary>
        public RegionPath? DeliveryPath { get; init; }

        public Quantity? Quantity { get; init; }

        public long? AmountFen { get; init; }

        /// <summary>What more of it would cost a unit; null when no tier is above the quantity.</summary>
        public PriceTier? NextTier { get; init; }

        public DateOnly? DeliverOn { get; init; }

        /// <summary>The first day on which it could come to its dock; null when it can't within a year.</summary>
        public DateOnly? EarliestDay { get; init; }

        /// <summary>All that speaks against it.</summary>
        public required IReadOnlyList<DraftFault> Faults { get; init; }
    }
}

/// <summary>Assembles the orders of a draft, and shows them.</summary>
public sealed class DraftOrders(OrderAssembly assembly, DraftViews views, OrderingDb db, Caller caller, TimeProvider clock)
{
    /// <summary>The orders of the lines that are complete.</summary>
    public Task<IReadOnlyList<AssembledOrder>> AssembleAsync(Draft draft, PlaceOrder.Agreed? agreed, CancellationToken ct) =>
        assembly.AssembleAsync(
            draft.UnitId,
            [
                .. draft.Lines.Where(line => line.IsComplete).OrderBy(line => line.LineNumber).Select(line => new WantedLine(
                    line.LineNumber, line.ProductId!.Value, line.Quantity!.Value, line.UnitId!.Value, line.DockId!.Value,
                    line.DeliverOn!.Value)),
            ],
            agreed,
            caller.Subject,
            ct);

    /// <summary>What the draft would be as orders.</summary>
    public async Task<DraftPreview> PreviewAsync(Draft draft, IReadOnlyList<AssembledOrder> orders, CancellationToken ct)
    {
        List<DraftLine> lines = [.. draft.Lines.OrderBy(line => line.LineNumber)];
        var unfound = await views.FaultsAsync(draft.UnitId, lines, ct);
        var budgets = await BudgetsAsync(draft.UnitId, orders, ct);
        var sold = orders.SelectMany(order => order.Lines).ToDictionary(line => line.Wanted.Number);
        var unfit = (
            from order in orders
            from fault in order.Faults
            from number in fault.Lines
            select (number, fault.Fault)).ToLookup(fault => fault.number, fault => fault.Fault);
        return new DraftPreview
        {
            DraftId = draft.DraftId,
            Version = draft.Version,
            At = clock.GetUtcNow(),
            IsOrderable = draft.OrderedAt is null && lines.Count > 0 && unfound.Count == 0
                && orders.All(order => order.Faults.Count == 0),
            AmountFen = orders.Sum(order => order.Amount.Fen),
            Orders = [.. orders.Select(order => Of(order, budgets.GetValueOrDefault(order.UnitId)))],
            Lines = [.. lines.Select(line => Of(line, sold.GetValueOrDefault(line.LineNumber), [
                .. unfound.GetValueOrDefault(line.LineNumber) ?? [],
                .. unfit[line.LineNumber].Select(fault => new DraftFault(FieldOf(fault.Field), fault.Code, fault.Zh, fault.En)),
            ]))],
        };
    }

    /// <summary>What is known of the budgets from the last order that each holds.</summary>
    async Task<Dictionary<Guid, DraftPreview.BudgetPreview>> BudgetsAsync(
        Guid own, IReadOnlyList<AssembledOrder> orders, CancellationToken ct)
    {
        var year = BusinessDay.Of(clock.GetUtcNow()).Year;
        Dictionary<Guid, DraftPreview.BudgetPreview> known = [];
        foreach (var order in orders)
        {
            // Whoever may buy from a budget may know whether it suffices, whoever has ordered last.
            var last = await db.Orders.IgnoreQueryFilters().AsNoTracking()
                .Where(row => row.PayerId == order.UnitId && row.BudgetLeft != null && row.BudgetYear == year)
                .OrderByDescending(row => row.SubmittedAt)
                .Select(row => new { Left = row.BudgetLeft!.Value, At = row.BudgetLeftAt!.Value })
                .FirstOrDefaultAsync(ct);
            if (last is not null)
            {
                known[order.UnitId] = new DraftPreview.BudgetPreview(
                    year, order.Amount <= last.Left, order.UnitId == own ? last.Left.Fen : null, last.At);
            }
        }

        return known;
    }

    static DraftPreview.OrderPreview Of(AssembledOrder order, DraftPreview.BudgetPreview? budget)
    {
        List<AssembledLine> sold = [.. order.Lines.Where(line => line.Goods is not null)];
        return new DraftPreview.OrderPreview
        {
            UnitId = order.UnitId,
            UnitName = order.UnitName,
            LineCount = order.Request.Deliveries!.Sum(delivery => delivery.Lines.Count),
            SupplierCount = sold.Select(line => line.Goods!.SupplierId).Distinct().Count(),
            PartCount = sold.Select(line => (line.Goods!.SupplierId, line.Wanted.DockId, line.Wanted.DeliverOn)).Distinct().Count(),
            AmountFen = order.Amount.Fen,
            Budget = budget,
            ChargesFen = sold.Where(line => line.Goods!.Charge is not null and not ChargeKind.Goods).Sum(line => line.Amount.Fen),
            Kilograms = sold.Sum(line => line.Wanted.Quantity.Units * (line.Goods!.Unit.Grams ?? 0) / 1_000m),
            Approvals = [.. order.Approvals.Select(
                step => new DraftPreview.ApprovalPreview(step.UnitId, step.PostName, step.Rules, step.WithinHours))],
            SuspectedSplits = order.SuspectedSplits,
            Faults = [.. order.Faults.Where(fault => fault.Lines.Count == 0).Select(fault => fault.Fault)],
        };
    }

    static DraftPreview.LinePreview Of(DraftLine line, AssembledLine? sold, IReadOnlyList<DraftFault> faults) => new()
    {
        LineNumber = line.LineNumber,
        Row = line.Row,
        UnitId = line.UnitId,
        Goods = sold?.Goods,
        DeliveryPath = sold?.DeliveryPath,
        Quantity = line.Quantity,
        AmountFen = sold?.Goods is null ? null : sold.Amount.Fen,
        NextTier = sold?.Goods is null ? null : sold.Listing!.PriceTiers.FirstOrDefault(tier => tier.FromQuantity > line.Quantity),
        DeliverOn = line.DeliverOn,
        EarliestDay = sold?.EarliestDay,
        Faults = faults,
    };

    /// <summary>What was typed that a fault of an order is about.</summary>
    static string FieldOf(string field) => field[(field.LastIndexOf('.') + 1)..] switch
    {
        "productId" => "product",
        "dockId" => "dock",
        var other => other,
    };
}
