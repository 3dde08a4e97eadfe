using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Ledger;

/// <summary>The names of what entries are credited to, as they were in the version that decided.</summary>
public sealed class HolderNames
{
    readonly Dictionary<(Guid Id, long Version), (string East, string West)> _names;
    readonly Dictionary<(Guid LineId, int AcceptanceNo, int ShareNo), (string Unit, string Origin)> _sales;

    HolderNames(
        Dictionary<(Guid, long), (string, string)> names,
        Dictionary<(Guid LineId, int AcceptanceNo, int ShareNo), (string Unit, string Origin)> sales) =>
        (_names, _sales) = (names, sales);

    /// <summary>Reads the names for these entries, wherever their parties are: whoever may see the entry may see its names.</summary>
    public static async Task<HolderNames> ReadAsync(CreditingDb db, IReadOnlyCollection<CreditEntry> entries, CancellationToken ct)
    {
        Guid[] ids = [.. entries.Select(entry => entry.HolderId).Distinct()];
        var names = new Dictionary<(Guid, long), (string, string)>();
        foreach (var item in await db.Pairings.AsNoTracking().IgnoreQueryFilters()
            .Where(pairing => ids.Contains(pairing.PairingId)).ToListAsync(ct))
        {
            names[(item.PairingId, item.Version)] = (item.EastName, item.WestName);
        }

        foreach (var item in await db.Designations.AsNoTracking()
            .Where(designation => ids.Contains(designation.DesignationId)).ToListAsync(ct))
        {
            names[(item.DesignationId, item.Version)] = (item.UnitName, item.CountyName);
        }

        Guid[] quotas = [.. entries.Where(entry => entry.Scheme == Scheme.Quota).Select(entry => entry.LineId).Distinct()];
        var sales = quotas.Length == 0
            ? []
            : await db.SaleLines.AsNoTracking().IgnoreQueryFilters().Where(line => quotas.Contains(line.LineId))
                .Select(line => new { line.LineId, line.AcceptanceNo, line.ShareNo, line.UnitName, line.OriginName }).ToListAsync(ct);
        return new HolderNames(
            names, sales.ToDictionary(sale => (sale.LineId, sale.AcceptanceNo, sale.ShareNo), sale => (sale.UnitName, sale.OriginName)));
    }

    /// <summary>The eastern and the western side: two regions, or a unit and a county.</summary>
    public (string East, string West) Of(CreditEntry entry) =>
        _names.TryGetValue((entry.HolderId, entry.HolderVersion), out var known) ? known
        : _sales.GetValueOrDefault((entry.LineId, entry.AcceptanceNo, entry.ShareNo), ("", ""));
}
