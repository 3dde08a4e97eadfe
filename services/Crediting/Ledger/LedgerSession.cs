using Marketplace.Crediting.Storage;
using Marketplace.Platform.Web;

namespace Marketplace.Crediting.Ledger;

/// <summary>What a command on the ledger needs: the database within the transaction of the request, and who asks.</summary>
public sealed class LedgerSession(CreditingDb db, LedgerWriterFactory ledgers, Caller caller, Authority authority)
{
    public CreditingDb Db => db;

    public Caller Caller => caller;

    /// <summary>What the caller may decide.</summary>
    public Authority Authority => authority;

    /// <summary>Takes the ledger for this transaction.</summary>
    public Task<LedgerWriter> OpenAsync(CancellationToken ct) => ledgers.OpenAsync(db, ct);
}
