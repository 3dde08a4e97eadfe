using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Sheets;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.Tables;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Freight;

/// <summary>
/// POST /logistics/carriers/{carrierId}/tariffs/imports: the tariffs of a table. Each row is new, stands already, ends what the carrier
/// asked for the same ends and class, or ends itself.
/// </summary>
public static class ImportTariffs
{
    public static void Map(RouteGroupBuilder carriers) => carriers.MapPost("/{carrierId:guid}/tariffs/imports", HandleAsync)
        .WithName(nameof(ImportTariffs)).WithSummary("导入线路运价 Import tariffs")
        .TakesRows().For(Roles.Carrier).Decided(DecidedBy.Organisation);

    static Task<Results<Ok<ImportReport>, BadRequest<ImportReport>>> HandleAsync(
        Guid carrierId, HttpRequest request, [AsParameters] ImportMode mode, LogisticsDb db, RowImport import, Caller caller,
        TimeProvider clock, CancellationToken ct) => carrierId == caller.Org
            ? import.RunAsync(
                request, TariffSheet.Sheet, mode, row => TakeAsync(row, db, carrierId, clock.NowToTheMillisecond(), ct), ct)
            : throw Refusals.NotYours();

    static async Task<RegisterEffect?> TakeAsync(
        TableRow row, LogisticsDb db, Guid carrierId, DateTimeOffset now, CancellationToken ct)
    {
        if (TariffSheet.Read(row) is not { } asked)
        {
            return null;
        }

        await RequireNameAsync(row, db, asked.FromRegionId, "fromRegionName", ct);
        await RequireNameAsync(row, db, asked.ToRegionId, "toRegionName", ct);
        if (await StandingAsync(db, asked, carrierId, ct) is not { } standing)
        {
            RegisterSheet.RequireOpen(asked.EndedOn);
            var (_, ended) = await db.StateAsync(asked, Guid.CreateVersion7(now), carrierId, now, ct);
            return ended.Count > 0 ? RegisterEffect.Superseded : RegisterEffect.Added;
        }

        if (asked.EndedOn is not { } day || day == standing.EndedOn)
        {
            return RegisterEffect.Unchanged;
        }

        var today = BusinessDay.Of(now);
        RegisterSheet.RequireToday(day, today);
        standing.End(today);
        return RegisterEffect.Ended;
    }

    /// <summary>
    /// The tariff that a row says again: one that was stated from the same day on, whatever has ended it since when the row names no end;
    /// or one that stands on that day, with the same end.
    /// </summary>
    static async Task<CarrierTariff?> StandingAsync(LogisticsDb db, TariffSheet.Row asked, Guid carrierId, CancellationToken ct)
    {
        await db.LockAsync<Carrier>([carrierId], ct);
        var stated = asked.ToTariff(Guid.Empty, carrierId, statedAt: default);
        return (await db.Tariffs
                .Where(known => known.CarrierId == carrierId && known.FromRegionId == asked.FromRegionId
                    && known.ToRegionId == asked.ToRegionId && known.Class == asked.Class && known.ValidFrom <= asked.ValidFrom)
                .OrderByDescending(known => known.ValidFrom).ThenByDescending(known => known.Id).ToListAsync(ct))
            .Find(known => known.Says(stated) && (asked.EndedOn == known.EndedOn || known.EndedOn is null
                || (asked.EndedOn is null && asked.ValidFrom == known.ValidFrom)));
    }

    static async Task RequireNameAsync(TableRow row, LogisticsDb db, string regionId, string column, CancellationToken ct)
    {
        if (await db.Regions.FindAsync([regionId], ct) is { } region)
        {
            row.RequireRegionName(column, region.Name);
        }
    }
}
