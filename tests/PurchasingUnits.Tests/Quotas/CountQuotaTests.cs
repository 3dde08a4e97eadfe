using FsCheck.Fluent;
using Marketplace.Contracts;
using Marketplace.Contracts.Crediting;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Quotas;

/// <summary>← QuotaEntriesPosted: the account executes what the ledger says (CR-11).</summary>
public sealed class CountQuotaTests(SharedUnits shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Each_entry_counts_once_and_what_is_taken_back_is_left_again(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterQuotaUnitAsync();
        var (bought, back) = (QuotaScenario.Entry(unit, 4_000), QuotaScenario.Entry(unit, -1_500));
        var staff = QuotaScenario.Entry(unit, 300) with { Capacity = BuyerCapacity.Staff };

        await units.DeliverAsync(QuotaScenario.Executed(bought, staff), ct: Ct);
        await units.DeliverAsync(QuotaScenario.Executed(bought), ct: Ct);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => units.DeliverAsync(QuotaScenario.Executed(back, bought), ct: Ct)));

        var account = await units.QuotaAsync(unit);
        Assert.Equal((2_800, 1_500, 300, 0, 7_200), (
            account.ExecutedFen, account.TakenBackFen, account.StaffFen, account.UnionFen, account.LeftFen));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task In_whatever_order_and_however_often_entries_come_the_account_is_their_sum(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var amounts = Gen.Choose(-500, 900).Where(fen => fen != 0).Zip(Gen.Choose(1, 12)).Zip(Gen.Choose(0, 3)).ArrayOf(12)
            .Sample(6, 4).ToList();
        foreach (var ledger in amounts)
        {
            var unit = await units.RegisterQuotaUnitAsync();
            QuotaEntriesPosted.Entry[] entries =
                [.. ledger.Select(item => QuotaScenario.Entry(unit, item.Item1.Item1, month: item.Item1.Item2))];
            var deliveries = entries.Concat(entries.Where((_, at) => ledger[at].Item2 == 0)).Chunk(3).Reverse().ToList();
            await Task.WhenAll(deliveries.Select(some => units.DeliverAsync(QuotaScenario.Executed(some), ct: Ct)));

            var account = await units.QuotaAsync(unit);
            Assert.Equal(
                (entries.Sum(entry => entry.AmountFen), -entries.Sum(entry => Math.Min(0, entry.AmountFen))),
                (account.ExecutedFen, account.TakenBackFen));
            await using var scope = units.OpenDb(out var db);
            Assert.Equal(account.ExecutedFen, await db.QuotaEntries.Where(entry => entry.AccountId == account.AccountId)
                .SumAsync(entry => entry.AmountFen, Ct));
            Assert.Equal(account.ExecutedFen, await db.QuotaMonths.Where(month => month.AccountId == account.AccountId)
                .SumAsync(month => month.ExecutedFen, Ct));
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_leaves_an_account_for_another_waits_until_the_account_is_known(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var (former, now) = (await units.RegisterQuotaUnitAsync(), await units.RegisterQuotaUnitAsync());
        var given = QuotaScenario.Entry(former, 900);
        var taken = given with { EntryId = Guid.CreateVersion7(), AmountFen = -900, UnitId = null, EntryType = "ReclassOut", EventNo = 2 };

        await units.DeliverAsync(QuotaScenario.Executed(taken, QuotaScenario.Entry(now, 900, eventNo: 2)), ct: Ct);
        Assert.Equal((0, 0), ((await units.QuotaAsync(former)).ExecutedFen, (await units.QuotaAsync(now)).ExecutedFen));
        await units.DeliverAsync(QuotaScenario.Executed(given), ct: Ct);

        await Eventually.EqualAsync(
            (0L, 900L), async () => ((await units.QuotaAsync(former)).ExecutedFen, (await units.QuotaAsync(now)).ExecutedFen), ct: Ct);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Why_goods_execute_nothing_is_said_until_they_do_whatever_comes_first(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterQuotaUnitAsync();
        var (held, other) = (QuotaScenario.Entry(unit, 900, eventNo: 7), QuotaScenario.Entry(unit, 250));
        await units.DeliverAsync(
            QuotaScenario.Omitted(QuotaScenario.OmissionOf(held, 3), QuotaScenario.OmissionOf(other, 4, "NotOnQuotaList")), ct: Ct);
        Assert.Equal(
            [("Suspicion", 900, 1), ("NotOnQuotaList", 250, 1)],
            (await units.QuotaAsync(unit)).NotExecuted.Select(reason => (reason.Reason, reason.Fen, reason.Sales)));

        // The hold is released; that it was held comes once more, too late.
        await units.DeliverAsync(QuotaScenario.Executed(held), ct: Ct);
        await units.DeliverAsync(QuotaScenario.Omitted(QuotaScenario.OmissionOf(held, 3)), ct: Ct);
        Assert.Equal(["NotOnQuotaList"], (await units.QuotaAsync(unit)).NotExecuted.Select(reason => reason.Reason));

        // Voided later, it executes nothing again.
        await units.DeliverAsync(
            new QuotaEntriesPosted
            {
                Entries = [held with { EntryId = Guid.CreateVersion7(), AmountFen = -900, EntryType = "Void", EventNo = 9 }],
                Omissions = [QuotaScenario.OmissionOf(held, 9, "Voided")],
            },
            ct: Ct);
        var account = await units.QuotaAsync(unit);
        Assert.Equal((0, 900), (account.ExecutedFen, account.TakenBackFen));
        Assert.Equal(["Voided", "NotOnQuotaList"], account.NotExecuted.Select(reason => reason.Reason));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Entries_of_an_account_are_never_changed(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterQuotaUnitAsync();
        var entry = QuotaScenario.Entry(unit, 900);
        await units.DeliverAsync(QuotaScenario.Executed(entry), ct: Ct);
        await using var scope = units.OpenDb(out var db);

        await Assert.ThrowsAnyAsync<Exception>(() => db.QuotaEntries.Where(row => row.EntryId == entry.EntryId)
            .ExecuteUpdateAsync(row => row.SetProperty(known => known.AmountFen, 1), Ct));
        await Assert.ThrowsAnyAsync<Exception>(() => db.QuotaEntries.Where(row => row.EntryId == entry.EntryId).ExecuteDeleteAsync(Ct));

        Assert.Equal(QuotaEntryKind.Executed, (await db.QuotaEntries.SingleAsync(row => row.EntryId == entry.EntryId, Ct)).Kind);
    }
}
