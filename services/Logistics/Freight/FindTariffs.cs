using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Regions;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Logistics.Freight;

/// <summary>
/// GET /logistics/tariffs: what carriers ask for a way, by id, also by tariffs of the regions above either end; what of it counts for some
/// goods, and how much that is, <see cref="QuoteFreight"/> tells.
/// </summary>
public static class FindTariffs
{
    /// <param name="From">The region where goods are taken in.</param>
    /// <param name="To">The region where they are handed over.</param>
    /// <param name="Class">All when absent.</param>
    /// <param name="On">The day; today when absent.</param>
    public sealed record Filter(string From, string To, FreightClass? Class = null, DateOnly? On = null) : IChecked
    {
        public void Check(Checks check)
        {
            check.Code(From, "from", max: 40);
            check.Code(To, "to", max: 40);
        }
    }

    public static void Map(RouteGroupBuilder api) => api.MapGet("/tariffs", HandleAsync)
        .WithName(nameof(FindTariffs)).WithSummary("按线路查运价 Tariffs of carriers for a way").ForEveryRole();

    static async Task<Ok<Page<TariffView>>> HandleAsync(
        [AsParameters] Filter filter, [AsParameters] PageQuery page, LogisticsDb db, TimeProvider clock, CancellationToken ct)
    {
        var day = filter.On ?? BusinessDay.Of(clock.GetUtcNow());
        string[] froms = [.. new RegionPath((await db.CurrentRegionNamedAsync(filter.From, "from", ct)).PathValue).Ids];
        string[] tos = [.. new RegionPath((await db.CurrentRegionNamedAsync(filter.To, "to", ct)).PathValue).Ids];
        var tariffs = db.Tariffs.Between(froms, tos).StandingOn(day);
        if (filter.Class is { } @class)
        {
            tariffs = tariffs.Where(tariff => tariff.Class == @class);
        }

        return TypedResults.Ok(await tariffs.PageAsync(page, day, ct));
    }
}
