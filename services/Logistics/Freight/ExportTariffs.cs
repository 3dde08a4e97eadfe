using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Sheets;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Freight;

/// <summary>
/// GET /logistics/carriers/{carrierId}/tariffs/file: tariffs of a carrier as a table, or the empty template. Imported again they change
/// nothing.
/// </summary>
public static class ExportTariffs
{
    public static void Map(RouteGroupBuilder carriers) => carriers.MapGet("/{carrierId:guid}/tariffs/file", HandleAsync)
        .WithName(nameof(ExportTariffs)).WithSummary("导出线路运价或模板 Export tariffs, or the template")
        .WithDescription("At most 10,000 tariffs, as many as one file is imported with; those that stand on a day are exported by on.")
        .For(Roles.Carrier, Roles.Official, Roles.Auditor, Roles.Operator).IsExpensive();

    static Task<FileContentHttpResult> HandleAsync(
        Guid carrierId, [AsParameters] ListTariffs.Filter filter, [AsParameters] SheetExport export, LogisticsDb db,
        CancellationToken ct) => export.AnswerAsync(
            TariffSheet.Sheet,
            // One that never stood says nothing that could be stated again.
            () => Task.FromResult<IQueryable<CarrierTariff>>(filter.Of(db, carrierId)
                .Where(tariff => tariff.EndedOn == null || tariff.EndedOn > tariff.ValidFrom)
                .Include(tariff => tariff.From).Include(tariff => tariff.To)
                .OrderBy(tariff => tariff.FromRegionId).ThenBy(tariff => tariff.ToRegionId).ThenBy(tariff => tariff.Class)
                .ThenBy(tariff => tariff.ValidFrom)),
            tariffs => Task.FromResult(tariffs.Select(TariffSheet.RowOf)),
            narrower: "on",
            ct);
}
