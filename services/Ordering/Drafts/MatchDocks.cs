using Marketplace.Contracts;
using Marketplace.Ordering.Buyers;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Drafts;

/// <summary>Finds the unit and the dock that are meant, among those of the unit itself and of the units that it acts for.</summary>
sealed class MatchDocks
{
    const int AtOnce = 500;
    const int CandidatesMax = 20;

    readonly Dictionary<Guid, PurchasingUnit> _units;
    readonly ILookup<Guid, Dock> _docks;
    readonly Guid _own;

    MatchDocks(Guid own, Dictionary<Guid, PurchasingUnit> units, IEnumerable<Dock> docks) =>
        (_own, _units, _docks) = (own, units, docks.ToLookup(dock => dock.UnitId));

    /// <summary>Reads the units for which one may order, and their docks of the day.</summary>
    public static async Task<MatchDocks> ReadAsync(OrderingDb db, KnownBuyers buyers, Guid own, DateOnly day, CancellationToken ct)
    {
        Guid[] ids = [own, .. await buyers.PrincipalsAsync(own, day, ct)];
        var units = await buyers.UnitsAsync(ids, ct);
        List<Dock> docks = [];
        foreach (var some in ids.Chunk(AtOnce))
        {
            docks.AddRange(await db.Docks.AsNoTracking()
                .Where(dock => some.Contains(dock.UnitId) && dock.Address != null && (dock.ValidTo == null || dock.ValidTo > day))
                .ToListAsync(ct));
        }

        return new MatchDocks(own, units, docks);
    }

    /// <summary>The unit and the dock of a line, or why there is none.</summary>
    public (Guid? UnitId, Dock? Dock, DraftFault? Fault) Of(DraftEntry entry)
    {
        List<PurchasingUnit> units = [.. _units.Values];
        if (entry.Unit is { } typed)
        {
            units = [.. units.Where(unit => Guid.TryParse(typed, out var id) ? unit.UnitId == id : NormalForm.AreSame(unit.Name, typed))];
            if (units.Count != 1)
            {
                return (null, null, NoUnit(typed, units));
            }
        }

        if (entry.Dock is not { } dock)
        {
            var unitId = entry.Unit is null ? _own : units[0].UnitId;
            return _docks[unitId].ToList() switch
            {
                [var only] => (unitId, only, null),
                var several => (unitId, null, new DraftFault(
                    "dock", "dock_missing", "请填写收货点。", "Name the dock.", Candidates(several))),
            };
        }

        List<Dock> found =
        [
            .. units.SelectMany(unit => _docks[unit.UnitId])
                .Where(known => Guid.TryParse(dock, out var id) ? known.DockId == id : NormalForm.AreSame(known.Name, dock)),
        ];
        return found switch
        {
            [var only] => (only.UnitId, only, null),
            [] => (entry.Unit is null ? null : units[0].UnitId, null, new DraftFault(
                "dock", "dock_unknown",
                $"没有名为“{dock}”的收货点，请核对名称，或先登记。", $"There is no dock \"{dock}\"; check the name, or register it first.",
                Candidates([.. units.SelectMany(unit => _docks[unit.UnitId])]))),
            _ => (null, null, new DraftFault(
                "dock", "dock_ambiguous",
                $"名为“{dock}”的收货点有 {found.Count} 个，请填写采购单位，或填写收货点标识。",
                $"{found.Count} docks are called \"{dock}\"; name the unit, or give the id of the dock.",
                Candidates(found))),
        };
    }

    DraftFault NoUnit(string typed, List<PurchasingUnit> units) => units.Count == 0
        ? new DraftFault(
            "unit", "unit_not_yours",
            $"您不能为“{typed}”下单：须为本单位，或已将本单位登记为采购代理的单位。",
            $"You can't order for \"{typed}\": it must be your own unit, or one that has registered yours as its agent.",
            [.. _units.Values.OrderBy(unit => unit.UnitId != _own).Take(CandidatesMax).Select(CandidateOf)])
        : new DraftFault(
            "unit", "unit_ambiguous",
            $"名为“{typed}”的单位有 {units.Count} 个，请填写单位标识。", $"{units.Count} units are called \"{typed}\"; give the id.",
            [.. units.Select(CandidateOf)]);

    static DraftCandidate CandidateOf(PurchasingUnit unit) => new(unit.UnitId, unit.Name);

    IReadOnlyList<DraftCandidate>? Candidates(List<Dock> docks) => docks.Count == 0
        ? null
        :
        [
            .. docks.Take(CandidatesMax)
                .Select(dock => new DraftCandidate(dock.DockId, dock.Name, _units.GetValueOrDefault(dock.UnitId)?.Name)),
        ];
}
