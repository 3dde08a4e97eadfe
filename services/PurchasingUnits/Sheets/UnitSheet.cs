using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;
using Marketplace.PurchasingUnits.Units;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Sheets;

/// <summary>
/// Purchasing units (采购单位) as a table. A parent, and a unit that files for others, comes before those that name it; columns that are
/// left out change nothing.
/// </summary>
sealed class UnitSheet(UnitsDb db, Registrar registrar) : ISheet
{
    public string Name => "units";

    public IReadOnlyList<SheetColumn> Columns { get; } =
    [
        new("unitId", "单位标识", IsRequired: true),
        new("name", "单位名称", IsRequired: true),
        new("kind", "单位类型", IsRequired: true),
        new("parentId", "上级单位标识", IsRequired: true),
        new("isPairingDesignated", "协作定点单位", IsRequired: true),
        new("affiliations", "归属地", IsRequired: true),
        new("budgetLevel", "预算级次"),
        new("financeDivision", "财政部门"),
        new("department", "主管部门"),
        new("canteens", "食堂"),
        new("agents", "采购代理"),
        new("document", "依据文号"),
    ];

    public async Task ReadAheadAsync(RowsAhead ahead, CancellationToken ct)
    {
        await db.LockTreeAsync(ct);
        await db.Units.IgnoreQueryFilters().Where(unit => ahead.Ids.Contains(unit.Id)).LoadAsync(ct);
        await db.Designations.Where(designation => ahead.Ids.Contains(designation.UnitId)).LoadAsync(ct);
        await db.Reaffiliations.Where(pending => ahead.Ids.Contains(pending.UnitId) && pending.SettledAt == null).LoadAsync(ct);
    }

    public async Task<RowEffect> TakeAsync(SheetRow row, CancellationToken ct)
    {
        var line = await UnitLine.ReadAsync(row, db, ct);
        if (line is null)
        {
            return RowEffect.Unchanged;
        }

        await db.LockTreeAsync(ct);
        var unit = await db.ByIdAsync<PurchasingUnit>(line.UnitId, ct);
        if (unit is null)
        {
            unit = await RegisterUnit.RegisterAsync(line.Registration, await db.StaysAsync(line.Stays, ct), db, registrar, ct);
            await SetAsync(unit, line, row, ct);
            return RowEffect.Created;
        }

        if (unit.Kind != line.Registration.Kind)
        {
            row.Fault("kind", "identity_changed", "单位类型登记后不能更改。", "The kind of a unit stays.");
            return RowEffect.Unchanged;
        }

        var version = unit.Version;
        var (name, parentId, isDesignated) = (line.Registration.Name, line.Registration.ParentId, line.Registration.IsPairingDesignated);
        if ((unit.Name, unit.ParentId, unit.IsPairingDesignated) != (name, parentId, isDesignated))
        {
            var revision = new ReviseUnit.Request
            {
                Name = name,
                ParentId = parentId,
                IsPairingDesignated = isDesignated,
                Document = line.Document,
            };
            await ReviseUnit.ReviseAsync(unit, revision, db, registrar, ct);
        }

        var before = UnitView.Of(unit);
        if (unit.Reaffiliate(await db.StaysAsync(line.Stays, ct)))
        {
            if (line.Document is null)
            {
                row.Fault("document", "cell_missing", "更正归属须有依据文号。", "A correction of affiliations needs a document.");
            }

            await db.SettleReaffiliationsAsync(unit.Id, registrar.Now, ct);
            registrar.PublishChange(unit, before, line.Document);
        }

        await SetAsync(unit, line, row, ct);
        return unit.Version == version ? RowEffect.Unchanged : RowEffect.Changed;
    }

    public async Task<IReadOnlyList<object?[]>> RowsAsync(CancellationToken ct)
    {
        var units = await db.Units.AsNoTracking().OrderBy(unit => unit.UnitPath).ToListAsync(ct);
        return [.. units.Select(unit => new object?[]
        {
            unit.Id.ToString(),
            unit.Name,
            Labels.Of(unit.Kind),
            unit.ParentId?.ToString(),
            Cells.Of(unit.IsPairingDesignated),
            AffiliationPeriods.Text(unit.Affiliations, hasEnds: false),
            unit.BudgetLevel is { } level ? Labels.Of(level) : null,
            unit.FinanceDivision,
            unit.Department,
            UnitLine.Text(unit.Canteens),
            UnitLine.Text(unit.Agents),
            unit.SourceDocument,
        })];
    }

    async Task SetAsync(PurchasingUnit unit, UnitLine line, SheetRow row, CancellationToken ct)
    {
        var finance = new SetFinance.Request
        {
            BudgetLevel = row.Has("budgetLevel") ? line.Registration.BudgetLevel : unit.BudgetLevel,
            FinanceDivision = row.Has("financeDivision") ? line.Registration.FinanceDivision : unit.FinanceDivision,
            Department = row.Has("department") ? line.Registration.Department : unit.Department,
            Document = line.Document,
        };
        if ((finance.BudgetLevel, finance.FinanceDivision, finance.Department) != (unit.BudgetLevel, unit.FinanceDivision, unit.Department))
        {
            await SetFinance.SetAsync(unit, finance, db, registrar, ct);
        }

        if (row.Has("canteens") && !line.Canteens.SequenceEqual(unit.Canteens))
        {
            await SetCanteens.SetAsync(
                unit, new SetCanteens.Request { Canteens = line.Canteens, Document = line.Document }, db, registrar, ct);
        }

        Agent[] agents = [.. line.Agents.OrderBy(agent => agent.ValidFrom).ThenBy(agent => agent.AgentId)];
        if (row.Has("agents") && !agents.SequenceEqual(unit.Agents))
        {
            SetAgents.Set(unit, new SetAgents.Request { Agents = agents, Document = line.Document }, registrar);
        }
    }
}
