using Marketplace.Contracts;
using Marketplace.Contracts.Crediting;
using Marketplace.Contracts.Logistics;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Crediting.Tests.Sales;

/// <summary>An acceptance is credited once, by its own lines, on its own day (CR-02, CR-03, CR-06, CR-21).</summary>
public sealed class CreditSalesTests(SharedLedger shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task EC_01_An_acceptance_is_credited_at_every_tier_and_told(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var unit = Examples.Unit("330211");
        var line = Examples.Line(quantity: "120.5", price: "38.60");
        var accepted = Examples.Acceptance(unit.UnitId, line);
        await service.DeliverAsync(unit);

        await service.DeliverAsync(accepted);

        Assert.Equal("P F01, C F02, K F03", await service.CreditedToAsync(line.LineId));
        var entries = await service.EntriesAsync(line.LineId);
        Assert.All(entries, entry =>
        {
            Assert.Equal(4_651_30, entry.AmountFen);
            Assert.Equal(line.Accepted, entry.Quantity);
            Assert.Equal(
                (CreditMode.DirectPurchase, EntryType.Original, EvidenceState.Recognised),
                (entry.Mode, entry.EntryType, entry.EvidenceState));
            Assert.Equal((new DateOnly(2024, 5, 10), "2024-05", 1L), (entry.RecognitionDate, entry.PostingPeriod, entry.HolderVersion));
            Assert.Equal((1, 1, 1), (entry.ShareNo, entry.Sequence, entry.RuleSetVersion));
        });
        var told = await Eventually.NotNullAsync(
            () => Task.FromResult(
                service.Published<SalesCredited>().SingleOrDefault(message => message.AcceptanceId == accepted.AcceptanceId)),
            "the credits to be told");
        Assert.Equal(
            entries.Select(entry => (entry.EntryId, PairingId: entry.HolderId, entry.AmountFen)),
            told.Credits.OrderBy(credit => credit.EntryId).Select(credit => (credit.EntryId, credit.HolderId, credit.AmountFen)));
        Assert.Equal((accepted.OrderId, unit.UnitId, new DateOnly(2024, 5, 10)), (told.OrderId, told.UnitId, told.RecognitionDate));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_was_sold_is_recorded_as_it_was_that_day(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var unit = Examples.Unit("330211", isDesignated: true);
        var line = Examples.Line(quantity: "100", price: "0.335", accepted: "92");
        var accepted = Examples.Acceptance(unit.UnitId, line);
        await service.DeliverAsync(unit);

        await service.DeliverAsync(accepted);

        var sale = await service.SaleAsync(line.LineId);
        Assert.NotNull(sale);
        Assert.Equal((accepted.OrderId, accepted.OrderNumber, line.LineNumber), (sale.PurchaseId, sale.PurchaseNumber, sale.LineNumber));
        Assert.Equal((unit.UnitId, "/330000/330200/330211/", true), (sale.UnitId, sale.UnitPath, sale.IsUnitDesignated));
        Assert.Equal((line.Goods.SupplierId, line.Goods.SupplierName), (sale.SupplierId, sale.SupplierName));
        Assert.Equal((line.Goods.ProductId, 3L, "金阳青花椒"), (sale.ProductId, sale.ListingVersion, sale.ProductName));
        Assert.Equal(("/510000/513400/513430/", "510000"), (sale.OriginPath, sale.OriginProvince));
        Assert.Equal(Examples.Certified, sale.Recognition);
        Assert.Equal(("斤", 500L, line.Goods.UnitPrice), (sale.TradeUnit, sale.TradeUnitGrams, sale.UnitPrice));
        Assert.Equal(
            (line.Ordered, line.Accepted, line.Rejected, "霉变"), (sale.Ordered, sale.Accepted, sale.Rejected, sale.RejectionReason));
        Assert.Equal(30_82, sale.AmountFen);
        Assert.Equal((accepted.AcceptanceId, accepted.AcceptedAt, "buyer-7"), (sale.AcceptanceId, sale.AcceptedAt, sale.AcceptedBy));
        Assert.Equal((accepted.ShipmentId, "SF1234567890", accepted.DeliveredAt), (sale.EvidenceId, sale.Waybill, sale.DeliveredAt));
        Assert.Equal([new BatchPart(line.Batches[0].BatchId, line.Batches[0].Quantity)], sale.Batches);
        Assert.Equal(CreditOutcome.Credited, sale.Outcome);
        Assert.Equal(CreditReason.PairingMatched, sale[Scheme.EastWest, PairingTier.County]);
        Assert.Equal(CreditReason.NoPairing, sale[Scheme.Counterpart, PairingTier.County]);
        Assert.All(await service.EntriesAsync(line.LineId), entry => Assert.Equal(CreditMarks.Designated, entry.Flags));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task EC_68_An_acceptance_heard_twice_is_credited_once(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var unit = Examples.Unit("330211");
        var line = Examples.Line();
        var accepted = Examples.Acceptance(unit.UnitId, line);
        var messageId = Guid.CreateVersion7();
        await service.DeliverAsync(unit);

        await service.DeliverAsync(accepted, messageId);
        var first = await service.EntriesAsync(line.LineId);
        await service.DeliverAsync(accepted, messageId);
        await service.DeliverAsync(accepted);

        Assert.Equal(3, first.Count);
        Assert.Equal(first.Select(entry => entry.EntryId), (await service.EntriesAsync(line.LineId)).Select(entry => entry.EntryId));
        await Eventually.TrueAsync(
            () => Task.FromResult(service.Published<SalesCredited>().Any(message => message.AcceptanceId == accepted.AcceptanceId)),
            "the credits to be told");
        Assert.Single(service.Published<SalesCredited>(), message => message.AcceptanceId == accepted.AcceptanceId);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_part_that_is_accepted_later_is_a_sale_of_its_own(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var unit = Examples.Unit("330211");
        var line = Examples.Line(quantity: "10", accepted: "4");
        var rest = Examples.Line(quantity: "10", accepted: "6", lineId: line.LineId);
        await service.DeliverAsync(unit);

        await service.DeliverAsync(Examples.Acceptance(unit.UnitId, line));
        await service.DeliverAsync(Examples.Acceptance(unit.UnitId, rest) with { AcceptanceNo = 2 });

        var entries = await service.EntriesAsync(line.LineId);
        Assert.Equal([400_00, 400_00, 400_00], entries.Where(entry => entry.AcceptanceNo == 1).Select(entry => entry.AmountFen));
        Assert.Equal([600_00, 600_00, 600_00], entries.Where(entry => entry.AcceptanceNo == 2).Select(entry => entry.AmountFen));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task EC_26_The_affiliation_on_the_day_of_recognition_counts(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var unit = Examples.Unit([Examples.Since("330211", "2000-01-01", "2024-07-01"), Examples.Since("330212", "2024-07-01")]);
        var before = Examples.Line();
        var after = Examples.Line();
        await service.DeliverAsync(unit);

        var confirmed = Examples.Noon("2024-06-25");
        await service.DeliverAsync(
            Examples.Acceptance(unit.UnitId, before) with { ConfirmedAt = confirmed, AcceptedAt = Examples.Noon("2024-06-30") });
        await service.DeliverAsync(
            Examples.Acceptance(unit.UnitId, after) with { ConfirmedAt = confirmed, AcceptedAt = Examples.Noon("2024-07-03") });

        Assert.Equal("P F01, C F02, K F03", await service.CreditedToAsync(before.LineId));
        Assert.Equal("P F01, C F02", await service.CreditedToAsync(after.LineId));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task EC_53_What_was_refused_at_the_door_earns_nothing(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var unit = Examples.Unit("330211");
        var someRefused = Examples.Line(quantity: "100", price: "10.00", accepted: "92");
        var allRefused = Examples.Line(quantity: "100", price: "10.00", accepted: "0");
        await service.DeliverAsync(unit);

        await service.DeliverAsync(Examples.Acceptance(unit.UnitId, someRefused, allRefused));

        Assert.All(await service.EntriesAsync(someRefused.LineId), entry => Assert.Equal(920_00, entry.AmountFen));
        Assert.Empty(await service.EntriesAsync(allRefused.LineId));
        Assert.Equal(CreditOutcome.NothingAccepted, (await service.SaleAsync(allRefused.LineId))?.Outcome);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task EC_38_Each_line_of_an_order_is_credited_by_its_own_origin(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var unit = Examples.Unit("330211");
        var jinyang = Examples.Line("513430", "1", "984.21");
        var yanyuan = Examples.Line("513423", "1", "1968.42");
        var uncertified = Examples.Line("513431", "1", "3280.70");
        uncertified = uncertified with { Goods = uncertified.Goods with { Recognition = null } };
        await service.DeliverAsync(unit);

        await service.DeliverAsync(Examples.Acceptance(unit.UnitId, jinyang, yanyuan, uncertified));

        Assert.Equal("P F01, C F02, K F03", await service.CreditedToAsync(jinyang.LineId));
        Assert.Equal("P F01, C F02", await service.CreditedToAsync(yanyuan.LineId));
        Assert.Equal(CreditOutcome.Unattributed, (await service.SaleAsync(uncertified.LineId))?.Outcome);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Of_more_accepted_than_was_ordered_the_whole_discount_is_granted_and_no_more(Engine engine)
    {
        // 100 at 10.00 were ordered for 50.00 less, 102 were accepted, and the buyer owes 970.00 (CR-03).
        var service = await shared.OnAsync(engine);
        var unit = Examples.Unit("330211");
        var line = Examples.Line(quantity: "100", price: "10.00", accepted: "102") with
        {
            Dispatched = Quantity.Of(102),
            PayableFen = 970_00,
        };
        var discount = new OrderDiscount { AmountFen = 50_00, Lines = [new OrderDiscount.Line { LineNumber = 1, GrossFen = 1_000_00 }] };
        await service.DeliverAsync(unit);

        await service.DeliverAsync(
            Examples.Acceptance(unit.UnitId, line) with { Terms = new OrderTerms { Discount = discount } });

        Assert.Equal(3, (await service.EntriesAsync(line.LineId)).Count);
        Assert.All(await service.EntriesAsync(line.LineId), entry => Assert.Equal(970_00, entry.AmountFen));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_acceptance_waits_for_a_buyer_that_is_not_known_yet(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var unit = Examples.Unit("330211");
        var line = Examples.Line();
        var messageId = Guid.CreateVersion7();

        await service.DeliverAsync(Examples.Acceptance(unit.UnitId, line), messageId);
        Assert.Null(await service.SaleAsync(line.LineId));
        var waiting = await service.ParkedAsync(messageId);
        Assert.NotNull(waiting?.NextAttemptAt);
        Assert.Contains(unit.UnitId.ToString(), waiting.Reason, StringComparison.Ordinal);

        await service.DeliverAsync(unit);
        await Eventually.EqualAsync("P F01, C F02, K F03", () => service.CreditedToAsync(line.LineId));
        await Eventually.TrueAsync(async () => await service.ParkedAsync(messageId) is null, "the waiting message to be forgotten");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_acceptance_waits_while_the_buyer_belongs_nowhere_on_that_day(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var unit = Examples.Unit([Examples.Since("330211", "2024-05-11")]);
        var line = Examples.Line();
        var messageId = Guid.CreateVersion7();
        await service.DeliverAsync(unit);

        await service.DeliverAsync(Examples.Acceptance(unit.UnitId, line), messageId);

        Assert.Null(await service.SaleAsync(line.LineId));
        Assert.NotNull((await service.ParkedAsync(messageId))?.NextAttemptAt);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_amount_that_is_not_quantity_times_price_never_reaches_the_ledger(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var unit = Examples.Unit("330211");
        var wrong = Examples.Line(quantity: "3", price: "0.335") with { AcceptedFen = 1_00 };
        var right = Examples.Line(quantity: "3", price: "0.335");
        var messageId = Guid.CreateVersion7();
        await service.DeliverAsync(unit);

        await Task.WhenAll(
            service.DeliverAsync(Examples.Acceptance(unit.UnitId, wrong), messageId),
            service.DeliverAsync(Examples.Acceptance(unit.UnitId, right)));

        Assert.Null(await service.SaleAsync(wrong.LineId));
        var parked = await service.ParkedAsync(messageId);
        Assert.Null(parked?.NextAttemptAt);
        Assert.Contains("101 fen", parked?.Reason, StringComparison.Ordinal);
        Assert.All(await service.EntriesAsync(right.LineId), entry => Assert.Equal(1_01, entry.AmountFen));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Of_many_acceptances_at_once_only_those_that_can_not_be_credited_are_parked(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var unit = Examples.Unit("330211");
        await service.DeliverAsync(unit);
        (DeliveryAccepted Sale, Guid MessageId)[] accepted =
        [
            .. Enumerable.Range(0, 40).Select(i => (
                Examples.Acceptance(
                    unit.UnitId, Examples.Line(quantity: "1", price: "1.00") with { AcceptedFen = i % 15 == 7 ? 99 : 1_00 }),
                Guid.CreateVersion7())),
        ];

        await Task.WhenAll(accepted.Select(row => service.DeliverAsync(row.Sale, row.MessageId)));

        foreach (var (sale, messageId) in accepted)
        {
            var isWrong = sale.Lines[0].AcceptedFen == 99;
            Assert.Equal(isWrong, await service.SaleAsync(sale.Lines[0].LineId) is null);
            Assert.Equal(isWrong, await service.ParkedAsync(messageId) is not null);
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Many_acceptances_at_once_add_up_in_the_sums_to_the_fen(Engine engine)
    {
        await using var service = await SharedLedger.StartPairedAsync(engine);
        var unit = Examples.Unit("330211");
        await service.DeliverAsync(unit);
        DeliveryAccepted[] accepted =
        [
            .. Enumerable.Range(1, 150)
                .Select(fen => Examples.Acceptance(unit.UnitId, Examples.Line(quantity: "1", price: $"{fen / 100m:0.00}"))),
        ];

        await Task.WhenAll(accepted.Concat(accepted).Select(delivery => service.DeliverAsync(delivery)));

        var sum = Assert.Single(await service.SumsAsync(FixturePairings.Id("F03")));
        Assert.Equal((150L * 151 / 2, 150L, "2024-05", "2024-05"), (sum.AmountFen, sum.Entries, sum.PostingPeriod, sum.RecognitionMonth));
        Assert.True((await service.VerifyAsync()).GetProperty("isSound").GetBoolean());
    }
}
