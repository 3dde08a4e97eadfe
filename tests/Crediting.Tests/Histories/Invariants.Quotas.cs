using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Contracts.Crediting;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Projections;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Tests.Histories;

/// <content>What the registry is told of quotas.</content>
sealed partial class Invariants
{
    /// <summary>
    /// Every entry of a quota is told once, with whose it is, so that an account that adds them up says what R8 says; and of every sale of
    /// a unit with a quota the last word is told.
    /// </summary>
    async Task QuotasToldAsync(CreditingDb db, CancellationToken ct)
    {
        var type = typeof(QuotaEntriesPosted).FullName!;
        var bodies = await db.OutboxMessages.AsNoTracking().Where(row => row.Type == type).Select(row => row.Body).ToListAsync(ct);
        var told = bodies.ConvertAll(body => JsonSerializer.Deserialize<QuotaEntriesPosted>(body, MessageTypes.Json)!);
        var entries = told.SelectMany(message => message.Entries).ToList();
        Same(
            Lines(_entries.Where(entry => entry.Scheme == Scheme.Quota)
                .Select(entry => $"{entry.EntryId} {entry.HolderId} {entry.RecognitionDate.Year} {entry.EntryType} {entry.AmountFen}")),
            Lines(entries.Select(entry => $"{entry.EntryId} {entry.AccountId} {entry.Year} {entry.EntryType} {entry.AmountFen}")),
            "every entry of a quota is told once (CR-11)");
        foreach (var account in entries.GroupBy(entry => entry.AccountId))
        {
            That(
                account.Where(entry => entry.AmountFen > 0).All(entry => entry.UnitId is { } unit
                    && QuotaAccounts.IdOf(unit, entry.Year) == entry.AccountId),
                $"whose account {account.Key} is, is told with what it is given (CR-11)");
        }

        // R8 reads the sums by buyer of these accounts, as they are projected.
        await using (var transaction = await db.Database.BeginTransactionAsync(ct))
        {
            await (await ProjectionBatch.ReadAsync(db, 0, _entries.Count, ct)).WriteAsync(db, ct);
            Guid[] accounts = [.. entries.Select(entry => entry.AccountId).Distinct()];
            Same(
                Lines(entries.GroupBy(entry => entry.AccountId)
                    .Select(account => $"{account.Key} {account.Sum(entry => entry.AmountFen)}")),
                Lines((await db.BuyerMonths.AsNoTracking().Where(sum => accounts.Contains(sum.HolderId)).ToListAsync(ct))
                    .GroupBy(sum => sum.HolderId).Select(account => $"{account.Key} {account.Sum(sum => sum.AmountFen)}")),
                "an account executes what R8 says, to the fen (CR-11)");
            await transaction.RollbackAsync(ct);
        }

        var last = told.SelectMany(message => message.Omissions)
            .GroupBy(omission => (omission.LineId, omission.AcceptanceNo, omission.ShareNo))
            .ToDictionary(sale => sale.Key, sale => sale.MaxBy(omission => omission.EventNo)!);
        var sales = await db.SaleLines.AsNoTracking().Where(line => line.QuotaUnitId != null).ToListAsync(ct);
        Same(
            Lines(sales.Where(line => !line[Scheme.Quota, PairingTier.Unit].IsCredited)
                .Select(line => $"{line.Key} {line[Scheme.Quota, PairingTier.Unit]}")),
            Lines(sales.Where(line => !line[Scheme.Quota, PairingTier.Unit].IsCredited)
                .Select(line => $"{line.Key} {last.GetValueOrDefault((line.LineId, line.AcceptanceNo, line.ShareNo))?.Reason}")),
            "why a sale of a unit with a quota executes none of it is told (CR-11)");
    }
}
