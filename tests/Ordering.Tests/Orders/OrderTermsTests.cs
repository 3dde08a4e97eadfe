using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Ordering;
using Marketplace.Ordering.Orders;
using Marketplace.Ordering.Tests.Drafts;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Orders;

/// <summary>What an order says besides goods: for whom, by whose help, and what its lines are charged for.</summary>
public sealed class OrderTermsTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Terms_are_kept_shown_and_told_with_the_confirmation(Engine engine)
    {
        // EC-36: staff buy, organised by their unit.
        var fixture = await shared.OnAsync(engine);
        var (unitId, principal, facilitator) = (
            await fixture.NewUnitAsync(), await fixture.NewUnitAsync(), await fixture.NewFacilitatorAsync());
        await fixture.HearAsync(DraftScenario.Entrusting(principal, "镇海小学", unitId, version: 2));
        var productId = await fixture.NewProductAsync(await fixture.NewSupplierAsync());
        var request = Order(unitId, (productId, 20)) with
        {
            Terms = new PlaceOrder.Agreed
            {
                Capacity = BuyerCapacity.Staff,
                PrincipalUnitId = principal,
                FacilitatorId = facilitator,
                FacilitatorProof = "组织方案 2026-11",
                Channel = SalesChannel.Staff,
            },
        };

        var placed = await fixture.PlaceAsync(request);
        await fixture.ConfirmAsync(placed);

        Assert.Equivalent(
            new TermsView
            {
                Capacity = BuyerCapacity.Staff,
                PrincipalUnitId = principal,
                FacilitatorId = facilitator,
                FacilitatorNamedAt = Noon,
                FacilitatorProof = "组织方案 2026-11",
                Channel = SalesChannel.Staff,
            },
            (await fixture.SeeAsync(placed)).Terms,
            strict: true);
        Assert.Equal(
            new OrderTerms
            {
                Capacity = BuyerCapacity.Staff,
                PrincipalUnitId = principal,
                Facilitation = new Facilitation { FacilitatorId = facilitator, NamedAt = Noon, Proof = "组织方案 2026-11" },
                Channel = SalesChannel.Staff,
            },
            (await fixture.ToldOnceAsync<OrderConfirmed>(message => message.OrderId == placed.OrderId)).Terms);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_plain_order_has_no_terms(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var unitId = await fixture.NewUnitAsync();
        var productId = await fixture.NewProductAsync(await fixture.NewSupplierAsync());
        var placed = await fixture.ConfirmAsync(
            await fixture.PlaceAsync(Order(unitId, (productId, 20)) with { Terms = new PlaceOrder.Agreed() }));

        Assert.Null(placed.Terms);
        Assert.Null((await fixture.ToldOnceAsync<OrderConfirmed>(message => message.OrderId == placed.OrderId)).Terms);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_a_line_is_charged_for_is_what_its_supplier_listed(Engine engine)
    {
        // EC-56: goods, and freight that is itemised.
        var fixture = await shared.OnAsync(engine);
        var (unitId, supplierId, freight) = (await fixture.NewUnitAsync(), await fixture.NewSupplierAsync(), Guid.CreateVersion7());
        await fixture.HearAsync(Listing(freight, supplierId) with { Name = "运费", Charge = ChargeKind.Freight });

        var placed = await fixture.ConfirmAsync(
            await fixture.PlaceAsync(Order(unitId, (await fixture.NewProductAsync(supplierId), 20), (freight, 10))));

        Assert.Equal(
            [(null, 70_00L), (ChargeKind.Freight, 35_00L)], placed.Parts[0].Lines.Select(line => (line.Charge, line.AmountFen)));
        var told = await fixture.ToldOnceAsync<OrderConfirmed>(message => message.OrderId == placed.OrderId);
        Assert.Equal([null, ChargeKind.Freight], told.Parts[0].Lines.Select(line => line.Goods.Charge));
        Assert.Equal(Zhaojue, told.Parts[0].Lines[0].Goods.SupplierRegistrationPath);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_components_of_a_gift_set_are_frozen_into_the_line_and_officials_of_each_origin_see_the_order(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var (unitId, supplierId, productId) = (await fixture.NewUnitAsync(), await fixture.NewSupplierAsync(), Guid.CreateVersion7());
        OriginPart[] origins =
        [
            new() { ShareNo = 1, Weight = 6_000, OriginPath = Zhaojue, OriginName = "昭觉县" },
            new() { ShareNo = 2, Weight = 2_400 },
            new() { ShareNo = 3, Weight = 1_600, OriginPath = Congjiang, OriginName = "从江县" },
        ];
        await fixture.HearAsync(Listing(productId, supplierId) with { Origins = origins });

        var placed = await fixture.ConfirmAsync(await fixture.PlaceAsync(Order(unitId, (productId, 20))));

        var told = await fixture.ToldOnceAsync<OrderConfirmed>(message => message.OrderId == placed.OrderId);
        Assert.Equal(origins, told.Parts[0].Lines[0].Goods.Origins!);
        Assert.Equal(
            placed.OrderId,
            (await SeeAsync(placed.OrderId, fixture.Service.Client(Roles.Official, region: "522633", tier: "County"))).OrderId);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Bad_terms_are_refused(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var unitId = await fixture.NewUnitAsync();
        var productId = await fixture.NewProductAsync(await fixture.NewSupplierAsync());
        var ended = await fixture.NewFacilitatorAsync(until: Today);
        (PlaceOrder.Agreed Terms, string Code, string Field)[] faults =
        [
            (new() { FacilitatorId = Guid.CreateVersion7() }, "unknown_facilitator", "terms.facilitatorId"),
            (new() { FacilitatorId = ended }, "facilitator_not_registered", "terms.facilitatorId"),
            (new() { FacilitatorId = Guid.Empty }, "id_empty", "terms.facilitatorId"),
            (new() { FacilitatorProof = "协议" }, "facilitator_missing", "terms.facilitatorId"),
            (new() { FacilitatorId = ended, FacilitatorProof = " " }, "text_blank", "terms.facilitatorProof"),
            (new() { PrincipalUnitId = Guid.CreateVersion7() }, "unknown_principal", "terms.principalUnitId"),
            (new() { PrincipalUnitId = unitId }, "unknown_principal", "terms.principalUnitId"),
        ];
        foreach (var (terms, code, field) in faults)
        {
            await RefusedAsync(
                client => client.PostOnceAsync("/ordering/orders", Order(unitId, (productId, 20)) with { Terms = terms }, ct: Ct),
                fixture.Purchaser(unitId),
                HttpStatusCode.BadRequest,
                code,
                field);
        }
    }
}
