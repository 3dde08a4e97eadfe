using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Ordering;
using Marketplace.Ordering.Orders;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Orders;

/// <summary>What an order says besides goods: for whom, by whose help, at what discount, and what its lines are charged for.</summary>
public sealed class OrderTermsTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Terms_are_kept_shown_and_told_with_the_confirmation(Engine engine)
    {
        // EC-36: staff buy, organised by their unit.
        var fixture = await shared.OnAsync(engine);
        var (unitId, principal, facilitator) = (
            await fixture.NewUnitAsync(), await fixture.NewUnitAsync(), await fixture.NewFacilitatorAsync());
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
    public async Task A_discount_is_split_over_the_lines_and_the_budget_is_to_hold_the_rest(Engine engine)
    {
        // EC-38: 金阳 1,000.00, 盐源 2,000.00 and 昭觉 3,333.33 of three cooperatives, less 100.00.
        var fixture = await shared.OnAsync(engine);
        var unitId = await fixture.NewUnitAsync();
        var products = new List<(Guid, decimal)>();
        Guid firstSupplier = default;
        foreach (var quantity in (decimal[])[1_000, 2_000, 3_333.33m])
        {
            var (supplierId, productId) = (await fixture.NewSupplierAsync(), Guid.CreateVersion7());
            firstSupplier = firstSupplier == default ? supplierId : firstSupplier;
            var listing = Listing(productId, supplierId);
            await fixture.HearAsync(listing with { PriceTiers = [listing.PriceTiers[0] with { UnitPrice = UnitPrice.FromYuan(1) }] });
            products.Add((productId, quantity));
        }

        var placed = await fixture.PlaceAsync(Order(unitId, [.. products]) with { Terms = new PlaceOrder.Agreed { DiscountFen = 100_00 } });

        Assert.Equal((6_233_33L, 100_00L), (placed.AmountFen, placed.DiscountFen));
        Assert.Equal([15_79L, 31_58L, 52_63L], placed.Parts.Select(part => part.Lines[0].DiscountFen));
        Assert.Equal([984_21L, 1_968_42L, 3_280_70L], placed.Parts.Select(part => part.AmountFen));
        Assert.Equal(6_233_33L, (await fixture.ToldOnceAsync<OrderSubmitted>(message => message.OrderId == placed.OrderId)).AmountFen);
        await fixture.ConfirmAsync(placed);
        var told = await fixture.ToldOnceAsync<OrderConfirmed>(message => message.OrderId == placed.OrderId);
        Assert.Equal([1_000_00L, 2_000_00L, 3_333_33L], told.Parts.Select(part => part.Lines[0].AmountFen));
        Assert.Equal(
            [(1, 1_000_00L), (2, 2_000_00L), (3, 3_333_33L)], told.Terms!.Discount!.Lines.Select(line => (line.LineNumber, line.GrossFen)));

        // A supplier learns its own share and nobody else's.
        var own = await SeeAsync(placed.OrderId, fixture.Seller(firstSupplier));
        Assert.Equal((984_21L, 15_79L), (own.AmountFen, own.DiscountFen));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Lines_may_be_charged_for_other_things_than_goods_and_a_donation_costs_nothing(Engine engine)
    {
        // EC-55, EC-56.
        var fixture = await shared.OnAsync(engine);
        var (unitId, supplierId) = (await fixture.NewUnitAsync(), await fixture.NewSupplierAsync());
        var request = Order(
            unitId, (await fixture.NewProductAsync(supplierId), 20),
            (await fixture.NewProductAsync(supplierId), 10), (await fixture.NewProductAsync(supplierId), 100));
        var charges = new ChargeKind?[] { ChargeKind.Goods, ChargeKind.Freight, ChargeKind.Donation };
        request = request with { Lines = [.. request.Lines.Zip(charges, (line, charge) => line with { Charge = charge })] };

        var placed = await fixture.ConfirmAsync(await fixture.PlaceAsync(request));

        Assert.Equal(
            [(null, 70_00L), (ChargeKind.Freight, 35_00L), (ChargeKind.Donation, 0L)],
            placed.Parts[0].Lines.Select(line => (line.Charge, line.AmountFen)));
        var told = await fixture.ToldOnceAsync<OrderConfirmed>(message => message.OrderId == placed.OrderId);
        Assert.Equal([null, ChargeKind.Freight, ChargeKind.Donation], told.Parts[0].Lines.Select(line => line.Goods.Charge));
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
            (new() { DiscountFen = 0 }, "out_of_range", "terms.discountFen"),
            (new() { DiscountFen = -1 }, "out_of_range", "terms.discountFen"),
            (new() { DiscountFen = 70_00 }, "discount_too_large", "terms.discountFen"),
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

        var voucher = Order(unitId, (productId, 20));
        voucher = voucher with { Lines = [voucher.Lines[0] with { Charge = ChargeKind.Voucher }] };
        await RefusedAsync(
            client => client.PostOnceAsync("/ordering/orders", voucher, ct: Ct), fixture.Purchaser(unitId),
            HttpStatusCode.BadRequest, "charge_not_orderable", "lines[0].charge");
    }
}
