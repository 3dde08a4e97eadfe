using Marketplace.Contracts;

namespace Marketplace.Ordering.Domain;

/// <summary>
/// A rule of an approval policy: which goods it is about, from which amount on it applies, and which posts then approve one after another.
/// A condition that is absent is always met.
/// </summary>
public sealed record ApprovalRule
{
    /// <summary>Unique in the policy.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// It applies when what an order has of the goods that the rule is about comes to at least this much, in fen; null when any amount
    /// does.
    /// </summary>
    public long? AmountFromFen { get; init; }

    /// <summary>The categories that it is about; null when all.</summary>
    public IReadOnlyList<ProductCategory>? Categories { get; init; }

    /// <summary>The suppliers that it is about; null when all.</summary>
    public IReadOnlyList<Guid>? SupplierIds { get; init; }

    /// <summary>It is about goods only that come from outside the counties with which the region of the unit is paired.</summary>
    public bool OutsidePartnerRegion { get; init; }

    /// <summary>At least one, in order.</summary>
    public required IReadOnlyList<Step> Steps { get; init; }

    /// <summary>One post that has to approve.</summary>
    public sealed record Step
    {
        /// <summary>A post (岗位) of the unit or of the one above it.</summary>
        public required Guid PostId { get; init; }

        /// <summary>How long it may take, 1 to 720 hours; absent when only the limit of the whole counts.</summary>
        public int? WithinHours { get; init; }
    }

    /// <summary>Whether it is about these goods.</summary>
    public bool Covers(OrderNeed need) =>
        (Categories is null || Categories.Contains(need.Category))
        && (SupplierIds is null || SupplierIds.Contains(need.SupplierId))
        && (!OutsidePartnerRegion || need.IsOutsidePartnerRegion);

    /// <summary>What an order has of the goods that it is about.</summary>
    public Money AmountOf(IEnumerable<OrderNeed> needs) => needs.Where(Covers).Aggregate(Money.Zero, (sum, need) => sum + need.Amount);

    /// <summary>
    /// Whether an order has goods that it is about, and fewer than it applies from: together with others there may be enough.
    /// </summary>
    public bool IsBelowLimit(IEnumerable<OrderNeed> needs)
    {
        var amount = AmountOf(needs).Fen;
        return amount > 0 && amount < AmountFromFen;
    }

    /// <summary>Whether an order by itself needs its steps.</summary>
    public bool AppliesTo(IReadOnlyList<OrderNeed> needs) => needs.Any(Covers) && AmountOf(needs).Fen >= (AmountFromFen ?? 0);
}
