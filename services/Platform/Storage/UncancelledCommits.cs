using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Marketplace.Platform.Storage;

/// <summary>
/// A commit is carried through even when the process is told to stop meanwhile: called back, nobody could tell whether it took place, and
/// EF would report an error on each normal stop.
/// </summary>
sealed class UncancelledCommits : DbTransactionInterceptor
{
    public static UncancelledCommits Instance { get; } = new();

    public override async ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        await transaction.CommitAsync(CancellationToken.None);
        return InterceptionResult.Suppress();
    }
}
