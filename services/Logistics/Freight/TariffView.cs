using Marketplace.Logistics.Domain;

namespace Marketplace.Logistics.Freight;

/// <summary>What a carrier asks, as callers see it.</summary>
public sealed record TariffView
{
    public required Guid TariffId { get; init; }

    public required Guid CarrierId { get; init; }

    public required string CarrierName { get; init; }

    /// <summary>Where the carrier stands on the day: its tariffs are quoted while it is Active.</summary>
    public required CarrierState CarrierState { get; init; }

    public required string FromRegionId { get; init; }

    public required string FromRegionName { get; init; }

    public required string ToRegionId { get; init; }

    public required string ToRegionName { get; init; }

    public required FreightClass Class { get; init; }

    /// <summary>Of a tonne of chargeable weight.</summary>
    public required long FenPerTonne { get; init; }

    /// <summary>The chargeable weight that one lorry takes at most; absent when no price of whole lorries is stated.</summary>
    public int? LorryKg { get; init; }

    /// <summary>Of a whole lorry; a consignment goes by whole lorries when that costs less than by weight.</summary>
    public long? LorryFen { get; init; }

    /// <summary>The least that a consignment costs.</summary>
    public required long MinimumFen { get; init; }

    public required DateOnly ValidFrom { get; init; }

    /// <summary>The last day, inclusive, as it was stated; absent when that was left open.</summary>
    public DateOnly? ValidUntil { get; init; }

    public required DateTimeOffset StatedAt { get; init; }

    /// <summary>The first day on which it stands no longer, since its carrier has ended it or stated another.</summary>
    public DateOnly? EndedOn { get; init; }

    /// <summary>A tariff whose carrier and regions are loaded.</summary>
    internal static TariffView Of(CarrierTariff tariff, DateOnly day) => new()
    {
        TariffId = tariff.Id,
        CarrierId = tariff.CarrierId,
        CarrierName = tariff.Carrier.Name,
        CarrierState = tariff.Carrier.StateOn(day),
        FromRegionId = tariff.FromRegionId,
        FromRegionName = tariff.From.Name,
        ToRegionId = tariff.ToRegionId,
        ToRegionName = tariff.To.Name,
        Class = tariff.Class,
        FenPerTonne = tariff.FenPerTonne,
        LorryKg = tariff.LorryKg,
        LorryFen = tariff.LorryFen,
        MinimumFen = tariff.MinimumFen,
        ValidFrom = tariff.ValidFrom,
        ValidUntil = tariff.ValidUntil,
        StatedAt = tariff.StatedAt,
        EndedOn = tariff.EndedOn,
    };
}
