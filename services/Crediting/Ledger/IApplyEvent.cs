
namespace Marketplace.Crediting.Ledger;

/// <summary>Has the effects of events on the ledger, whether they happen now or are replayed from the journal (invariant 8).</summary>
public interface IApplyEvent<in TEvent>
    where TEvent : class
{
    /// <summary>Records the events in the journal and posts what they lead to; the caller writes the ledger.</summary>
    Task ApplyAsync(LedgerWriter ledger, IReadOnlyList<TEvent> happened, CancellationToken ct);
}
