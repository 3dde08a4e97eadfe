using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Quotas;
using Marketplace.PurchasingUnits.Storage;
using Marketplace.Tables;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Sheets;

/// <summary>Least shares that must be reserved (最低预留比例) as a table.</summary>
sealed class QuotaRatioSheet(UnitsDb db, Registrar registrar) : ISheet
{
    public string Name => "quota-ratios";

    public IReadOnlyList<SheetColumn> Columns { get; } =
    [
        new("financeDivision", "财政部门"),
        new("validFrom", "起始日", ColumnKind.Date, IsRequired: true),
        new("minimumPercent", "最低预留比例", ColumnKind.Percent, IsRequired: true),
        new("isLastYearFloor", "不低于上年"),
        new("document", "依据文号", IsRequired: true),
    ];

    public Task ReadAheadAsync(RowsAhead ahead, CancellationToken ct) => db.QuotaRatios.LoadAsync(ct);

    public async Task<RowEffect> TakeAsync(SheetRow row, CancellationToken ct)
    {
        var request = new SetQuotaRatio.Request
        {
            FinanceDivision = row.TextOrNone("financeDivision"),
            ValidFrom = row.Day("validFrom"),
            MinimumBasisPoints = row.BasisPoints("minimumPercent"),
            IsLastYearFloor = row.Flag("isLastYearFloor"),
            Document = row.Text("document"),
        };
        if (row.IsFaulty || !row.Accepts(request))
        {
            return RowEffect.Unchanged;
        }

        var (isNew, isChanged) = await SetQuotaRatio.SetAsync(request, db, registrar, ct);
        return isNew ? RowEffect.Created : isChanged ? RowEffect.Changed : RowEffect.Unchanged;
    }

    public async Task<IReadOnlyList<object?[]>> RowsAsync(CancellationToken ct)
    {
        var ratios = await db.QuotaRatios.AsNoTracking()
            .OrderBy(ratio => ratio.FinanceDivision).ThenBy(ratio => ratio.ValidFrom).ToListAsync(ct);
        return [.. ratios.Select(ratio => new object?[]
        {
            ratio.FinanceDivision,
            ratio.ValidFrom,
            ratio.MinimumBasisPoints,
            Cells.Of(ratio.IsLastYearFloor),
            ratio.SourceDocument,
        })];
    }
}
