using System.Net;
using Marketplace.Contracts;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Crediting.Tests.Audit;

public sealed class VerifyLedgerTests(SharedLedger shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_sound_ledger_differs_nowhere(Engine engine)
    {
        await using var service = await SharedLedger.StartPairedAsync(engine);
        var unit = Examples.Unit("330211");
        await service.DeliverAsync(unit);
        await service.DeliverAsync(Examples.Acceptance(unit.UnitId, Examples.Line(), Examples.Line("653221")));

        var found = await service.VerifyAsync();

        Assert.True(found.GetProperty("isSound").GetBoolean());
        Assert.Equal((2L, 3L, 3L), (found.Number("saleLines"), found.Number("entries"), found.Number("sums")));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_sum_that_was_tampered_with_is_found(Engine engine)
    {
        await using var service = await SharedLedger.StartPairedAsync(engine);
        var unit = Examples.Unit("330211");
        await service.DeliverAsync(unit);
        await service.DeliverAsync(Examples.Acceptance(unit.UnitId, Examples.Line()));
        await using (var scope = service.OpenDb(out var db))
        {
            var county = FixturePairings.Id("F03");
            await db.PairingMonths.Where(sum => sum.HolderId == county).ExecuteUpdateAsync(
                sum => sum.SetProperty(month => month.AmountFen, month => month.AmountFen + 1), TestContext.Current.CancellationToken);
            var city = FixturePairings.Id("F02");
            await db.PairingMonths.Where(sum => sum.HolderId == city).ExecuteDeleteAsync(TestContext.Current.CancellationToken);
        }

        var found = await service.VerifyAsync();

        Assert.False(found.GetProperty("isSound").GetBoolean());
        var differences = found.List("sumDifferences")
            .ToDictionary(difference => FixturePairings.Name(Guid.Parse(difference.Text("holderId"))));
        Assert.Equal(["F02", "F03"], differences.Keys.Order());
        Assert.Equal((1_000_00L, 1_000_01L), (differences["F03"].Number("entriesFen"), differences["F03"].Number("sumFen")));
        Assert.Equal((1L, 0L), (differences["F02"].Number("entriesCount"), differences["F02"].Number("sumCount")));
        Assert.Equal(("2024-05", "DirectPurchase"), (differences["F03"].Text("postingPeriod"), differences["F03"].Text("mode")));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_entry_that_was_smuggled_in_is_found(Engine engine)
    {
        await using var service = await SharedLedger.StartPairedAsync(engine);
        var unit = Examples.Unit("330281");
        var line = Examples.Line();
        await service.DeliverAsync(unit);
        await service.DeliverAsync(Examples.Acceptance(unit.UnitId, line));
        await using (var scope = service.OpenDb(out var db))
        {
            var entry = await db.CreditEntries.AsNoTracking().FirstAsync(TestContext.Current.CancellationToken);
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO credit_entries (
                    entry_no, entry_id, event_no, line_id, acceptance_no, share_no, scheme, tier, holder_id, holder_version,
                    east_path, west_path, mode, amount_fen, subsidised_fen, quantity, recognition_date, event_date, posting_period,
                    entry_type, reverses_entry_id, sequence, reason, rule_set_version, evidence_state, flags, posted_at)
                SELECT entry_no + 1000, {Guid.CreateVersion7()}, event_no, line_id, acceptance_no, share_no,
                    scheme, 'County', {FixturePairings.Id("F04")}, holder_version, east_path, west_path, mode, amount_fen + 1,
                    subsidised_fen, quantity, recognition_date, event_date, posting_period, entry_type, reverses_entry_id,
                    sequence, reason, rule_set_version, evidence_state, flags, posted_at
                FROM credit_entries WHERE entry_id = {entry.EntryId}
                """,
                TestContext.Current.CancellationToken);
        }

        var found = await service.VerifyAsync();

        Assert.False(found.GetProperty("isSound").GetBoolean());
        Assert.Equal("F04", FixturePairings.Name(Guid.Parse(Assert.Single(found.List("sumDifferences")).Text("holderId"))));
        var wrong = Assert.Single(found.List("lineDifferences"));
        Assert.Equal((line.LineId.ToString(), "County"), (wrong.Text("lineId"), wrong.Text("tier")));
        Assert.Equal((1_000_01L, 1_000_00L), (wrong.Number("entriesFen"), wrong.Number("amountFen")));
        var undecided = Assert.Single(found.List("decisionDifferences"));
        Assert.Equal((2L, 3L), (undecided.Number("creditedTiers"), undecided.Number("tiersWithEntries")));
    }

    [Fact]
    public async Task Only_auditors_and_operators_verify()
    {
        var service = await shared.OnAsync(Engine.Sqlite);

        foreach (var role in (string[])[Roles.Official, Roles.Purchaser, Roles.Supplier, Roles.Approver, Roles.Carrier])
        {
            await service.Client(role, region: "330000", tier: "Nation")
                .RefusedAsync("/credits/verifications", HttpStatusCode.Forbidden, HttpMethod.Post);
        }

        using var byOperator = await service.Client(Roles.Operator)
            .PostAsync("/credits/verifications", null, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, byOperator.StatusCode);
    }
}
