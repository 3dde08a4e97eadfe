using Marketplace.Contracts.PurchasingUnits;
using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;
using Marketplace.PurchasingUnits.Targets;
using Marketplace.Tables;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Sheets;

/// <summary>Targets (目标任务) as a table: a row for each day from which an amount holds.</summary>
sealed class TargetSheet(UnitsDb db, Registrar registrar) : ISheet
{
    public string Name => "targets";

    public IReadOnlyList<SheetColumn> Columns { get; } =
    [
        new("holderId", "结对或定点帮扶标识", IsRequired: true),
        new("measure", "指标", IsRequired: true),
        new("year", "年度", IsRequired: true),
        new("amountYuan", "目标金额（元）", ColumnKind.Fen, IsRequired: true),
        new("effectiveFrom", "生效日", ColumnKind.Date),
        new("sourceDocument", "依据文号"),
    ];

    public async Task ReadAheadAsync(RowsAhead ahead, CancellationToken ct)
    {
        await db.Pairings.Where(pairing => ahead.Ids.Contains(pairing.Id)).LoadAsync(ct);
        await db.Designations.Where(designation => ahead.Ids.Contains(designation.Id)).LoadAsync(ct);
        Guid[] units = [.. db.Designations.Local.Select(designation => designation.UnitId)];
        await db.Units.IgnoreQueryFilters().Where(unit => units.Contains(unit.Id)).LoadAsync(ct);
        ahead.Add(units);
        await db.LockNamesAsync([.. ahead.Ids.Select(SetTarget.LockOf)], ahead, ct);
        await db.Targets.IgnoreQueryFilters().Where(target => ahead.Ids.Contains(target.HolderId)).LoadAsync(ct);
    }

    public async Task<RowEffect> TakeAsync(SheetRow row, CancellationToken ct)
    {
        var request = new SetTarget.Request
        {
            HolderId = row.Id("holderId"),
            Measure = row.Choice<TargetMeasure>("measure"),
            Year = row.Number32("year"),
            AmountFen = row.Fen("amountYuan"),
            EffectiveFrom = row.DayOrNone("effectiveFrom"),
            SourceDocument = row.TextOrNone("sourceDocument"),
        };
        if (row.IsFaulty || !row.Accepts(request))
        {
            return RowEffect.Unchanged;
        }

        return await SetTarget.SetAsync(request, db, registrar, ct) switch
        {
            null => RowEffect.Unchanged,
            { Version: 1 } => RowEffect.Created,
            _ => RowEffect.Changed,
        };
    }

    public async Task<IReadOnlyList<object?[]>> RowsAsync(CancellationToken ct)
    {
        var targets = await db.Targets.AsNoTracking().OrderBy(target => target.Id).ToListAsync(ct);
        // A version superseded on its very day would come back as a new one.
        return [.. targets.SelectMany(
            target => target.Versions.GroupBy(version => version.EffectiveFrom).Select(sameDay => sameDay.MaxBy(version => version.Number)!)
                .OrderBy(version => version.EffectiveFrom)
                .Select(version => Row(target, version)))];
    }

    static object?[] Row(Target target, TargetVersion version) =>
    [
        target.HolderId.ToString(),
        Labels.Of(target.Measure),
        Cells.Of(target.Year),
        version.AmountFen,
        version.EffectiveFrom,
        version.SourceDocument,
    ];
}
