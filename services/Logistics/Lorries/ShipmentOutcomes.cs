using Marketplace.Logistics.Shipments;
using Marketplace.Platform.Web;

namespace Marketplace.Logistics.Lorries;

/// <summary>What became of each shipment of a lorry's load.</summary>
public sealed record ShipmentOutcomes
{
    /// <summary>In the order asked.</summary>
    public required IReadOnlyList<Item> Items { get; init; }

    /// <summary>
    /// How many more shipments the call could have named, where it named none by id: call again for them. Null where it did.
    /// </summary>
    public int? Left { get; init; }

    /// <summary>What became of one shipment: done, when there is no problem.</summary>
    public sealed record Item
    {
        /// <summary>Absent when none of the labels by which it was named can be read.</summary>
        public required Guid? ShipmentId { get; init; }

        /// <summary>The shipment as it is now; absent when it was refused.</summary>
        public ShipmentSummary? Shipment { get; init; }

        /// <summary>Why it was refused; absent when it was done.</summary>
        public ItemProblem? Problem { get; init; }
    }
}
