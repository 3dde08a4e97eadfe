using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Quotations;
using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;
using static Marketplace.Ordering.Tests.Quotations.QuotationScenario;

namespace Marketplace.Ordering.Tests.Quotations;

/// <summary>POST /ordering/quotations: the supplier, and nobody else, states prices, discounts and what is free.</summary>
public sealed class SubmitQuotationTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_quotation_is_seen_by_its_unit_as_the_supplier_made_it(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine));

        var made = await scenario.QuoteAsync();

        Assert.Equal(
            (QuotationState.Open, null, 50_00L, 2_00L, 48_00L),
            (made.State, made.OrderId, made.GrossFen, made.DiscountFen, made.AmountFen));
        Assert.Equal([(11m, 1m, 50_00L, false), (100m, 0m, 0L, true)], made.Lines.Select(
            line => (line.Quantity.Units, line.Free?.Units ?? 0m, line.AmountFen, line.IsDonation)));
        Assert.Equivalent(made, await scenario.SeeAsync(made.QuotationId), strict: true);
        Assert.Equivalent(made, await scenario.SeeAsync(made.QuotationId, scenario.Seller), strict: true);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_price_of_contract_farming_is_the_higher_of_floor_and_market(Engine engine)
    {
        // EC-59.
        var scenario = await OpenAsync(await shared.OnAsync(engine));
        var request = scenario.Request() with { DiscountFen = null };
        var contract = new ContractPrice { Floor = UnitPrice.FromYuan(4), Market = UnitPrice.FromYuan(4.6m) };
        var line = new SubmitQuotation.Line
        {
            ProductId = scenario.Products[0],
            Quantity = Quantity.Of(20_000),
            UnitPrice = UnitPrice.FromYuan(4.6m),
            ContractPrice = contract,
        };

        Assert.Equal(contract, (await scenario.QuoteAsync(request with { Lines = [line] })).Lines[0].ContractPrice);
        await RefusedAsync(
            Ask(request with { QuotationId = Guid.CreateVersion7(), Lines = [line with { UnitPrice = contract.Floor }] }),
            scenario.Seller, HttpStatusCode.BadRequest, "contract_price_differs", "lines[0].contractPrice");
        await RefusedAsync(
            Ask(request with { QuotationId = Guid.CreateVersion7(), Lines = [line], Document = null }),
            scenario.Seller, HttpStatusCode.BadRequest, "document_missing", "document");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_cannot_be_quoted_is_refused_with_its_field(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine));
        var good = scenario.Request();
        var (line, gift) = (good.Lines[0], good.Lines[1]);
        var foreign = await scenario.Fixture.NewProductAsync(await scenario.Fixture.NewSupplierAsync("别家合作社"));
        (SubmitQuotation.Request Request, string Code, string Field)[] bad =
        [
            (good with { QuotationId = Guid.Empty }, "id_empty", "quotationId"),
            (good with { Lines = [] }, "count_out_of_range", "lines"),
            (good with { Lines = [line, line] }, "repeated", "lines"),
            (good with { Lines = [line with { Quantity = Quantity.Zero, Free = null }] }, "quantity_out_of_range", "lines[0].quantity"),
            (good with { Lines = [line with { Free = Quantity.Of(11) }] }, "free_out_of_range", "lines[0].free"),
            (good with { Lines = [line with { Free = Quantity.Of(-1) }] }, "free_out_of_range", "lines[0].free"),
            (good with { Lines = [line, gift with { Free = Quantity.Of(1) }] }, "free_out_of_range", "lines[1].free"),
            (good with { Lines = [line with { UnitPrice = default }] }, "price_out_of_range", "lines[0].unitPrice"),
            (good with { Lines = [line, gift with { UnitPrice = UnitPrice.FromYuan(1) }] }, "price_out_of_range", "lines[1].unitPrice"),
            (good with { Lines = [line with { ProductId = foreign }] }, "unknown_product", "lines[0].productId"),
            (good with { UnitId = Guid.CreateVersion7() }, "unknown_unit", "unitId"),
            (good with { DiscountFen = 0 }, "out_of_range", "discountFen"),
            (good with { DiscountFen = 50_00 }, "discount_too_large", "discountFen"),
            (good with { DiscountFen = 1, Lines = [gift] }, "discount_too_large", "discountFen"),
            (good with { ValidUntil = Today.AddDays(-1) }, "day_out_of_range", "validUntil"),
            (good with { ValidUntil = Today.AddDays(367) }, "day_out_of_range", "validUntil"),
        ];
        foreach (var (request, code, field) in bad)
        {
            await RefusedAsync(Ask(request), scenario.Seller, HttpStatusCode.BadRequest, code, field);
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Only_the_supplier_itself_quotes_its_goods_and_no_id_twice(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine));
        var request = scenario.Request();

        await RefusedAsync(
            Ask(request), scenario.Fixture.Seller(Guid.CreateVersion7()), HttpStatusCode.Forbidden, "not_your_organisation");
        await RefusedAsync(Ask(request), scenario.Buyer, HttpStatusCode.Forbidden, "role_not_allowed");
        await scenario.QuoteAsync(request);
        await RefusedAsync(Ask(request), scenario.Seller, HttpStatusCode.Conflict, "already_exists", "quotationId");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_suspended_supplier_quotes_nothing(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine));
        await scenario.Fixture.HearAsync(Supplier(scenario.SupplierId, version: 2, isActive: false));

        await RefusedAsync(Ask(scenario.Request()), scenario.Seller, HttpStatusCode.Conflict, "supplier_suspended", "supplierId");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_on_the_negative_list_is_not_quoted(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine));
        await scenario.Fixture.HearAsync(
            Listed(NegativeListSubject.Supplier, scenario.SupplierId, new DateOnly(2020, 1, 1), new DateOnly(2099, 12, 31)));

        await RefusedAsync(Ask(scenario.Request()), scenario.Seller, HttpStatusCode.Conflict, "on_negative_list");
    }
}
