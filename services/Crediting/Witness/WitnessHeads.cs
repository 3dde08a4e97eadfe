using Marketplace.Crediting.Sealing;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.Crediting.Witness;

/// <summary>
/// Writes every signed head to the witness, in their order, beside whoever seals and posts: a witness that is away holds nobody up, and
/// gets what it missed. A witness that has another head than the database is never written to again, since one of the two was changed.
/// </summary>
public sealed partial class WitnessHeads(
    IServiceScopeFactory scopes, IWitness witness, WitnessProgress progress, TimeProvider clock, IOptions<WitnessOptions> options,
    ILogger<WitnessHeads> logger)
    : BackgroundService
{
    const int HeadsAtOnce = 100;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.LookEvery, clock);
        while (options.Value.InBackground && await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateSystemScope();
                await WriteAsync(scope.ServiceProvider.GetRequiredService<CreditingDb>(), stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                // It is tried again; the reason has to be seen meanwhile.
                Failed(logger, failure);
            }
        }
    }

    /// <summary>Writes what the witness has not got yet.</summary>
    /// <returns>How many heads that was.</returns>
    public async Task<int> WriteAsync(CreditingDb db, CancellationToken ct)
    {
        var written = 0;
        while (true)
        {
            var last = await witness.LastAsync(db, ct);
            await NoteAsync(db, last, ct);
            if (progress.Contradiction is not null || progress.Behind == 0)
            {
                return written;
            }

            var number = last?.Number ?? 0;
            var heads = await db.TreeHeads.AsNoTracking().Where(head => head.Number > number).OrderBy(head => head.Number)
                .Take(HeadsAtOnce).ToListAsync(ct);
            if (!await witness.WriteAsync(db, heads, ct))
            {
                return written;
            }

            written += heads.Count;
        }
    }

    async Task NoteAsync(CreditingDb db, WitnessedHead? last, CancellationToken ct)
    {
        var number = last?.Number ?? 0;
        if (last is not null && (await SignHeads.OfAsync(db, number, ct))?.ChainHash != last.ChainHash)
        {
            if (progress.Contradiction is null)
            {
                Contradicts(logger, number, last.ChainHash);
            }

            progress.Contradict($"The witness has head {number} with chain hash {last.ChainHash}, the database has not.");
            return;
        }

        var waiting = db.TreeHeads.Where(head => head.Number > number);
        progress.Note(await waiting.LongCountAsync(ct), await waiting.MinAsync(head => (DateTimeOffset?)head.SignedAt, ct));
    }

    [LoggerMessage(LogLevel.Error, "Could not write the signed heads to the witness; they are kept and written later")]
    static partial void Failed(ILogger logger, Exception failure);

    [LoggerMessage(LogLevel.Critical, "The witness has head {Number} with chain hash {ChainHash}, the database has not: "
        + "verify the ledger at once. Nothing is written to the witness any more")]
    static partial void Contradicts(ILogger logger, long number, string chainHash);
}
