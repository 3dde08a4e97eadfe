using Marketplace.Crediting.Storage;

namespace Marketplace.Crediting.Ledger;

/// <summary>Opens the ledger for writing.</summary>
/// <param name="registry">What is kept of the registry.</param>
/// <param name="events">The events that the ledger knows.</param>
/// <param name="clock">The time of what happens now.</param>
public sealed class LedgerWriterFactory(RegistryCache registry, LedgerEvents events, TimeProvider clock)
{
    /// <summary>Takes the ledger for this transaction: others that want to write wait until it ends.</summary>
    public Task<LedgerWriter> OpenAsync(CreditingDb db, CancellationToken ct) => OpenAsync(db, clock.GetUtcNow(), ct);

    /// <summary>The same at a given time: that at which a replayed event was recorded.</summary>
    public Task<LedgerWriter> OpenAsync(CreditingDb db, DateTimeOffset now, CancellationToken ct) =>
        LedgerWriter.OpenAsync(db, registry, events, now, ct);
}
