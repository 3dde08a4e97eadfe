using System.Text.Json.Serialization;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Views;
using Marketplace.Platform.Web;

namespace Marketplace.Logistics.Shipments;

/// <summary>That another carrier was named after the dispatch, or that the one that was named has refused; by whom and why.</summary>
public sealed record CarrierChangeView : IView
{
    [JsonIgnore]
    public Viewers SeenAs { get; init; }

    /// <summary>Counts the changes of a shipment from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Who was named until then; null when that one had refused.</summary>
    public required Guid? OldCarrierId { get; init; }

    public required string? OldWaybill { get; init; }

    /// <summary>Who is named from then on; null when the carrier refused.</summary>
    public required Guid? NewCarrierId { get; init; }

    public required string? NewWaybill { get; init; }

    public required CarrierChangeReason Reason { get; init; }

    /// <summary>What was said to the others; null when nothing was.</summary>
    [SeenBy(ShipmentViewers.Delivery, DataClass.Commercial)]
    public string? Note { get; init; }

    /// <summary>The subject of the token.</summary>
    [SeenBy(Viewers.Supplier | Viewers.Auditor, DataClass.Person)]
    public required string? ChangedBy { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    internal static CarrierChangeView Of(CarrierChange change, Viewers seenAs) => new()
    {
        SeenAs = seenAs,
        Number = change.Number,
        OldCarrierId = change.OldCarrierId,
        OldWaybill = change.OldWaybill,
        NewCarrierId = change.NewCarrierId,
        NewWaybill = change.NewWaybill,
        Reason = change.Reason,
        Note = change.Note,
        ChangedBy = change.ChangedBy,
        ChangedAt = change.ChangedAt,
    };
}
