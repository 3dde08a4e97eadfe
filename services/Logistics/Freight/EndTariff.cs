using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Freight;

/// <summary>
/// POST /logistics/carriers/{carrierId}/tariffs/{tariffId}/ending. From today it is quoted no more; what was agreed stays.
/// </summary>
public static class EndTariff
{
    public static void Map(RouteGroupBuilder carriers) => carriers
        .MapPost("/{carrierId:guid}/tariffs/{tariffId:guid}/ending", HandleAsync)
        .WithName(nameof(EndTariff)).WithSummary("停用线路运价 No longer ask a tariff")
        .For(Roles.Carrier).Decided(DecidedBy.Organisation).RequireIdempotencyKey<LogisticsDb>();

    static async Task<Ok<TariffView>> HandleAsync(
        Guid carrierId, Guid tariffId, LogisticsDb db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        if (carrierId != caller.Org)
        {
            throw Refusals.NotYours();
        }

        await db.LockAsync<CarrierTariff>([tariffId], ct);
        var tariff = await db.Tariffs.Include(known => known.Carrier).Include(known => known.From).Include(known => known.To)
            .SingleOrDefaultAsync(known => known.Id == tariffId && known.CarrierId == carrierId, ct)
            ?? throw new NotFoundException("tariff_not_found", "没有此运价，请核对标识。", "There is no such tariff; check its id.");
        var today = BusinessDay.Of(clock.GetUtcNow());
        tariff.End(today);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(TariffView.Of(tariff, today));
    }
}
