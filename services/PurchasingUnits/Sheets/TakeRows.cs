using Marketplace.Platform.Jobs;
using Marketplace.Platform.Refusals;
using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Storage;
using Marketplace.Tables;
using Microsoft.EntityFrameworkCore.Storage;

namespace Marketplace.PurchasingUnits.Sheets;

/// <summary>
/// Takes the rows of a table one after the other, some hundred together: what they need is read by a query for each kind, and what they
/// change is written at once. Each row finds what the rows before it did. When one is refused, what the rows of its chunk did is taken
/// back, and those before it are taken again without it.
/// </summary>
sealed class TakeRows(ISheet sheet, UnitsDb db, Registrar registrar, TableFaults faults, JobProgress progress)
{
    const int TogetherMax = 500;
    const int AfterFault = 16;
    const string Chunk = "chunk";

    readonly Dictionary<RowEffect, int> _effects = [];
    RegionRegister? _regions;

    /// <summary>How many rows had which effect, without those that were refused.</summary>
    public IReadOnlyDictionary<RowEffect, int> Effects => _effects;

    /// <summary>Takes the rows in the order of the file.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="faultsMax">No further row is taken once so much is wrong.</param>
    public async Task RunAsync(IReadOnlyList<SheetRow> rows, int faultsMax, CancellationToken ct)
    {
        var transaction = db.Database.CurrentTransaction!;
        var (at, together) = (0, sheet.ReadsAhead ? TogetherMax : 1);
        while (at < rows.Count && faults.Count < faultsMax)
        {
            var some = rows.Skip(at).Take(together).ToList();
            var sound = await TakeAsync(some, transaction, ct);
            if (sound.Count < some.Count && sound.Count > 0)
            {
                var before = some[..sound.Count];
                sound = await TakeAsync(before, transaction, ct);
                if (sound.Count < before.Count)
                {
                    throw new InvalidOperationException($"A row of {sheet.Name} that was sound is refused when it comes again.");
                }
            }

            foreach (var effect in sound)
            {
                _effects[effect] = _effects.GetValueOrDefault(effect) + 1;
            }

            at += Math.Min(some.Count, sound.Count + 1);
            together = !sheet.ReadsAhead ? 1 : sound.Count < some.Count ? AfterFault : Math.Min(together * 2, TogetherMax);
            progress.Count(rows.Count, at, _effects.Values.Sum(), faults.Count);
            progress.Advance(20, 99, at, rows.Count);
        }
    }

    /// <summary>Takes rows up to the first that is refused. When there is such a one, nothing stays of them.</summary>
    /// <returns>What the rows before it did; of all of them when none was refused.</returns>
    async Task<List<RowEffect>> TakeAsync(List<SheetRow> rows, IDbContextTransaction transaction, CancellationToken ct)
    {
        var effects = new List<RowEffect>(rows.Count);
        var told = registrar.HeldCount;
        await transaction.CreateSavepointAsync(Chunk, ct);
        try
        {
            await ReadAheadAsync(rows, ct);
            foreach (var row in rows)
            {
                if (await TakeAsync(row, ct) is not { } effect)
                {
                    registrar.HoldOnly(told);
                    await transaction.RollbackToSavepointAsync(Chunk, ct);
                    await transaction.ReleaseSavepointAsync(Chunk, ct);
                    return effects;
                }

                effects.Add(effect);
            }

            db.ChangeTracker.DetectChanges();
            await db.SaveChangesAsync(ct);
            await transaction.ReleaseSavepointAsync(Chunk, ct);
            return effects;
        }
        finally
        {
            db.Ahead = null;
            db.ChangeTracker.AutoDetectChangesEnabled = true;
            db.ChangeTracker.Clear();
        }
    }

    async Task ReadAheadAsync(List<SheetRow> rows, CancellationToken ct)
    {
        if (!sheet.ReadsAhead)
        {
            return;
        }

        _regions ??= await RegionRegister.ReadAsync(db, ct);
        var ahead = new RowsAhead(_regions, [.. rows.SelectMany(row => row.Ids()).Distinct()]);
        await sheet.ReadAheadAsync(ahead, ct);
        db.Ahead = ahead;
        // Each look into what is tracked would compare all of it.
        db.ChangeTracker.AutoDetectChangesEnabled = false;
    }

    async Task<RowEffect?> TakeAsync(SheetRow row, CancellationToken ct)
    {
        try
        {
            var effect = await sheet.TakeAsync(row, ct);
            return row.IsFaulty ? null : effect;
        }
        catch (RefusalException refusal)
        {
            row.Fault(refusal);
            return null;
        }
    }
}
