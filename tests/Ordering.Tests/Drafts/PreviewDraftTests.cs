using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Ordering.Tests.Drafts.DraftScenario;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Drafts;

/// <summary>GET /ordering/drafts/{draftId}/preview.</summary>
public sealed class PreviewDraftTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task It_tells_prices_by_tier_earliest_days_and_sums(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine));
        var draft = await scenario.CreateAsync(scenario.Line(), scenario.Line(product: 1, quantity: "100", day: 1));

        var preview = await scenario.PreviewAsync(draft.DraftId);

        Assert.True(preview.IsOrderable);
        Assert.Equal(403_33, preview.AmountFen);
        var order = Assert.Single(preview.Orders);
        Assert.Equal((scenario.UnitId, 2, 1, 2, 403_33L, 60m), (
            order.UnitId, order.LineCount, order.SupplierCount, order.PartCount, order.AmountFen, order.Kilograms));
        Assert.Equal([70_00L, 333_33L], preview.Lines.Select(line => line.AmountFen!.Value));
        Assert.Equal((Quantity.Of(100), UnitPrice.FromYuan(3.3333m)), (
            preview.Lines[0].NextTier!.FromQuantity, preview.Lines[0].NextTier!.UnitPrice));
        Assert.Null(preview.Lines[1].NextTier);
        // It is noon of a Friday: the dock takes in goods in the early morning, next on Monday.
        DateOnly monday = new(2026, 11, 23);
        Assert.Equal([monday, monday], preview.Lines.Select(line => line.EarliestDay!.Value));
        Assert.Equal("昭觉县", preview.Lines[0].Goods!.OriginName);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task All_that_speaks_against_it_is_told_at_once_line_by_line(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var scenario = await OpenAsync(fixture);
        var late = Guid.CreateVersion7();
        await fixture.HearAsync(Listing(late, scenario.SupplierId) with
        {
            Name = Unlike() + "雪桃",
            Delivery = new DeliveryTerms { LeadDays = 10, QuantityStep = Quantity.Of(15) },
        });
        var listed = await NewProductAsync(fixture, scenario.SupplierId, Unlike() + "木耳");
        await fixture.HearAsync(Listed(NegativeListSubject.Product, listed.Id, Today, Today.AddDays(30)));
        var draft = await scenario.CreateAsync(
            scenario.Line(quantity: "5"),
            scenario.Line(product: 1),
            scenario.Line(product: 1),
            new() { Product = late.ToString(), Quantity = "20", DeliverOn = Text(Monday) },
            scenario.Line(product: 1, day: 5),
            scenario.Line() with { Product = listed.Id.ToString() },
            scenario.Line() with { Product = "查无此物" });

        var preview = await scenario.PreviewAsync(draft.DraftId);

        Assert.False(preview.IsOrderable);
        string[][] expected =
        [
            ["below_minimum_quantity"], [], ["duplicate_product"], ["quantity_off_step", "day_not_possible"], ["dock_closed"],
            ["on_negative_list"], ["product_unknown"],
        ];
        Assert.Equal(expected, preview.Lines.Select(line => line.Faults.Select(fault => fault.Code).ToArray()));
        Assert.Equal("quantity", preview.Lines[0].Faults[0].Field);
        Assert.StartsWith("第 4 行", preview.Lines[3].Faults[0].Zh, StringComparison.Ordinal);
        Assert.Equal(new DateOnly(2026, 11, 30), preview.Lines[3].EarliestDay);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task It_is_of_the_prices_of_now_and_for_its_unit_alone(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var scenario = await OpenAsync(fixture);
        var draft = await scenario.CreateAsync(scenario.Line());
        await fixture.HearAsync(Listing(scenario.Products[0].Id, scenario.SupplierId, version: 2) with
        {
            Name = scenario.Products[0].Name,
            PriceTiers = [new PriceTier { FromQuantity = Quantity.Of(1), UnitPrice = UnitPrice.FromYuan(4) }],
        });

        Assert.Equal(80_00, (await scenario.PreviewAsync(draft.DraftId)).AmountFen);
        await RefusedAsync(
            stranger => stranger.GetAsync($"/ordering/drafts/{draft.DraftId}/preview", Ct), fixture.Purchaser(Guid.CreateVersion7()),
            HttpStatusCode.NotFound, "draft_not_found");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_left_of_the_budget_is_told_as_of_the_last_order_that_it_held(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var scenario = await OpenAsync(fixture);
        var (school, _) = await scenario.NewPrincipalAsync("五小");
        var draft = await scenario.CreateAsync(scenario.Line(), scenario.Line() with { Unit = "五小" });
        Assert.All((await scenario.PreviewAsync(draft.DraftId)).Orders, order => Assert.Null(order.Budget));
        var own = await fixture.PlaceAsync(OrderingFixture.Order(scenario.UnitId, (scenario.Products[0].Id, 20)));
        var forSchool = await fixture.PlaceAsync(
            OrderingFixture.Order(scenario.UnitId, (scenario.Products[0].Id, 20)) with { Terms = new() { PrincipalUnitId = school } });
        await fixture.HearAsync(BudgetReserved(own) with { AvailableFen = 70_00 });
        await fixture.HearAsync(BudgetReserved(forSchool) with { UnitId = school, AvailableFen = 69_99 });

        var orders = (await scenario.PreviewAsync(draft.DraftId)).Orders;

        Assert.Equal((true, 70_00L, Noon), (orders[0].Budget!.IsEnough, orders[0].Budget!.AvailableFen!.Value, orders[0].Budget!.At));
        Assert.Equal((false, (long?)null), (orders[1].Budget!.IsEnough, orders[1].Budget!.AvailableFen));
    }
}
