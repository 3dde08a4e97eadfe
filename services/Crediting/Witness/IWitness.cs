using Marketplace.Contracts.Proofs;
using Marketplace.Crediting.Storage;

namespace Marketplace.Crediting.Witness;

/// <summary>Who keeps every signed head outside the database of the ledger.</summary>
public interface IWitness
{
    /// <summary>The last head that it has; null when it has none.</summary>
    Task<WitnessedHead?> LastAsync(CreditingDb db, CancellationToken ct);

    /// <summary>Gives it the heads that follow, in their order. It may have got some of them when this fails.</summary>
    /// <returns>False when it could take none now, because another process writes to it.</returns>
    Task<bool> WriteAsync(CreditingDb db, IReadOnlyList<SignedTreeHead> heads, CancellationToken ct);
}

/// <summary>A head that a witness has.</summary>
/// <param name="Number">The block.</param>
/// <param name="ChainHash">Its chain hash.</param>
public sealed record WitnessedHead(long Number, string ChainHash);
