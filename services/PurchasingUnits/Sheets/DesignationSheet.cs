using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Designations;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;
using Marketplace.Tables;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Sheets;

/// <summary>Counties assigned to units (定点帮扶) as a table.</summary>
sealed class DesignationSheet(UnitsDb db, Registrar registrar) : ISheet
{
    public string Name => "designations";

    public IReadOnlyList<SheetColumn> Columns { get; } =
    [
        new("designationId", "定点帮扶标识"),
        new("unitId", "单位标识", IsRequired: true),
        new("unitName", "单位名称"),
        new("countyRegionId", "县区划标识"),
        new("countyCode", "县区划代码"),
        new("countyName", "县名称"),
        new("validFrom", "起始日", ColumnKind.Date, IsRequired: true),
        new("validTo", "终止日", ColumnKind.Date),
        new("sourceDocument", "依据文号"),
    ];

    public async Task ReadAheadAsync(RowsAhead ahead, CancellationToken ct)
    {
        await db.Units.IgnoreQueryFilters().Where(unit => ahead.Ids.Contains(unit.Id)).LoadAsync(ct);
        await db.Designations.Where(known => ahead.Ids.Contains(known.Id) || ahead.Ids.Contains(known.UnitId)).LoadAsync(ct);
    }

    public async Task<RowEffect> TakeAsync(SheetRow row, CancellationToken ct)
    {
        var (unitId, validFrom, validTo, document) = (
            row.Id("unitId"), row.Day("validFrom"), row.DayOrNone("validTo"), row.TextOrNone("sourceDocument"));
        var county = await db.RegionIdAsync(row, ("countyRegionId", "countyCode", "countyName"), validFrom, ct);
        var derived = Designation.IdOf(unitId, county, validFrom);
        var id = row.IdOrNone("designationId") ?? derived;
        if (row.IsFaulty)
        {
            return RowEffect.Unchanged;
        }

        if (await db.ByIdAsync<Designation>(id, ct, belongsTo: id == derived ? unitId : null) is not { } known)
        {
            var request = new RegisterDesignation.Request
            {
                DesignationId = id,
                UnitId = unitId,
                CountyRegionId = county,
                ValidFrom = validFrom,
                ValidTo = validTo,
                SourceDocument = document,
            };
            if (row.Accepts(request, isIdDerived: id == derived))
            {
                await RegisterDesignation.RegisterAsync(request, db, registrar, ct);
            }

            return RowEffect.Created;
        }

        if ((known.UnitId, known.CountyRegionId, known.ValidFrom) != (unitId, county, validFrom))
        {
            row.Fault(
                "designationId",
                "identity_changed",
                "定点帮扶的单位、县和起始日不能更改；请终止原定点帮扶并另行登记。",
                "Unit, county and start of a designation stay; end it and register another.");
            return RowEffect.Unchanged;
        }

        if ((known.ValidTo, known.SourceDocument) == (validTo, document))
        {
            return RowEffect.Unchanged;
        }

        var revision = new ReviseDesignation.Request { ValidTo = validTo, SourceDocument = document };
        if (row.Accepts(revision))
        {
            await ReviseDesignation.ReviseAsync(known, revision, db, registrar, ct);
        }

        return RowEffect.Changed;
    }

    public async Task<IReadOnlyList<object?[]>> RowsAsync(CancellationToken ct)
    {
        var codes = await db.Regions.AsNoTracking().ToDictionaryAsync(region => region.Id, region => region.Code, ct);
        var designations = await db.Designations.AsNoTracking().OrderBy(designation => designation.Id).ToListAsync(ct);
        return [.. designations.Select(designation => new object?[]
        {
            designation.Id.ToString(),
            designation.UnitId.ToString(),
            designation.UnitName,
            designation.CountyRegionId,
            codes[designation.CountyRegionId],
            designation.CountyName,
            designation.ValidFrom,
            designation.ValidTo,
            designation.SourceDocument,
        })];
    }
}
