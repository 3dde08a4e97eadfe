using Marketplace.Contracts;

namespace Marketplace.Ordering.Orders;

/// <summary>A line that is to be ordered at whatever it costs now, of a draft or a template.</summary>
/// <param name="Number">By which people know it; faults name it.</param>
/// <param name="ProductId">The product.</param>
/// <param name="Quantity">In its trade unit.</param>
/// <param name="UnitId">For which unit.</param>
/// <param name="DockId">Where to.</param>
/// <param name="DeliverOn">When, in Asia/Shanghai.</param>
public sealed record WantedLine(int Number, Guid ProductId, Quantity Quantity, Guid UnitId, Guid DockId, DateOnly DeliverOn);
