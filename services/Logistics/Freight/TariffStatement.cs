using Marketplace.Logistics.Domain;
using Marketplace.Platform.Web;

namespace Marketplace.Logistics.Freight;

/// <summary>What a carrier asks for a way, in a request or in a row of a table.</summary>
public record TariffStatement : IChecked
{
    const long FenMax = 1_000_000_000;

    /// <summary>Where goods are taken in: a county or what is above it, with all that lies in it.</summary>
    public required string FromRegionId { get; init; }

    /// <summary>Where goods are handed over: a county or what is above it, with all that lies in it.</summary>
    public required string ToRegionId { get; init; }

    public required FreightClass Class { get; init; }

    /// <summary>Of a tonne of chargeable weight, 1 to 10,000,000.</summary>
    public required long FenPerTonne { get; init; }

    /// <summary>The chargeable weight that one lorry takes at most, 1 to 100,000; stated with <see cref="LorryFen"/>.</summary>
    public int? LorryKg { get; init; }

    /// <summary>Of a whole lorry, however full, 1 to 1,000,000,000; absent when there is no such price.</summary>
    public long? LorryFen { get; init; }

    /// <summary>The least that a consignment costs, 0 to 1,000,000,000; 0 when absent.</summary>
    public long MinimumFen { get; init; }

    /// <summary>The first day: from today on, within 366 days.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>The last day, inclusive; absent when it stands until it is ended.</summary>
    public DateOnly? ValidUntil { get; init; }

    public virtual void Check(Checks check)
    {
        check.Code(FromRegionId, "fromRegionId", max: 40);
        check.Code(ToRegionId, "toRegionId", max: 40);
        check.Range(FenPerTonne, 1, 10_000_000, "fenPerTonne");
        check.Range(LorryKg ?? 1, 1, 100_000, "lorryKg");
        check.Range(LorryFen ?? 1, 1, FenMax, "lorryFen");
        check.That(
            LorryKg is null == LorryFen is null,
            LorryKg is null ? "lorryKg" : "lorryFen",
            "lorry_incomplete",
            "整车价须同时填写载重（lorryKg）和价格（lorryFen），或都不填。",
            "A price of whole lorries takes both what one carries (lorryKg) and what it costs (lorryFen), or neither.");
        check.Range(MinimumFen, 0, FenMax, "minimumFen");
        check.Period(ValidFrom, ValidUntil, "validUntil");
    }

    /// <summary>The tariff as it is stated; without its carrier and regions it is only compared.</summary>
    internal CarrierTariff ToTariff(
        Guid tariffId, Guid carrierId, DateTimeOffset statedAt, Carrier? carrier = null, Region? from = null, Region? to = null) => new()
        {
            Id = tariffId,
            CarrierId = carrierId,
            Carrier = carrier!,
            FromRegionId = FromRegionId,
            From = from!,
            ToRegionId = ToRegionId,
            To = to!,
            Class = Class,
            FenPerTonne = FenPerTonne,
            LorryKg = LorryKg,
            LorryFen = LorryFen,
            MinimumFen = MinimumFen,
            ValidFrom = ValidFrom,
            ValidUntil = ValidUntil,
            StatedAt = statedAt,
        };
}
