using System.Text.Json.Serialization;
using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Policies;
using Marketplace.Platform.Web;

namespace Marketplace.Ordering.Approvals;

/// <summary>An order as those see it who have to approve it: what is bought of whom for how much, and what it does to the budget.</summary>
public sealed record ApprovalView : IView
{
    const Viewers Parties = Viewers.Buyer | Viewers.Auditor | Viewers.Operator;

    [JsonIgnore]
    public Viewers SeenAs { get; init; }

    public required Guid OrderId { get; init; }

    /// <summary>The number that people use.</summary>
    public required string Number { get; init; }

    public required Guid UnitId { get; init; }

    public required string UnitName { get; init; }

    /// <summary>The unit for which it is bought; null when the unit buys for itself.</summary>
    public Guid? PrincipalUnitId { get; init; }

    /// <summary>AwaitingApproval while it waits for a post.</summary>
    public required OrderState State { get; init; }

    /// <summary>Who placed it, and can't approve it.</summary>
    [SeenBy(Viewers.Buyer | Viewers.Auditor, DataClass.Person)]
    public required string? PlacedBy { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    public required int BudgetYear { get; init; }

    /// <summary>What the budget holds for it.</summary>
    [SeenBy(Parties, DataClass.Commercial)]
    public required long? AmountFen { get; init; }

    /// <summary>
    /// What was left of the budget of the year behind this order when it was held; null until then, and for whoever buys from another's
    /// budget. Others may have been held since.
    /// </summary>
    [SeenBy(Viewers.Buyer | Viewers.Auditor, DataClass.Commercial)]
    public required long? BudgetLeftFen { get; init; }

    [SeenBy(Viewers.Buyer | Viewers.Auditor, DataClass.Commercial | DataClass.Person)]
    public required ApprovalProgress? Progress { get; init; }

    /// <summary>By line number.</summary>
    public required IReadOnlyList<LineView> Lines { get; init; }

    /// <summary>What is bought.</summary>
    public sealed record LineView : IView
    {
        [JsonIgnore]
        public Viewers SeenAs { get; init; }

        public required int LineNumber { get; init; }

        public required Guid SupplierId { get; init; }

        public required string SupplierName { get; init; }

        public required string ProductName { get; init; }

        public required ProductCategory Category { get; init; }

        public required string OriginName { get; init; }

        /// <summary>The day on which it is to arrive; null when none was agreed.</summary>
        public DateOnly? DeliverOn { get; init; }

        public required Quantity Quantity { get; init; }

        public required TradeUnit Unit { get; init; }

        /// <summary>Less its share of the discount.</summary>
        [SeenBy(Parties, DataClass.Commercial)]
        public required long? AmountFen { get; init; }
    }

    /// <summary>What a caller who sees the request sees of it.</summary>
    /// <param name="request">With its decisions.</param>
    /// <param name="order">With its parts and lines.</param>
    /// <param name="caller">Who looks.</param>
    internal static ApprovalView Of(ApprovalRequest request, Order order, Caller caller)
    {
        // Of organisations only those see a request that order, are ordered for, or have one of its posts.
        var seenAs = caller.Oversight | (caller.Org is null ? Viewers.None : Viewers.Buyer);
        return new ApprovalView
        {
            SeenAs = seenAs,
            OrderId = order.OrderId,
            Number = order.Number,
            UnitId = order.UnitId,
            UnitName = order.UnitName,
            PrincipalUnitId = order.Terms?.PrincipalUnitId,
            State = order.State,
            PlacedBy = request.PlacedBy,
            RequestedAt = request.RequestedAt,
            BudgetYear = order.BudgetYear,
            AmountFen = order.Amount.Fen,
            BudgetLeftFen = caller.Org == order.UnitId && order.PayerId != order.UnitId ? null : order.BudgetLeft?.Fen,
            Progress = ApprovalProgress.Of(request),
            Lines = [.. order.Parts.SelectMany(part => part.Lines.Select(line => (part, line))).OrderBy(entry => entry.line.LineNumber)
                .Select(entry => new LineView
                {
                    SeenAs = seenAs,
                    LineNumber = entry.line.LineNumber,
                    SupplierId = entry.part.SupplierId,
                    SupplierName = entry.part.SupplierName,
                    ProductName = entry.line.Goods.ProductName,
                    Category = entry.line.Goods.Category,
                    OriginName = entry.line.Goods.OriginName,
                    DeliverOn = entry.part.DeliverOn,
                    Quantity = entry.line.Quantity,
                    Unit = entry.line.Goods.Unit,
                    AmountFen = (entry.line.Amount - entry.line.Discount).Fen,
                })],
        };
    }
}
