using Marketplace.Contracts;

namespace Marketplace.Logistics.Domain;

/// <summary>What a shipment keeps of the confirmed order that it belongs to.</summary>
public sealed record OrderFacts
{
    public required Guid OrderId { get; init; }

    public required string OrderNumber { get; init; }

    public required Guid UnitId { get; init; }

    public required string UnitName { get; init; }

    public required RegionPath UnitPath { get; init; }

    public required int BudgetYear { get; init; }

    public required DateTimeOffset ConfirmedAt { get; init; }

    public required RegionPath DeliveryPath { get; init; }

    public required string DeliveryAddress { get; init; }

    /// <summary>The buyer's dock that takes the goods in; null when only an address was given.</summary>
    public Guid? DockId { get; init; }

    public string? DockName { get; init; }

    /// <summary>The day on which they are to arrive, in Asia/Shanghai; null when none was agreed.</summary>
    public DateOnly? DeliverOn { get; init; }

    /// <summary>The time of that day; null when any.</summary>
    public DeliveryWindow? Window { get; init; }

    /// <summary>For whom and by whose help; null for a plain order for the buyer's own use.</summary>
    public OrderTerms? Terms { get; init; }
}
