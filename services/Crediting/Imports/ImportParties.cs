using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Imports;

/// <summary>
/// Finds facilitators and suppliers by id or registered name, however it is spelled, and units by id, and remembers what it found.
/// </summary>
sealed class ImportParties(CreditingDb db)
{
    readonly Dictionary<string, List<Facilitator>> _facilitators = new(StringComparer.Ordinal);
    readonly Dictionary<string, List<Supplier>> _suppliers = new(StringComparer.Ordinal);
    readonly Dictionary<Guid, bool> _units = [];

    /// <summary>Looks up all that these rows name, with one query each.</summary>
    public async Task ReadAsync(IReadOnlyCollection<ImportDraft> rows, CancellationToken ct)
    {
        await ReadAsync(
            rows.Select(row => row.Facilitator),
            _facilitators,
            async (ids, names) => await db.Facilitators.AsNoTracking()
                .Where(facilitator => facilitator.IsCurrent
                    && (ids.Contains(facilitator.FacilitatorId) || names.Contains(facilitator.NameForm))).ToListAsync(ct),
            facilitator => (facilitator.FacilitatorId, facilitator.NameForm));
        await ReadAsync(
            rows.Select(row => row.Supplier),
            _suppliers,
            async (ids, names) => await db.Suppliers.AsNoTracking()
                .Where(supplier => ids.Contains(supplier.SupplierId) || names.Contains(supplier.NameForm)).ToListAsync(ct),
            supplier => (supplier.SupplierId, supplier.NameForm));
        Guid[] units = [.. rows.Select(row => row.UnitId).OfType<Guid>().Distinct().Where(id => !_units.ContainsKey(id))];
        if (units.Length > 0)
        {
            var known = await db.Units.AsNoTracking().Where(unit => units.Contains(unit.UnitId))
                .Select(unit => unit.UnitId).Distinct().ToListAsync(ct);
            foreach (var id in units)
            {
                _units[id] = known.Contains(id);
            }
        }
    }

    public IReadOnlyList<Facilitator> Facilitators(string named) => _facilitators[named];

    public IReadOnlyList<Supplier> Suppliers(string named) => _suppliers[named];

    public bool IsUnit(Guid id) => _units[id];

    static async Task ReadAsync<T>(
        IEnumerable<string> named,
        Dictionary<string, List<T>> found,
        Func<Guid[], string[], Task<List<T>>> read,
        Func<T, (Guid Id, string NameForm)> keys)
    {
        string[] news = [.. named.Distinct().Where(text => !found.ContainsKey(text))];
        if (news.Length == 0)
        {
            return;
        }

        Guid[] ids = [.. news.Select(text => Guid.TryParse(text, out var id) ? id : (Guid?)null).OfType<Guid>()];
        string[] names = [.. news.Where(text => text.Length > 0 && !Guid.TryParse(text, out _)).Select(NormalForm.Of).Distinct()];
        var parties = await read(ids, names);
        var byId = parties.ToLookup(party => keys(party).Id);
        var byName = parties.ToLookup(party => keys(party).NameForm);
        foreach (var text in news)
        {
            found[text] = [.. Guid.TryParse(text, out var id) ? byId[id] : byName[NormalForm.Of(text)]];
        }
    }
}
