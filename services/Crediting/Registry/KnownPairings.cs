using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Registry;

/// <summary>
/// Keeps the pairings in memory, since every sale asks for them and they hardly change. Each use compares the version with the
/// database's, so that any number of processes decide alike.
/// </summary>
public sealed class KnownPairings
{
    volatile Snapshot? _latest;

    /// <summary>The pairings as they are for the rest of this transaction.</summary>
    public async Task<Pairings> ReadAsync(CreditingDb db, CancellationToken ct)
    {
        var version = await db.RegistryVersionAsync(ct);
        if (_latest is { } latest && latest.Version == version)
        {
            return latest.Pairings;
        }

        var pairings = new Pairings(await db.Pairings.AsNoTracking().Where(pairing => pairing.IsCurrent).ToListAsync(ct));
        _latest = new Snapshot(version, pairings);
        return pairings;
    }

    sealed record Snapshot(long Version, Pairings Pairings);
}
