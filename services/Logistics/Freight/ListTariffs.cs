using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Freight;

/// <summary>
/// GET /logistics/carriers/{carrierId}/tariffs: what a carrier asks, and asked, by id, which is roughly the order in which it said so.
/// </summary>
public static class ListTariffs
{
    /// <param name="On">Those that stand on the day; all, also those that ended or begin later, when absent.</param>
    public sealed record Filter(DateOnly? On = null)
    {
        internal IQueryable<CarrierTariff> Of(LogisticsDb db, Guid carrierId)
        {
            var tariffs = db.Tariffs.AsNoTracking().Where(tariff => tariff.CarrierId == carrierId);
            return On is { } on ? tariffs.StandingOn(on) : tariffs;
        }
    }

    public static void Map(RouteGroupBuilder carriers) => carriers.MapGet("/{carrierId:guid}/tariffs", HandleAsync)
        .WithName(nameof(ListTariffs)).WithSummary("承运商的线路运价 Tariffs of a carrier").ForEveryRole();

    static async Task<Ok<Page<TariffView>>> HandleAsync(
        Guid carrierId, [AsParameters] Filter filter, [AsParameters] PageQuery page, LogisticsDb db, TimeProvider clock,
        CancellationToken ct) => TypedResults.Ok(
            await filter.Of(db, carrierId).PageAsync(page, filter.On ?? BusinessDay.Of(clock.GetUtcNow()), ct));
}
