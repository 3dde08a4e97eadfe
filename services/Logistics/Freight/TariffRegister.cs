using Marketplace.Contracts;
using Marketplace.Logistics.Carriers;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Regions;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Refusals;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Freight;

/// <summary>What the verbs of tariffs have in common.</summary>
static class TariffRegister
{
    const int AheadDaysMax = 366;

    /// <summary>States what a carrier asks that is active today, in a transaction and without saving.</summary>
    /// <returns>The tariff, and those that it ends.</returns>
    /// <exception cref="RefusalException">The carrier may not, or the day or an end is none.</exception>
    public static async Task<(CarrierTariff Tariff, IReadOnlyList<CarrierTariff> Ended)> StateAsync(
        this LogisticsDb db, TariffStatement asked, Guid tariffId, Guid carrierId, DateTimeOffset now, CancellationToken ct)
    {
        // Two that it states at once for the same ends end each other in some order.
        var carrier = await db.LockCarrierAsync(carrierId, ct);
        var today = BusinessDay.Of(now);
        carrier.RequireActive(today, "carrierId");
        RequireAhead(asked.ValidFrom, today);
        var tariff = asked.ToTariff(
            tariffId, carrierId, now, carrier, await db.CurrentRegionNamedAsync(asked.FromRegionId, "fromRegionId", ct),
            await db.CurrentRegionNamedAsync(asked.ToRegionId, "toRegionId", ct));
        var ended = await EndEarlierAsync(db, tariff, ct);
        db.Add(tariff);
        return (tariff, ended);
    }

    /// <summary>Nobody is quoted for a day that is over, and what is stated for days long past would change what was quoted.</summary>
    static void RequireAhead(DateOnly validFrom, DateOnly today)
    {
        if (validFrom < today || validFrom > today.AddDays(AheadDaysMax))
        {
            throw new InvalidRequestException(
                "day_out_of_range", "validFrom", $"生效日须在今天起 {AheadDaysMax} 天之内。",
                $"The first day is from today on, within {AheadDaysMax} days.");
        }
    }

    /// <summary>Of one carrier one stands for the same ends and class: what would stand beside this one ends where it begins.</summary>
    static async Task<List<CarrierTariff>> EndEarlierAsync(LogisticsDb db, CarrierTariff tariff, CancellationToken ct)
    {
        var own = await db.Tariffs
            .Where(known => known.CarrierId == tariff.CarrierId && known.FromRegionId == tariff.FromRegionId
                && known.ToRegionId == tariff.ToRegionId && known.Class == tariff.Class
                && (known.ValidUntil == null || known.ValidUntil >= tariff.ValidFrom)
                && (known.EndedOn == null || known.EndedOn > tariff.ValidFrom))
            .OrderBy(known => known.Id).ToListAsync(ct);
        var ended = own.FindAll(known => known.Overlaps(tariff));
        ended.ForEach(earlier => earlier.End(tariff.ValidFrom));
        return ended;
    }
}
