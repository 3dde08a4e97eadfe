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

    /// <summary>For whom and by whose help; null for a plain order for the buyer's own use.</summary>
    public OrderTerms? Terms { get; init; }
}
