using Marketplace.Contracts;
using Marketplace.Logistics.Carriers;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Regions;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Freight;

/// <summary>
/// POST /logistics/carriers/{carrierId}/tariffs. A registered carrier says what it asks. It needs nobody's confirmation: it is bound only
/// by what it accepts to carry, and quotes say whose word they are. What it asked for the same ends and class ends on the first day.
/// </summary>
public static class SetTariff
{
    const int AheadDaysMax = 366;
    const long FenMax = 1_000_000_000;

    public sealed record Request : IChecked
    {
        /// <summary>Made by the caller.</summary>
        public required Guid TariffId { get; init; }

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

        public void Check(Checks check)
        {
            check.NewId(TariffId, "tariffId");
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
    }

    /// <summary>What is stated, and what it ends.</summary>
    public sealed record Answer
    {
        public required TariffView Tariff { get; init; }

        /// <summary>Earlier tariffs for the same ends and class that end on its first day.</summary>
        public required IReadOnlyList<Guid> EndedTariffIds { get; init; }
    }

    public static void Map(RouteGroupBuilder carriers) => carriers.MapPost("/{carrierId:guid}/tariffs", HandleAsync)
        .WithName(nameof(SetTariff)).WithSummary("发布线路运价 State a tariff for a way")
        .For(Roles.Carrier).Decided(DecidedBy.Organisation).RequireIdempotencyKey<LogisticsDb>();

    static async Task<Created<Answer>> HandleAsync(
        Guid carrierId, Request request, LogisticsDb db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        if (carrierId != caller.Org)
        {
            throw Refusals.NotYours();
        }

        // Two that it states at once for the same ends end each other in some order.
        var carrier = await db.LockCarrierAsync(carrierId, ct);
        var now = clock.NowToTheMillisecond();
        var today = BusinessDay.Of(now);
        carrier.RequireActive(today, "carrierId");
        RequireAhead(request.ValidFrom, today);
        var tariff = new CarrierTariff
        {
            Id = request.TariffId,
            CarrierId = carrierId,
            Carrier = carrier,
            FromRegionId = request.FromRegionId,
            From = await db.CurrentRegionNamedAsync(request.FromRegionId, "fromRegionId", ct),
            ToRegionId = request.ToRegionId,
            To = await db.CurrentRegionNamedAsync(request.ToRegionId, "toRegionId", ct),
            Class = request.Class,
            FenPerTonne = request.FenPerTonne,
            LorryKg = request.LorryKg,
            LorryFen = request.LorryFen,
            MinimumFen = request.MinimumFen,
            ValidFrom = request.ValidFrom,
            ValidUntil = request.ValidUntil,
            StatedAt = now,
        };
        var ended = await EndEarlierAsync(db, tariff, ct);
        db.Add(tariff);
        await db.SaveChangesAsync(ct);
        return TypedResults.Created(
            $"/logistics/carriers/{carrierId}/tariffs",
            new Answer { Tariff = TariffView.Of(tariff, today), EndedTariffIds = [.. ended.Select(earlier => earlier.Id)] });
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
