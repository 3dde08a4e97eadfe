using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Logistics.Acceptances;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Shipments;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Logistics.Tests.Acceptances;

/// <summary>POST /logistics/shipments/{shipmentId}/acceptance (CR-01).</summary>
public sealed partial class AcceptDeliveryTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_buyer_accepts_line_by_line_and_gets_the_sheet_with_amounts(Engine engine)
    {
        // EC-49, EC-51, EC-52 and EC-53 on one sheet.
        var scenario = await LogisticsScenario.DeliveredAsync(
            await services.OnAsync(engine), ("500", "5.80"), ("3", "0.335"), ("1234.5", "3.33"), ("100", "50.00"));

        var answer = await scenario.PostAcceptanceAsync(scenario.Accept(
            ("487.35", "12.65", "0", null), ("3", "0", "0", null), ("1234.5", "0", "0", null), ("92", "0", "8", "外箱破损")));

        var sheet = await LogisticsScenario.ReadAsync<AcceptanceSheet>(HttpStatusCode.Created, answer);
        Assert.Equal(scenario.Path, answer.Headers.Location?.ToString());
        Assert.Equal(
            (scenario.AcceptanceId, 1, scenario.Part.PartId, scenario.Order.OrderId),
            (sheet.AcceptanceId, sheet.AcceptanceNo, sheet.ShipmentId, sheet.OrderId));
        Assert.Equal(
            (LogisticsScenario.Now, new DateOnly(2026, 11, 21), "test-purchaser"),
            (sheet.AcceptedAt, sheet.RecognitionDate, sheet.AcceptedBy));
        Assert.Equal([2_826_63, 1_01, 4_110_89, 4_600_00], sheet.Lines.Select(line => line.AcceptedFen));
        Assert.Equal((2_900_00 + 1_01 + 4_110_89 + 5_000_00, 2_826_63 + 1_01 + 4_110_89 + 4_600_00), (sheet.OrderedFen, sheet.AcceptedFen));
        Assert.Equal([1, 2, 3, 4], sheet.Lines.Select(line => line.LineNumber));
        Assert.Equal(
            (Examples.Units("92"), Quantity.Zero, Examples.Units("8"), "外箱破损"),
            (sheet.Lines[3].Accepted, sheet.Lines[3].Short, sheet.Lines[3].Rejected, sheet.Lines[3].RejectionReason));

        var view = await scenario.ViewAsync();
        Assert.Equal((ShipmentState.Accepted, LogisticsScenario.Now, sheet.AcceptedFen), (view.State, view.AcceptedAt, view.AcceptedFen));
        Assert.Equivalent(sheet, Assert.Single(view.Acceptances), strict: true);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task All_that_the_ledger_needs_is_told_with_the_facts_frozen_by_the_order(Engine engine)
    {
        var scenario = await LogisticsScenario.PlannedAsync(await services.OnAsync(engine), ("120.5", "38.60"), ("10", "2.00"));
        await scenario.DispatchAsync("120.5", "0");
        await scenario.DeliverAsync();

        await scenario.AcceptAsync(("100", "0.5", "20", "受潮"), ("0", "0", "0", null));

        var told = await scenario.ToldOnceAsync<DeliveryAccepted>(message => message.ShipmentId);
        var (first, second) = (scenario.Part.Lines[0], scenario.Part.Lines[1]);
        var expected = new DeliveryAccepted
        {
            AcceptanceId = scenario.AcceptanceId,
            AcceptanceNo = 1,
            ShipmentId = scenario.Part.PartId,
            OrderId = scenario.Order.OrderId,
            OrderNumber = scenario.Order.OrderNumber,
            UnitId = scenario.Order.UnitId,
            UnitName = scenario.Order.UnitName,
            BudgetYear = 2026,
            SupplierId = scenario.Part.SupplierId,
            ConfirmedAt = scenario.Order.ConfirmedAt,
            DispatchedAt = LogisticsScenario.Now,
            DeliveredAt = LogisticsScenario.Now,
            AcceptedAt = LogisticsScenario.Now,
            AcceptedBy = "test-purchaser",
            Waybill = "SF1234567890",
            DeliveryPath = scenario.Part.DeliveryPath,
            Lines =
            [
                new()
                {
                    LineId = first.LineId,
                    LineNumber = 1,
                    Goods = first.Goods,
                    Ordered = first.Quantity,
                    OrderedFen = 4_651_30,
                    Dispatched = first.Quantity,
                    Accepted = Examples.Units("100"),
                    Short = Examples.Units("0.5"),
                    Rejected = Examples.Units("20"),
                    RejectionReason = "受潮",
                    AcceptedFen = 3_860_00,
                    Batches = first.Batches,
                },
                new()
                {
                    LineId = second.LineId,
                    LineNumber = 2,
                    Goods = second.Goods,
                    Ordered = second.Quantity,
                    OrderedFen = 20_00,
                    Dispatched = Quantity.Zero,
                    Accepted = Quantity.Zero,
                    Short = Quantity.Zero,
                    Rejected = Quantity.Zero,
                    AcceptedFen = 0,
                    Batches = second.Batches,
                },
            ],
        };
        Assert.Equivalent(expected, told, strict: true);
        Assert.Equal(first.Goods, told.Lines[0].Goods);
    }

    [Theory]
    [InlineData(Engine.Sqlite, "2024-12-31T15:59:59.999Z", "2024-12-31")]
    [InlineData(Engine.Sqlite, "2024-12-31T16:00:00Z", "2025-01-01")]
    [InlineData(Engine.PostgreSql, "2024-12-31T15:59:59.999Z", "2024-12-31")]
    [InlineData(Engine.PostgreSql, "2024-12-31T16:00:00Z", "2025-01-01")]
    public async Task The_recognition_date_is_the_day_in_Shanghai_of_the_servers_clock(Engine engine, string now, string recognitionDate)
    {
        // EC-20.
        var at = DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture);
        var clock = new FixedClock(at.AddDays(-1));
        await using var logistics = await SharedServices.StartAsync(engine, clock);
        var scenario = await LogisticsScenario.PlannedAsync(
            logistics, Examples.Confirmed(("100", "38.60")) with { ConfirmedAt = at.AddDays(-2) });
        await scenario.DispatchAsync();
        await scenario.DeliverAsync();
        clock.Now = at;

        var sheet = await scenario.AcceptAsync();

        Assert.Equal(at, sheet.AcceptedAt);
        Assert.Equal(DateOnly.Parse(recognitionDate, System.Globalization.CultureInfo.InvariantCulture), sheet.RecognitionDate);
        Assert.Equal(
            sheet.RecognitionDate,
            BusinessDay.Of((await scenario.ToldOnceAsync<DeliveryAccepted>(message => message.ShipmentId)).AcceptedAt));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_little_more_than_was_ordered_may_be_accepted_and_what_is_beyond_is_rejected(Engine engine)
    {
        // EC-50: ordered 500, delivered 520, accepted 510.
        var scenario = await LogisticsScenario.PlannedAsync(await services.OnAsync(engine), ("500", "5.80"));
        await scenario.DispatchAsync("520");
        await scenario.DeliverAsync();

        var (zh, en) = await Refused.AsAsync(
            HttpStatusCode.BadRequest,
            "over_delivery",
            "lines[0].accepted",
            scenario.Purchaser,
            client => scenario.PostAcceptanceAsync(scenario.Accept(("510.001", "0", "9.999", "多发")), client));
        Assert.Equal("第1行：收货 510.001 超过订购 500 的 2% 容差，最多 510；多出部分请填入拒收。", zh);
        Assert.Contains("510 at most", en, StringComparison.Ordinal);

        var sheet = await scenario.AcceptAsync(("510", "0", "10", "多发"));
        Assert.Equal((2_900_00L, 2_958_00L), (sheet.OrderedFen, sheet.AcceptedFen));
        var told = await scenario.ToldOnceAsync<DeliveryAccepted>(message => message.ShipmentId);
        Assert.Equal(
            (2_958_00L, 2_900_00L, "10"), (told.Lines[0].AcceptedFen, told.Lines[0].OrderedFen, told.Lines[0].Rejected.ToString()));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_the_supplier_gives_free_is_accepted_and_costs_nothing(Engine engine)
    {
        // EC-55: buy ten, get one; and a hundred boxes as a gift.
        var scenario = await FreeAsync(await services.OnAsync(engine));

        var sheet = await LogisticsScenario.ReadAsync<AcceptanceSheet>(
            HttpStatusCode.Created, await PostFoundAsync(scenario, scenario.Purchaser, ("11", "1"), ("100", "100")));

        Assert.Equal([500_00L, 0L], sheet.Lines.Select(line => line.AcceptedFen));
        Assert.Equal(5_500_00L, sheet.OrderedFen);
        var told = await scenario.ToldOnceAsync<DeliveryAccepted>(message => message.ShipmentId);
        Assert.Equal(
            [("11", "1", 500_00L), ("100", "100", 0L)],
            told.Lines.Select(line => (line.Accepted.ToString(), line.Free.ToString(), line.AcceptedFen)));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_buyer_accepts_nothing_as_free_that_the_supplier_did_not_dispatch_as_free(Engine engine)
    {
        var scenario = await FreeAsync(await services.OnAsync(engine));
        (string Accepted, string? Free, string Code, string Field)[] bad =
        [
            ("11", "12", "free_exceeds_accepted", "lines[0].free"),
            ("11", "2", "free_exceeds_dispatched", "lines[0].free"),
            ("11", "11", "free_exceeds_dispatched", "lines[0].free"),
            // Nor does it pay for what the supplier gives away, which would raise the credit of both.
            ("11", "0", "charged_exceeds_dispatched", "lines[0].free"),
            ("-1", "0", "quantity_negative", "lines[0]"),
        ];
        foreach (var (accepted, free, code, field) in bad)
        {
            await Refused.AsAsync(
                HttpStatusCode.BadRequest, code, field, scenario.Purchaser,
                client => PostFoundAsync(scenario, client, (accepted, free), ("100", "100")));
        }

        // Said nothing, it is as it was dispatched.
        var sheet = await LogisticsScenario.ReadAsync<AcceptanceSheet>(
            HttpStatusCode.Created, await PostFoundAsync(scenario, scenario.Purchaser, ("11", null), ("100", null)));
        Assert.Equal(["1", "100"], sheet.Lines.Select(line => line.Free.ToString()));
        Assert.Equal([500_00L, 0L], sheet.Lines.Select(line => line.AcceptedFen));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Free_goods_count_in_the_tolerance_of_what_was_ordered(Engine engine)
    {
        // 10 ordered and none of it free: the supplier sends 20 and gives 10 away.
        var scenario = await LogisticsScenario.PlannedAsync(await services.OnAsync(engine), ("10", "50.00"));
        var line = scenario.Part.Lines[0];
        await LogisticsScenario.ReadAsync<ShipmentSummary>(
            HttpStatusCode.OK,
            await scenario.PostDispatchAsync(scenario.Changed(
                scenario.Dispatch(), """{"lines":[{"lineId":"L1","quantity":"20","free":"10"}]}""")));
        await scenario.DeliverAsync();

        await Refused.AsAsync(HttpStatusCode.BadRequest, "over_delivery", "lines[0].accepted", scenario.Purchaser, client =>
            PostFoundAsync(scenario, client, ("20", "10")));
        var sheet = await LogisticsScenario.ReadAsync<AcceptanceSheet>(HttpStatusCode.Created, await scenario.PostAcceptanceAsync(new
        {
            acceptanceId = scenario.AcceptanceId,
            lines = new[] { new { lineId = line.LineId, accepted = "10.2", @short = "0", rejected = "9.8", rejectionReason = "多发" } },
        }));
        // What it charges for is taken to be accepted first.
        Assert.Equal((500_00L, "0.2"), (sheet.AcceptedFen, sheet.Lines[0].Free.ToString()));
    }

    /// <summary>11 at 50.00 with one free, and 100 of which all are given away, as they were dispatched.</summary>
    static async Task<LogisticsScenario> FreeAsync(ServiceUnderTest<LogisticsDb> logistics)
    {
        var order = Examples.Confirmed(("11", "50.00"), ("100", "50.00"));
        var part = order.Parts[0];
        var ten = part.Lines[0] with { Free = Quantity.Of(1), AmountFen = 500_00 };
        var scenario = await LogisticsScenario.PlannedAsync(
            logistics, order with { Parts = [part with { Lines = [ten, part.Lines[1]] }] });
        await LogisticsScenario.ReadAsync<ShipmentSummary>(
            HttpStatusCode.OK,
            await scenario.PostDispatchAsync(scenario.Changed(
                scenario.Dispatch(),
                """{"lines":[{"lineId":"L1","quantity":"11","free":"1"},{"lineId":"L2","quantity":"100","free":"100"}]}""")));
        await scenario.DeliverAsync();
        return scenario;
    }

    static Task<HttpResponseMessage> PostFoundAsync(
        LogisticsScenario scenario, HttpClient client, params (string Accepted, string? Free)[] found) => scenario.PostAcceptanceAsync(
            new
            {
                acceptanceId = scenario.AcceptanceId,
                lines = scenario.Part.Lines.Zip(found, (line, said) => new
                {
                    lineId = line.LineId,
                    accepted = said.Accepted,
                    @short = "0",
                    rejected = "0",
                    free = said.Free,
                }),
            },
            client);

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_terms_of_the_order_come_along_and_its_discount_is_granted_on_what_is_accepted(Engine engine)
    {
        // EC-38, of whose third line a third is refused.
        var order = Examples.Confirmed(("1000", "1.00"), ("2000", "1.00"), ("3333.33", "1.00"));
        var terms = new OrderTerms
        {
            Capacity = BuyerCapacity.Resale,
            Facilitation = new Facilitation { FacilitatorId = Guid.CreateVersion7(), NamedAt = order.ConfirmedAt, Proof = "协议" },
            Channel = SalesChannel.SpecialHall,
            Discount = new OrderDiscount
            {
                AmountFen = 100_00,
                Lines = [.. order.Parts[0].Lines.Select(
                    line => new OrderDiscount.Line { LineNumber = line.LineNumber, GrossFen = line.AmountFen })],
            },
        };
        var scenario = await LogisticsScenario.PlannedAsync(await services.OnAsync(engine), order with { Terms = terms });
        await scenario.DispatchAsync();
        await scenario.DeliverAsync();

        var sheet = await scenario.AcceptAsync(("1000", "0", "0", null), ("2000", "0", "0", null), ("2222.22", "0", "1111.11", "腐烂"));

        // Two thirds of 52.63 are 35.09.
        Assert.Equal([984_21L, 1_968_42L, 2_187_13L], sheet.Lines.Select(line => line.PayableFen));
        Assert.Equal((6_233_33L, 5_222_22L, 5_139_76L), (sheet.OrderedFen, sheet.AcceptedFen, sheet.PayableFen));
        var told = await scenario.ToldOnceAsync<DeliveryAccepted>(message => message.ShipmentId);
        Assert.Equivalent(terms, told.Terms, strict: true);
        Assert.Equal([984_21L, 1_968_42L, 3_280_70L], told.Lines.Select(line => line.OrderedFen));
        Assert.Equal([984_21L, 1_968_42L, 2_187_13L], told.Lines.Select(line => line.PayableFen!.Value));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_subsidy_is_earned_in_proportion_to_what_is_accepted_and_the_buyer_owes_nothing_of_it(Engine engine)
    {
        var order = Examples.Confirmed(("100", "10.00"), ("100", "10.00"));
        var part = order.Parts[0];
        var scenario = await LogisticsScenario.PlannedAsync(
            await services.OnAsync(engine),
            order with { Parts = [part with { Lines = [part.Lines[0] with { SubsidyFen = 50_00 }, part.Lines[1]] }] });
        await scenario.DispatchAsync();
        await scenario.DeliverAsync();

        var sheet = await scenario.AcceptAsync(("66.67", "0", "33.33", "腐烂"), ("100", "0", "0", null));

        // Two thirds of 50.00, rounded once: 33.335 are 33.34.
        Assert.Equal((1_666_70L, 1_666_70L), (sheet.AcceptedFen, sheet.PayableFen));
        var told = await scenario.ToldOnceAsync<DeliveryAccepted>(message => message.ShipmentId);
        Assert.Equal([33_34L, null], told.Lines.Select(line => line.SubsidyFen));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Of_two_clerks_at_once_one_wins_and_the_other_learns_what_happened(Engine engine)
    {
        var scenario = await LogisticsScenario.DeliveredAsync(await services.OnAsync(engine));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => scenario.PostAcceptanceAsync(new
        {
            acceptanceId = Guid.CreateVersion7(),
            lines = new[] { LogisticsScenario.Found(scenario.Part.Lines[0], $"{90 + i}", $"{10 - i}", "0", null) },
        })));

        var won = Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        var sheet = await LogisticsScenario.ReadAsync<AcceptanceSheet>(HttpStatusCode.Created, won);
        foreach (var answer in answers.Where(answer => answer != won))
        {
            var text = await Refused.DetailAsync(HttpStatusCode.Conflict, "already_accepted", null, answer);
            Assert.Contains($"验收金额 {new Money(sheet.AcceptedFen!.Value)} 元", text, StringComparison.Ordinal);
        }

        Assert.Equal(
            sheet.AcceptedFen, (await scenario.ToldOnceAsync<DeliveryAccepted>(message => message.ShipmentId)).Lines[0].AcceptedFen);
        Assert.Equal(sheet.AcceptanceId, Assert.Single((await scenario.ViewAsync()).Acceptances).AcceptanceId);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_request_sent_twice_has_one_effect_and_one_answer(Engine engine)
    {
        var scenario = await LogisticsScenario.DeliveredAsync(await services.OnAsync(engine));
        var key = Guid.CreateVersion7().ToString();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => scenario.PostAcceptanceAsync(scenario.Accept(), key: key)));

        var bodies = await Task.WhenAll(answers.Select(answer => answer.Content.ReadAsStringAsync(Ct)));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.StatusCode));
        Assert.Single(bodies.Distinct());
        await scenario.ToldOnceAsync<DeliveryAccepted>(message => message.ShipmentId);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_acceptance_id_names_one_acceptance_only(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var first = await LogisticsScenario.DeliveredAsync(logistics);
        var second = await LogisticsScenario.DeliveredAsync(logistics);
        var sheet = await first.AcceptAsync();
        var body = new
        {
            acceptanceId = sheet.AcceptanceId,
            lines = new[] { LogisticsScenario.Found(second.Part.Lines[0], "100", "0", "0", null) },
        };

        await Refused.AsAsync(
            HttpStatusCode.Conflict, "already_exists", null, second.Purchaser, client => second.PostAcceptanceAsync(body, client));

        Assert.Equal(ShipmentState.Delivered, (await second.ViewAsync()).State);
        Assert.Empty(second.Told<DeliveryAccepted>(message => message.ShipmentId));
        await second.AcceptAsync();
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_database_itself_refuses_an_acceptance_that_does_not_add_up(Engine engine)
    {
        var scenario = await LogisticsScenario.DeliveredAsync(await services.OnAsync(engine));
        await scenario.AcceptAsync();

        await using var scope = scenario.Logistics.OpenDb(out var db);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => db.Database.ExecuteSqlAsync(
            $"UPDATE acceptance_lines SET accepted = accepted - 1 WHERE acceptance_id = {scenario.AcceptanceId}", Ct));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => db.Database.ExecuteSqlAsync(
            $"UPDATE shipment_lines SET dispatched = 2 * ordered + 1 WHERE shipment_id = {scenario.Part.PartId}", Ct));
    }
}
