using Marketplace.Contracts.Logistics;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Sales;

namespace Marketplace.Crediting.Registry;

/// <summary>
/// ← ColdChainPublished. What is accepted of goods with a breach of the cold chain is held until they are found fit, and rejected when they
/// are unfit (CR-17). What was accepted before the breach was found stays, with an alert, and goes back by a return (CR-15).
/// </summary>
public sealed class LearnColdChains : IApplyEvent<ColdChainPublished>
{
    public async Task ApplyAsync(LedgerWriter ledger, IReadOnlyList<ColdChainPublished> happened, CancellationToken ct)
    {
        // One after the other, as a replay of the journal applies them.
        foreach (var message in happened)
        {
            await ColdChainBreaches.LearnAsync(ledger, message, ct);
        }
    }
}
