using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Storage;

/// <summary>
/// What the next rows of an import need, read by one query for each kind. While a context has it, these rows are looked up among what it
/// tracks, earlier rows' changes included, and saved together; so an import of many rows takes few round trips.
/// </summary>
/// <param name="regions">All regions with their history, which an import does not change.</param>
/// <param name="ids">All ids that the rows name, of whatever.</param>
sealed class RowsAhead(RegionRegister regions, IReadOnlyCollection<Guid> ids)
{
    readonly HashSet<Guid> _known = [.. ids];
    readonly HashSet<string> _locks = new(StringComparer.Ordinal);

    public RegionRegister Regions => regions;

    /// <summary>The ids that the rows name.</summary>
    public IReadOnlyCollection<Guid> Ids => ids;

    /// <summary>Whether what belongs to the id was read, or is known not to be there.</summary>
    public bool Has(Guid id) => _known.Contains(id);

    /// <summary>What belongs to these ids was read as well.</summary>
    public void Add(IEnumerable<Guid> further) => _known.UnionWith(further);

    /// <summary>Whether the transaction has the lock already; the first who asks has to take it.</summary>
    public bool Holds(string name) => !_locks.Add(name);
}

/// <summary>Looks up what an import has read ahead, and everything else in the database.</summary>
static class KnownRows
{
    extension(UnitsDb db)
    {
        /// <summary>The row with the id, whether the caller may see it or not; null when there is none.</summary>
        /// <param name="id">The row's id.</param>
        /// <param name="belongsTo">What it was read ahead with, where its own id stands in no file.</param>
        public async Task<T?> ByIdAsync<T>(Guid id, CancellationToken ct, Guid? belongsTo = null)
            where T : class => db.Ahead is { } ahead && ahead.Has(belongsTo ?? id)
                ? db.Set<T>().Local.FindEntry(id)?.Entity
                : await db.Set<T>().IgnoreQueryFilters().SingleOrDefaultAsync(row => EF.Property<Guid>(row, "Id") == id, ct);

        /// <summary>
        /// Writes what earlier rows have changed: for what is asked of the database itself. Nothing outside an import, where each command
        /// saves what it does.
        /// </summary>
        public async Task SaveAheadAsync(CancellationToken ct)
        {
            if (db.Ahead is not null)
            {
                db.ChangeTracker.DetectChanges();
                await db.SaveChangesAsync(ct);
                db.ChangeTracker.AutoDetectChangesEnabled = false;
            }
        }
    }
}
