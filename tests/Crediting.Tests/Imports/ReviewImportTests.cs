using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Crediting.Audit;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Storage;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Crediting.Tests.Imports;

/// <summary>Both sides review what was imported; then it counts as any other sale (CR-22, CR-07, CR-19, CR-22).</summary>
public sealed class ReviewImportTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task A_row_is_credited_once_both_sides_have_approved_it(Engine engine)
    {
        await using var service = await LedgerFile.StartAsync(engine);
        var (row, other) = (new LedgerRow(), new LedgerRow { Origin = "513431" });
        var importId = await service.Official("330211").ImportAsync(LedgerFile.Csv(row, other));
        var line = LedgerFile.LineId(row.DocumentNo);

        using var east = await service.Reviewer("330211").ReviewAsync(importId, "Facilitator");
        Assert.Equal(2, (await LedgerFile.JsonOf(east)).Number("rows"));
        Assert.Equal("–", await service.CreditedToAsync(line));
        Assert.Equal(
            (SaleStatus.Held, CreditReason.AwaitingReview),
            ((await service.SaleAsync(line))!.Status, (await service.SaleAsync(line))!.HeldFor));
        using var west = await service.Reviewer("513430").ReviewAsync(importId, "Origin");
        Assert.Equal(1, (await LedgerFile.JsonOf(west)).Number("rows"));

        Assert.Equal("P F01, C F02, K F03", await service.CreditedToAsync(line));
        Assert.All(await service.EntriesAsync(line), entry =>
        {
            Assert.Equal(
                (CreditMode.AssistedSale, EntryType.Original, "2024-05", 100_000L),
                (entry.Mode, entry.EntryType, entry.PostingPeriod, entry.AmountFen));
            Assert.Equal(new DateOnly(2024, 5, 10), entry.RecognitionDate);
            Assert.True(entry.Flags.HasFlag(CreditMarks.Imported));
        });
        Assert.Equal("–", await service.CreditedToAsync(LedgerFile.LineId(other.DocumentNo)));
        var import = await service.Official("513431").GetJsonAsync($"/credits/imports/{importId}");
        Assert.Equal((1L, 0L, "AwaitingReview"), (
            import.GetProperty("import").Number("approved"),
            import.GetProperty("import").Number("rejected"),
            import.GetProperty("import").Text("state")));
        Assert.Equal(2, import.List("reviews").Length);

        // The rest of it; the county of 昭觉 has no pairing with 镇海, so its tier stays empty.
        using var last = await service.Reviewer("513431").ReviewAsync(importId, "Origin");
        await LedgerFile.JsonOf(last);
        Assert.Equal("P F01, C F02", await service.CreditedToAsync(LedgerFile.LineId(other.DocumentNo)));
        Assert.Equal(
            "Reviewed",
            (await service.Official("330211").GetJsonAsync($"/credits/imports/{importId}")).GetProperty("import").Text("state"));
        Assert.True((await service.VerifyAsync()).GetProperty("isSound").GetBoolean());
        Assert.Equal("409 already_reviewed", await service.Reviewer("513430").ReviewAsync(importId, "Origin").RefusalAsync());
    }

    [Fact]
    public async Task A_credited_row_shows_the_row_that_it_rests_on_and_no_order_shipment_or_acceptance()
    {
        await using var service = await LedgerFile.StartAsync(Engine.Sqlite);
        var row = new LedgerRow();
        var importId = await service.Official("330211").ImportAsync(LedgerFile.Csv(row));
        using var east = await service.Reviewer("330211").ReviewAsync(importId, "Facilitator");
        using var west = await service.Reviewer("513430").ReviewAsync(importId, "Origin");
        var entry = (await service.EntriesAsync(LedgerFile.LineId(row.DocumentNo)))[0];

        var walk = await service.Client(Roles.Auditor).GetJsonAsync($"/credits/entries/{entry.EntryId}");

        var sale = walk.GetProperty("sale");
        Assert.Equal("ImportedLedger", sale.Text("source"));
        Assert.All(["order", "acceptance", "shipment"], part => Assert.Equal(JsonValueKind.Null, sale.GetProperty(part).ValueKind));
        var imported = sale.GetProperty("importedRow");
        Assert.Equal((importId, row.DocumentNo), (imported.GetProperty("importId").GetGuid(), imported.Text("documentNumber")));
        var rule = walk.List("rules")[0];
        Assert.Equal("CR-22", rule.Text("rule"));
        Assert.Contains(row.DocumentNo, rule.GetProperty("words").Text("en"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task A_ledger_is_filed_by_the_registry_of_the_day_on_which_it_is_filed(Engine engine)
    {
        // Both were registered after the sales, by documents that go back before them; a version that comes
        // after the ledger needs approval.
        var clock = new FixedClock(Examples.Noon("2024-06-03"));
        await using var service = await LedgerFile.EmptyAsync(engine, clock);
        await service.DeliverAsync(SharedLedger.Regions("330211", "513430", "513431"));
        await service.DeliverAsync(
            LedgerFile.Facilitator(LedgerFile.Hall, LedgerFile.HallName, "330211") with { RegisteredAt = Examples.Noon("2024-06-01") });
        var pairing = FixturePairings.Between("330211", "513430") with { RegisteredAt = Examples.Noon("2024-06-02") };
        await service.DeliverAsync(pairing);
        var (row, other) = (new LedgerRow(), new LedgerRow { Origin = "513431" });
        var importId = await service.Official("330211").ImportAsync(LedgerFile.Csv(row, other));
        await service.ApproveAsync(importId);
        using (var rest = await service.Reviewer("513431").ReviewAsync(importId, "Origin"))
        {
            await LedgerFile.JsonOf(rest);
        }

        Assert.Equal(pairing.PairingId, Assert.Single(await service.EntriesAsync(LedgerFile.LineId(row.DocumentNo))).HolderId);

        clock.Now = Examples.Noon("2024-06-05");
        await service.DeliverAsync(FixturePairings.Between("330211", "513431") with { RegisteredAt = Examples.Noon("2024-06-04") });
        Assert.Empty(await service.EntriesAsync(LedgerFile.LineId(other.DocumentNo)));
        var proposed = Assert.Single(
            (await service.Client(Roles.Auditor).GetJsonAsync("/credits/corrections?state=Proposed")).List("items"));
        Assert.Equal(1, proposed.Number("sales"));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task What_one_side_rejects_earns_nothing_whatever_the_other_says(Engine engine)
    {
        await using var service = await LedgerFile.StartAsync(engine);
        LedgerRow[] rows = [new(), new(), new()];
        var importId = await service.Official("330211").ImportAsync(LedgerFile.Csv(rows));
        using var west = await service.Reviewer("513430").ReviewAsync(importId, "Origin", isApproved: false, rows[1].DocumentNo);
        Assert.Equal(1, (await LedgerFile.JsonOf(west)).Number("rows"));
        await service.ApproveAsync(importId);
        Assert.Equal(
            ["P F01, C F02, K F03", "–", "P F01, C F02, K F03"],
            await Task.WhenAll(rows.Select(row => service.CreditedToAsync(LedgerFile.LineId(row.DocumentNo)))));
        var rejected = Assert.Single(
            (await service.Official("330211").GetJsonAsync($"/credits/imports/{importId}/rows?state=Rejected")).List("items"));
        Assert.Equal((rows[1].DocumentNo, "Rejected"), (rejected.Text("documentNo"), rejected.Text("status")));
        Assert.Equal(
            "400 row_not_found",
            await service.Reviewer("330211").ReviewAsync(importId, "Facilitator", isApproved: true, "无此单据").RefusalAsync());
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task A_row_that_was_rejected_is_filed_again_under_its_own_number_and_with_its_own_invoice(Engine engine)
    {
        await using var service = await LedgerFile.StartAsync(engine);
        var wrong = new LedgerRow { DocumentNo = "A", Price = "", Invoice = "FP-1", Amount = "900.00" };
        var importId = await service.Official("330211").ImportAsync(LedgerFile.Csv(wrong));
        using var rejection = await service.Reviewer("513430").ReviewAsync(importId, "Origin", isApproved: false);
        await LedgerFile.JsonOf(rejection);

        var again = await service.Official("330211").ImportAsync(LedgerFile.Csv(wrong with { Amount = "1000.00" }));
        await service.ApproveAsync(again);

        Assert.Equal("–", await service.CreditedToAsync(LedgerFile.LineId("A")));
        Assert.Equal("P F01, C F02, K F03", await service.CreditedToAsync(ImportRow.LineIdOf(LedgerFile.Hall, "A", rejected: 1)));
        var known = await service.Official("330211").TryAsync(LedgerFile.Csv(wrong with { Invoice = "FP-2" }));
        Assert.Equal("document_known", Assert.Single(known.List("faults")).Text("code"));
        Assert.True((await service.VerifyAsync()).GetProperty("isSound").GetBoolean());
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task Each_side_reviews_its_own_rows_and_nobody_both(Engine engine)
    {
        await using var service = await LedgerFile.StartAsync(engine);
        var importId = await service.Official("330211").ImportAsync(LedgerFile.Csv(new LedgerRow()));
        Assert.Equal("403 not_your_side", await service.Reviewer("330211").ReviewAsync(importId, "Origin").RefusalAsync());
        Assert.Equal("403 not_your_side", await service.Reviewer("513430").ReviewAsync(importId, "Facilitator").RefusalAsync());
        Assert.Equal("404 import_not_found", await service.Reviewer("513431").ReviewAsync(importId, "Origin").RefusalAsync());
        Assert.Equal("400 note_missing", await service.Official("330211").PostOnceAsync(
            $"/credits/imports/{importId}/reviews",
            new { reviewId = Guid.CreateVersion7(), side = "Facilitator", isApproved = false }, ct: Ct).RefusalAsync());

        // Whoever imported it reviews neither side, and the same person of the nation not both.
        Assert.Equal("403 own_import", await service.Official("330211").ReviewAsync(importId, "Facilitator").RefusalAsync());
        var nation = service.ClientWith(TestTokens.For(Roles.Official, region: "100000", tier: "Nation", subject: "nation"));
        using var once = await nation.ReviewAsync(importId, "Facilitator");
        await LedgerFile.JsonOf(once);
        Assert.Equal("403 both_sides", await nation.ReviewAsync(importId, "Origin").RefusalAsync());
        var second = await service.Official("330211").ImportAsync(LedgerFile.Csv(new LedgerRow()));
        foreach (var (side, subject) in ((string, string)[])[("Facilitator", "first"), ("Origin", "second")])
        {
            using var answer = await service.Nation(subject).ReviewAsync(second, side);
            await LedgerFile.JsonOf(answer);
        }

        Assert.Equal("Reviewed", (await nation.GetJsonAsync($"/credits/imports/{second}")).GetProperty("import").Text("state"));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task A_late_review_posts_late_and_a_late_payment_verifies_in_the_open_month(Engine engine)
    {
        // EC-69
        var clock = new FixedClock(Examples.Noon("2024-06-15"));
        await using var service = await LedgerFile.StartAsync(engine, clock);
        var (early, late) = (new LedgerRow(), new LedgerRow { SaleDate = "2024-04-10" });
        var importId = await service.Official("330211").ImportAsync(LedgerFile.Csv(early, late));
        using var first = await service.Reviewer("330211").ReviewAsync(importId, "Facilitator");
        await LedgerFile.JsonOf(first);
        using var second = await service.Reviewer("513430").ReviewAsync(importId, "Origin", isApproved: true, early.DocumentNo);
        await LedgerFile.JsonOf(second);
        using var closing = await service.Nation()
            .PostOnceAsync("/credits/periods/2024-05/closing", new { document = "测试〔2024〕1号" }, ct: Ct);
        await LedgerFile.JsonOf(closing);
        using var third = await service.Reviewer("513430").ReviewAsync(importId, "Origin");
        await LedgerFile.JsonOf(third);

        Assert.All(
            await service.EntriesAsync(LedgerFile.LineId(early.DocumentNo)),
            entry => Assert.Equal((EntryType.Original, "2024-05"), (entry.EntryType, entry.PostingPeriod)));
        Assert.All(await service.EntriesAsync(LedgerFile.LineId(late.DocumentNo)), entry =>
        {
            Assert.Equal((EntryType.Late, "2024-06"), (entry.EntryType, entry.PostingPeriod));
            Assert.Equal(new DateOnly(2024, 4, 10), entry.RecognitionDate);
        });
        var paper = new
        {
            documentId = Guid.CreateVersion7(),
            facilitatorId = LedgerFile.Hall,
            documentNo = early.DocumentNo,
            kind = "Payment",
            number = "BANK-1",
            amountFen = 99_999,
            date = "2024-06-01",
        };
        Assert.Equal(
            "404 sale_not_found", await service.Official("513430").PostOnceAsync("/credits/evidence", paper, ct: Ct).RefusalAsync());
        var official = service.Official("330211");
        using var short1 = await official.PostOnceAsync("/credits/evidence", paper, ct: Ct);
        Assert.False((await LedgerFile.JsonOf(short1)).TryGetProperty("verifiedPeriod", out var none)
            && none.ValueKind != System.Text.Json.JsonValueKind.Null);
        Assert.Equal("409 evidence_known", await official.PostOnceAsync("/credits/evidence", paper, ct: Ct).RefusalAsync());
        var rest = new
        {
            documentId = Guid.CreateVersion7(),
            lineId = LedgerFile.LineId(early.DocumentNo),
            kind = "Payment",
            number = "BANK-2",
            amountFen = 1,
            date = "2024-06-02",
        };
        using var whole = await official.PostOnceAsync("/credits/evidence", rest, ct: Ct);
        Assert.Equal("2024-06", (await LedgerFile.JsonOf(whole)).Text("verifiedPeriod"));
        await using var scope = service.OpenDb(out var db);
        var verified = await db.VerifiedMonths.AsNoTracking().ToListAsync(Ct);
        Assert.Equal(3, verified.Count);
        Assert.All(
            verified,
            month => Assert.Equal(("2024-05", "2024-06", 100_000L), (month.PostingPeriod, month.VerifiedPeriod, month.AmountFen)));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task A_pairing_learned_later_judges_again_what_waits_but_credits_nothing_before_the_reviews(Engine engine)
    {
        await using var service = await LedgerFile.EmptyAsync(engine, clock: null);
        await service.DeliverAsync(SharedLedger.Regions("330211", "513430"));
        await service.DeliverAsync(LedgerFile.Facilitator(LedgerFile.Hall, LedgerFile.HallName, "330211"));
        var row = new LedgerRow();
        var line = LedgerFile.LineId(row.DocumentNo);
        var official = service.Official("330211");
        Assert.Equal("Unpaired", Assert.Single((await official.TryAsync(LedgerFile.Csv(row))).List("judgements")).Text("outcome"));
        var importId = await official.ImportAsync(LedgerFile.Csv(row));
        async Task HeldAsync(CreditReason county)
        {
            var sale = (await service.SaleAsync(line))!;
            Assert.Equal((SaleStatus.Held, CreditReason.AwaitingReview, county), (sale.Status, sale.HeldFor!.Value, sale.EastWestCounty));
            Assert.Empty(await service.EntriesAsync(line));
        }

        await HeldAsync(CreditReason.NoPairing);
        var pairing = FixturePairings.Between("330211", "513430");
        await service.DeliverAsync(pairing);
        await HeldAsync(CreditReason.AwaitingReview);
        await service.DeliverAsync(pairing with { Version = 2, ValidTo = new DateOnly(2024, 1, 1) });
        await HeldAsync(CreditReason.PairingNotValid);
        await service.DeliverAsync(pairing with { Version = 3 });
        await HeldAsync(CreditReason.AwaitingReview);
        await service.ApproveAsync(importId);
        Assert.Equal(pairing.PairingId, Assert.Single(await service.EntriesAsync(line)).HolderId);
        await using var scope = service.OpenDb(out var db);
        Assert.Empty(await db.Holds.ToListAsync(Ct));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task The_journal_gives_the_same_ledger_again(Engine engine)
    {
        await using var service = await LedgerFile.StartAsync(engine);
        LedgerRow[] rows = [.. Enumerable.Range(0, 2_300)
            .Select(i => new LedgerRow { Origin = i % 3 == 0 ? "513431" : "513430", Proof = i % 100 == 0 ? "" : "证明" })];
        var importId = await service.Official("330211").ImportAsync(LedgerFile.Csv(rows));
        using var some = await service.Reviewer("513430")
            .ReviewAsync(importId, "Origin", isApproved: false, rows[1].DocumentNo, rows[2].DocumentNo);
        await LedgerFile.JsonOf(some);
        await service.ApproveAsync(importId);
        using var paid = await service.Official("330211").PostOnceAsync(
            "/credits/evidence",
            new
            {
                documentId = Guid.CreateVersion7(),
                lineId = LedgerFile.LineId(rows[4].DocumentNo),
                kind = "Payment",
                number = "BANK-1",
                amountFen = 100_000,
                date = "2024-06-01",
            },
            ct: Ct);
        Assert.Equal("2024-05", (await LedgerFile.JsonOf(paid)).Text("verifiedPeriod"));

        await using var empty = await LedgerFile.EmptyAsync(engine, clock: null);
        await using var from = service.OpenDb(out var original);
        await using var into = empty.OpenDb(out var copy);
        await new ReplayLedger(CreditingEvents.Create()).RunAsync(
            ReplayLedger.JournalAsync(original, Ct), CompareLedgers.OptionsOf(empty.ConnectionString), Ct);

        Assert.Equal(
            (await original.CreditEntries.AsNoTracking().OrderBy(entry => entry.EntryNo).ToListAsync(Ct)).Select(
                entry => entry.Canonical()),
            (await copy.CreditEntries.AsNoTracking().OrderBy(entry => entry.EntryNo).ToListAsync(Ct)).Select(entry => entry.Canonical()));
        Assert.Equal(
            await original.ImportRows.OrderBy(row => row.RowNumber)
                .Select(row => new { row.LineId, row.State, row.FacilitatorApproved, row.OriginApproved }).ToListAsync(Ct),
            await copy.ImportRows.OrderBy(row => row.RowNumber)
                .Select(row => new { row.LineId, row.State, row.FacilitatorApproved, row.OriginApproved }).ToListAsync(Ct));
        Assert.Equal(await HoldsOf(original), await HoldsOf(copy));

        // Without proof are 23 rows, of which 8 come from 昭觉 and wait for its review.
        Assert.Equal(15, (await HoldsOf(original)).Count);
        Assert.Equal(
            await original.VerifiedMonths.SumAsync(month => month.AmountFen, Ct),
            await copy.VerifiedMonths.SumAsync(month => month.AmountFen, Ct));
    }

    static async Task<List<Guid>> HoldsOf(
        CreditingDb db) => [.. (await db.Holds.AsNoTracking().Select(hold => hold.HoldId).ToListAsync(Ct)).Order()];
}
