using Marketplace.Contracts;
using Marketplace.Logistics.Domain;

namespace Marketplace.Logistics.Freight;

/// <summary>What freight of a consignment would cost.</summary>
public sealed record FreightQuoteView
{
    /// <summary>In which the goods travel together; absent when they can't.</summary>
    public FreightClass? Class { get; init; }

    /// <summary>Of the goods, rounded up.</summary>
    public required long WeightKg { get; init; }

    /// <summary>Weight, or what the volume counts as: freight is asked for it.</summary>
    public required long ChargeableKg { get; init; }

    /// <summary>Where the goods would be taken in.</summary>
    public required string FromRegionId { get; init; }

    /// <summary>The station, hub or region.</summary>
    public required string FromName { get; init; }

    public required string ToRegionId { get; init; }

    public required string ToRegionName { get; init; }

    public required DateOnly DeliverOn { get; init; }

    /// <summary>The cheapest first, 20 at most; empty when nothing serves the way.</summary>
    public required IReadOnlyList<OfferView> Offers { get; init; }

    /// <summary>Why there is no offer, and what would help; absent when there is one.</summary>
    public NotServedView? NotServed { get; init; }

    /// <summary>A price of freight. It is no part of an order, binds nobody, and is never credited (CR-02).</summary>
    public sealed record OfferView
    {
        public required OfferKind Kind { get; init; }

        /// <summary>Whose tariff it is; absent for estimates, which may be of several.</summary>
        public Guid? CarrierId { get; init; }

        public string? CarrierName { get; init; }

        /// <summary>In all.</summary>
        public required long FreightFen { get; init; }

        /// <summary>Of a tonne of chargeable weight.</summary>
        public required long FenPerTonne { get; init; }

        /// <summary>The tariff and what of it decided; absent for estimates.</summary>
        public OfferTariff? Tariff { get; init; }

        /// <summary>The stretches of an estimate, which add up to the freight; absent for tariffs.</summary>
        public IReadOnlyList<OfferLeg>? Legs { get; init; }

        /// <summary>The last day on which the tariff stands, as far as it is known; absent when that is open, and for estimates.</summary>
        public DateOnly? ValidUntil { get; init; }
    }

    /// <summary>The tariff that an offer goes by.</summary>
    public sealed record OfferTariff
    {
        public required Guid TariffId { get; init; }

        public required string FromRegionId { get; init; }

        public required string ToRegionId { get; init; }

        public required FreightBasis Basis { get; init; }

        /// <summary>How many whole lorries; absent when it is not by lorries.</summary>
        public int? Lorries { get; init; }
    }

    /// <summary>A stretch of an estimate.</summary>
    public sealed record OfferLeg
    {
        public required FreightLeg Kind { get; init; }

        /// <summary>Where it begins.</summary>
        public required string FromName { get; init; }

        /// <summary>Where it ends.</summary>
        public required string ToName { get; init; }

        /// <summary>One way, rounded.</summary>
        public required int Kilometres { get; init; }

        public required Guid VehicleId { get; init; }

        public required string VehicleName { get; init; }

        public required Guid CarrierId { get; init; }

        /// <summary>How full the lorry is taken to be, in percent; 100 where the goods pay for whole lorries.</summary>
        public required int FillPercent { get; init; }

        public required long FreightFen { get; init; }
    }

    /// <summary>Why nothing serves a way.</summary>
    public sealed record NotServedView
    {
        public required NotServedReason Reason { get; init; }

        public required BilingualText Text { get; init; }

        /// <summary>What would help.</summary>
        public required BilingualText Cure { get; init; }
    }
}

/// <summary>What an offer of freight rests on.</summary>
public enum OfferKind
{
    /// <summary>运价: a carrier has stated it.</summary>
    Tariff = 1,

    /// <summary>经中转估算: by hub, trunk and depot, as plans cost them.</summary>
    EstimateByNodes = 2,

    /// <summary>直达估算: by lorries of its own.</summary>
    EstimateDirect = 3,
}

/// <summary>A stretch of the way.</summary>
public enum FreightLeg
{
    /// <summary>集货.</summary>
    Collection = 1,

    /// <summary>干线.</summary>
    Trunk = 2,

    /// <summary>配送.</summary>
    Delivery = 3,

    /// <summary>直达.</summary>
    Direct = 4,
}

/// <summary>Why no freight can be quoted.</summary>
public enum NotServedReason
{
    /// <summary>Frozen goods among others, which can't ride together.</summary>
    MixedClasses = 1,

    /// <summary>No carrier has stated a tariff, and nobody knows where one end is.</summary>
    PlaceUnknown = 2,

    /// <summary>No carrier has stated a tariff, and no vehicles are on offer that could go.</summary>
    NoCarrier = 3,
}
