using Marketplace.Contracts;

namespace Marketplace.Ordering.Domain;

/// <summary>An order that is placed, or previewed, as approval policies judge it.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Number">The number that people use; empty while it has none.</param>
/// <param name="SubmittedAt">When it is placed.</param>
/// <param name="UnitId">The unit that orders.</param>
/// <param name="PrincipalUnitId">The unit for which it is bought; null when the unit buys for itself.</param>
/// <param name="PlacedBy">The subject of the token of whoever places it.</param>
/// <param name="Lines">What is bought.</param>
public sealed record NewOrder(
    Guid OrderId, string Number, DateTimeOffset SubmittedAt, Guid UnitId, Guid? PrincipalUnitId, string PlacedBy,
    IReadOnlyList<NewOrder.Line> Lines)
{
    /// <summary>What is bought in a line.</summary>
    /// <param name="Goods">What it is sold as.</param>
    /// <param name="DeliverOn">The day on which it is to arrive; null when none is agreed.</param>
    /// <param name="Amount">Less the discount.</param>
    public sealed record Line(GoodsFacts Goods, DateOnly? DeliverOn, Money Amount);

    /// <summary>Of an order with its parts and lines.</summary>
    public static NewOrder Of(Order order) => new(
        order.OrderId, order.Number, order.SubmittedAt, order.UnitId, order.Terms?.PrincipalUnitId, order.PlacedBy,
        [.. order.Parts.SelectMany(part => part.Lines.Select(line => new Line(line.Goods, part.DeliverOn, line.Amount - line.Discount)))]);
}
