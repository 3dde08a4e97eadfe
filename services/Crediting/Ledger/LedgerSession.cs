using Marketplace.Crediting.Registry;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Web;

namespace Marketplace.Crediting.Ledger;

/// <summary>What a command on the ledger needs: the database within the transaction of the request, who asks, and the time.</summary>
public sealed class LedgerSession(CreditingDb db, RegistryCache known, Caller caller, TimeProvider clock)
{
    public CreditingDb Db => db;

    public Caller Caller => caller;

    /// <summary>Takes the ledger for this transaction.</summary>
    public Task<LedgerWriter> OpenAsync(CancellationToken ct) => LedgerWriter.OpenAsync(db, known, clock.GetUtcNow(), ct);
}
