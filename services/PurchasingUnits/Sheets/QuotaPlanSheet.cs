using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Quotas;
using Marketplace.PurchasingUnits.Storage;
using Marketplace.Tables;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.PurchasingUnits.Sheets;

/// <summary>Quota plans (预留份额) as a table.</summary>
sealed class QuotaPlanSheet(UnitsDb db, Registrar registrar, IOptions<QuotaOptions> options) : ISheet
{
    public string Name => "quota-plans";

    public IReadOnlyList<SheetColumn> Columns { get; } =
    [
        new("unitId", "单位标识", IsRequired: true),
        new("unitName", "单位名称"),
        new("year", "年度", IsRequired: true),
        new("plannedYuan", "年度采购计划（元）", ColumnKind.Fen, IsRequired: true),
        new("reservedYuan", "预留金额（元）", ColumnKind.Fen, IsRequired: true),
        new("waiverDocument", "减免文号"),
        new("sourceDocument", "依据文号"),
    ];

    public async Task ReadAheadAsync(RowsAhead ahead, CancellationToken ct)
    {
        await db.Units.IgnoreQueryFilters().Where(unit => ahead.Ids.Contains(unit.Id)).LoadAsync(ct);
        await db.QuotaPlans.Where(plan => ahead.Ids.Contains(plan.UnitId)).LoadAsync(ct);
        await db.QuotaRatios.LoadAsync(ct);
    }

    public async Task<RowEffect> TakeAsync(SheetRow row, CancellationToken ct)
    {
        var (unitId, year) = (row.Id("unitId"), row.Number32("year"));
        var request = new FileQuotaPlan.Request
        {
            PlannedFen = row.FenOrNone("plannedYuan"),
            ReservedFen = row.FenOrNone("reservedYuan") ?? 0,
            WaiverDocument = row.TextOrNone("waiverDocument"),
            SourceDocument = row.TextOrNone("sourceDocument"),
        };
        if (row.IsFaulty || !row.Accepts(request) || !row.Accepts(new FileQuotaPlan.OwnPlan(unitId, year)))
        {
            return RowEffect.Unchanged;
        }

        // What is on file already stays as it was accepted then, though more may be asked for by now.
        var planId = QuotaPlan.IdOf(unitId, year);
        if (await db.ByIdAsync<QuotaPlan>(planId, ct, belongsTo: unitId) is { } known
            && (known.PlannedFen, known.ReservedFen, known.WaiverDocument, known.SourceDocument)
                == (request.PlannedFen, request.ReservedFen, request.WaiverDocument, request.SourceDocument))
        {
            return RowEffect.Unchanged;
        }

        var unit = await db.UnitNamedAsync(unitId, "unitId", ct);
        var (filed, isChanged) = await FileQuotaPlan.FileAsync(unit, year, request, db, registrar, options.Value, ct);
        return !isChanged ? RowEffect.Unchanged : filed.Version == 1 ? RowEffect.Created : RowEffect.Changed;
    }

    public async Task<IReadOnlyList<object?[]>> RowsAsync(CancellationToken ct)
    {
        var plans = await db.QuotaPlans.AsNoTracking().Where(plan => db.Units.Any(unit => unit.Id == plan.UnitId))
            .OrderBy(plan => plan.Year).ThenBy(plan => plan.UnitId).ToListAsync(ct);
        return [.. plans.Select(plan => new object?[]
        {
            plan.UnitId.ToString(),
            plan.UnitName,
            Cells.Of(plan.Year),
            plan.PlannedFen,
            plan.ReservedFen,
            plan.WaiverDocument,
            plan.SourceDocument,
        })];
    }
}
