using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Storage;

/// <summary>The one row that says how often the known pairings have changed, and that keeps sales and registry from missing each other.</summary>
public sealed class RegistryState
{
    public const int Only = 1;

    public required int Id { get; init; }

    public required long Version { get; init; }
}

/// <summary>Reading and changing what is known of the registry.</summary>
public static class RegistryLocks
{
    const string Read = """SELECT version AS "Value" FROM registry_states""";

    extension(CreditingDb db)
    {
        /// <summary>
        /// The version of the known pairings. Until the transaction ends nobody can change them: a pairing that is learned meanwhile
        /// waits, and then finds the sales that were decided without it.
        /// </summary>
        public Task<long> RegistryVersionAsync(CancellationToken ct) => db.ReadRegistryAsync("FOR SHARE", ct);

        /// <summary>Waits until no sale is being decided, lets none begin until the transaction ends, and counts the change.</summary>
        public async Task ChangeRegistryAsync(CancellationToken ct)
        {
            await db.ReadRegistryAsync("FOR UPDATE", ct);
            await db.RegistryStates.ExecuteUpdateAsync(row => row.SetProperty(state => state.Version, state => state.Version + 1), ct);
        }

        // SQLite has one writer, which the transaction of every consumer is from its beginning.
        async Task<long> ReadRegistryAsync(string rowLock, CancellationToken ct)
        {
            var sql = Engines.Of(db) == Engine.PostgreSql ? $"{Read} {rowLock}" : Read;
            return (await db.Database.SqlQueryRaw<long>(sql).ToListAsync(ct)).Single();
        }
    }
}
