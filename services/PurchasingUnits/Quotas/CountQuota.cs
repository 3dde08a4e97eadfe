using Marketplace.Contracts.Crediting;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Quotas;

/// <summary>
/// ← QuotaEntriesPosted. Adds the ledger's executions to the quota accounts, each entry once, so that an account says what R8 says; and
/// keeps why sales execute nothing (CR-11).
/// </summary>
public sealed class CountQuota(UnitsDb db, TimeProvider clock) : IConsume<QuotaEntriesPosted>
{
    public async Task ConsumeAsync(IReadOnlyList<QuotaEntriesPosted> messages, CancellationToken ct)
    {
        var entries = messages.SelectMany(message => message.Entries).DistinctBy(entry => entry.EntryId).ToList();
        Guid[] entryIds = [.. entries.Select(entry => entry.EntryId)];
        var known = await db.QuotaEntries.Where(entry => entryIds.Contains(entry.EntryId)).Select(entry => entry.EntryId)
            .ToHashSetAsync(ct);
        entries.RemoveAll(entry => known.Contains(entry.EntryId));
        var accounts = await db.LockQuotaAccountsAsync(
            entries.Where(entry => entry.UnitId is not null).Select(entry => (entry.UnitId!.Value, entry.Year)), ct);
        await ReadNamelessAsync(messages, entries, accounts, ct);
        await AddAsync(entries, accounts, ct);
        await KeepOmissionsAsync(messages, entries, ct);
    }

    /// <summary>An entry that takes from an account that is no longer the sale's doesn't say whose it was; what it had does.</summary>
    async Task ReadNamelessAsync(
        IReadOnlyList<QuotaEntriesPosted> messages, List<QuotaEntriesPosted.Entry> entries, Dictionary<Guid, QuotaAccount> accounts,
        CancellationToken ct)
    {
        Guid[] ids =
        [
            .. entries.Where(entry => entry.UnitId is null && !accounts.ContainsKey(entry.AccountId)).Select(entry => entry.AccountId)
                .Distinct(),
        ];
        if (ids.Length == 0)
        {
            return;
        }

        foreach (var (id, account) in await db.LockAndReadAsync<QuotaAccount>(ids, ct))
        {
            accounts.Add(id, account);
        }

        if (ids.Except(accounts.Keys).ToHashSet() is { Count: > 0 } missing)
        {
            throw new MissingReferenceException(
                messages.First(message => message.Entries.Any(entry => missing.Contains(entry.AccountId))),
                $"Nothing has been executed in the quota account {missing.First()} yet.");
        }
    }

    async Task AddAsync(List<QuotaEntriesPosted.Entry> entries, Dictionary<Guid, QuotaAccount> accounts, CancellationToken ct)
    {
        Guid[] buyerIds = [.. entries.Select(entry => entry.BuyerId).Distinct()];
        var buyers = await db.Units.AsNoTracking().Where(unit => buyerIds.Contains(unit.Id)).ToDictionaryAsync(unit => unit.Id, ct);
        Guid[] accountIds = [.. accounts.Keys];
        var months = (await db.QuotaMonths.Where(month => accountIds.Contains(month.AccountId)).ToListAsync(ct))
            .ToDictionary(month => (month.AccountId, month.Month, month.Category));
        foreach (var executed in entries)
        {
            var account = accounts[executed.AccountId];
            var entry = new QuotaEntry
            {
                EntryId = executed.EntryId,
                AccountId = executed.AccountId,
                Kind = executed.AmountFen < 0 ? QuotaEntryKind.TakenBack : QuotaEntryKind.Executed,
                AmountFen = executed.AmountFen,
                OrderId = executed.OrderId,
                OrderNumber = executed.OrderNumber,
                LineId = executed.LineId,
                Buyer = QuotaExpectations.BuyerOf(buyers.GetValueOrDefault(executed.BuyerId), executed.Capacity),
                Category = executed.Category,
                Day = executed.EventDate,
                AcceptanceNo = executed.AcceptanceNo,
                ShareNo = executed.ShareNo,
                LedgerType = executed.EntryType,
                LedgerEventNo = executed.EventNo,
                RecordedAt = clock.NowToTheMillisecond(),
            };
            account.Add(entry);
            db.Add(entry);
            var key = (account.Id, executed.RecognitionDate.Month, executed.Category);
            if (!months.TryGetValue(key, out var month))
            {
                month = new QuotaMonth
                {
                    AccountId = account.Id,
                    Month = executed.RecognitionDate.Month,
                    Category = executed.Category,
                    UnitId = account.UnitId,
                    Year = account.Year,
                    ExecutedFen = 0,
                };
                months.Add(key, month);
                db.Add(month);
            }

            month.ExecutedFen += executed.AmountFen;
        }
    }

    /// <summary>
    /// Of a sale the last word counts: what was executed later ends an omission, and what was found earlier than an execution is none.
    /// </summary>
    async Task KeepOmissionsAsync(
        IReadOnlyList<QuotaEntriesPosted> messages, List<QuotaEntriesPosted.Entry> entries, CancellationToken ct)
    {
        var found = messages.SelectMany(message => message.Omissions)
            .GroupBy(omission => (omission.LineId, omission.AcceptanceNo, omission.ShareNo))
            .ToDictionary(sale => sale.Key, sale => sale.MaxBy(omission => omission.EventNo)!);
        var given = entries.Where(entry => entry.AmountFen > 0).GroupBy(entry => (entry.LineId, entry.AcceptanceNo, entry.ShareNo))
            .ToDictionary(sale => sale.Key, sale => sale.Max(entry => entry.EventNo));
        Guid[] lines = [.. found.Keys.Concat(given.Keys).Select(sale => sale.LineId).Distinct()];
        var known = (await db.QuotaOmissions.Where(omission => lines.Contains(omission.LineId)).ToListAsync(ct))
            .ToDictionary(omission => (omission.LineId, omission.AcceptanceNo, omission.ShareNo));
        if (found.Count > 0)
        {
            Guid[] omitted = [.. found.Keys.Select(sale => sale.LineId).Distinct()];
            var before = await db.QuotaEntries
                .Where(entry => omitted.Contains(entry.LineId) && entry.Kind == QuotaEntryKind.Executed)
                .Select(entry => new { entry.LineId, entry.AcceptanceNo, entry.ShareNo, entry.LedgerEventNo }).ToListAsync(ct);
            foreach (var entry in before)
            {
                var sale = (entry.LineId, entry.AcceptanceNo!.Value, entry.ShareNo!.Value);
                given[sale] = Math.Max(given.GetValueOrDefault(sale), entry.LedgerEventNo!.Value);
            }
        }

        foreach (var (sale, omission) in found.Where(item => item.Value.EventNo > given.GetValueOrDefault(item.Key)))
        {
            if (!known.TryGetValue(sale, out var row))
            {
                db.Add(OmissionOf(omission));
            }
            else if (row.LedgerEventNo < omission.EventNo)
            {
                (row.AmountFen, row.Reason, row.WordsZh, row.WordsEn, row.LedgerEventNo) = (
                    omission.AmountFen, omission.Reason, omission.Words.Zh, omission.Words.En, omission.EventNo);
            }
        }

        db.RemoveRange(known.Where(row => row.Value.LedgerEventNo < given.GetValueOrDefault(row.Key)
            && !(found.TryGetValue(row.Key, out var later) && later.EventNo > given[row.Key])).Select(row => row.Value));
    }

    static QuotaOmission OmissionOf(QuotaEntriesPosted.Omission omission) => new()
    {
        LineId = omission.LineId,
        AcceptanceNo = omission.AcceptanceNo,
        ShareNo = omission.ShareNo,
        AccountId = Contracts.QuotaAccounts.IdOf(omission.UnitId, omission.Year),
        OrderId = omission.OrderId,
        OrderNumber = omission.OrderNumber,
        AmountFen = omission.AmountFen,
        Reason = omission.Reason,
        WordsZh = omission.Words.Zh,
        WordsEn = omission.Words.En,
        LedgerEventNo = omission.EventNo,
    };
}
