using Marketplace.Contracts;
using Marketplace.Contracts.Ordering;
using Marketplace.Ordering.Buyers;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Facilitators;
using Marketplace.Ordering.Listings;
using Marketplace.Ordering.Policies;
using Marketplace.Ordering.Quotations;
using Marketplace.Ordering.Storage;
using Marketplace.Ordering.Subsidies;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Ordering.Orders;

/// <summary>
/// POST /orders → OrderSubmitted. Prices, charges, names and origins come from the supplier's listings or its quotation to the unit, never
/// from the caller, and are frozen into the lines.
/// </summary>
public static partial class PlaceOrder
{
    public static void Map(RouteGroupBuilder orders) => orders.MapPost("/", HandleAsync)
        .WithName(nameof(PlaceOrder)).WithSummary("下单 Place an order")
        .WithDescription("The order is Submitted at first. Poll GET /ordering/orders/{orderId} until it is Confirmed, or Cancelled with "
            + "the reason; that takes a moment, since stock and budget are held elsewhere. Where the unit's approval policy asks for "
            + "it, the "
            + "order is AwaitingApproval in between, until the posts have decided or their time is over. Each of its parts is then a "
            + "shipment with "
            + "the id of the part: GET /logistics/shipments/{partId} is 404 until it is planned, a moment later. A part is what one "
            + "supplier delivers to one dock on one day.")
        .For(Roles.Purchaser).Decided(DecidedBy.Organisation).RequireIdempotencyKey<OrderingDb>();

    internal static async Task<Created<OrderView>> HandleAsync(
        Request request,
        OrderingDb db,
        KnownBuyers buyers,
        KnownDestinations destinations,
        KnownOffers offers,
        KnownFacilitators facilitators,
        KnownSubsidies subsidies,
        RequiredApprovals approvals,
        Caller caller,
        TimeProvider clock,
        CancellationToken ct)
    {
        var now = clock.NowToTheMillisecond();
        var buyer = await KnowBuyerAsync(buyers, request.UnitId, now, ct);
        var placed = await KnowDestinationsAsync(destinations, AskedDelivery.Of(request), UnitsOf(request), ct);
        var quotation = request.QuotationId is { } quoted ? await KnowQuotationAsync(db, quoted, request.UnitId, now, ct) : null;
        var deliveries = await LineOffers.KnowAsync(offers, placed, UnitsOf(request), BusinessDay.Of(now), quotation, ct);
        var terms = request.Terms is { } agreed ? await KnowTermsAsync(buyers, facilitators, request.UnitId, agreed, now, ct) : null;
        var order = Place(request, await db.CountOrderAsync(ct), buyer, deliveries, terms, quotation, caller.Subject, now);
        RequireWorth(order, placed);
        await subsidies.GrantAsync(order, buyer.Path, BusinessDay.Of(now), ct);
        await approvals.RequireAsync(order, ct);
        db.Add(order);
        db.Publish(new OrderSubmitted
        {
            OrderId = order.OrderId,
            UnitId = order.UnitId,
            SubmittedAt = order.SubmittedAt,
            BudgetYear = order.BudgetYear,
            AmountFen = order.Amount.Fen,
            Lines = [.. deliveries.SelectMany(delivery => delivery.Lines).Select(
                line => new OrderSubmitted.Line { LineId = line.LineId, ProductId = line.Goods.ProductId, Quantity = line.Quantity })],
        });
        await db.SaveNewAsync(ct);
        return TypedResults.Created($"/{OrderingService.Name}/orders/{order.OrderId}", OrderView.Of(order, caller));
    }

    /// <summary>Who buys, and for whom.</summary>
    static IEnumerable<Guid> UnitsOf(Request request) =>
        request.Terms?.PrincipalUnitId is { } principal ? [request.UnitId, principal] : [request.UnitId];

    static async Task<Buyer> KnowBuyerAsync(KnownBuyers buyers, Guid unitId, DateTimeOffset now, CancellationToken ct)
    {
        var unit = await buyers.UnitAsync(unitId, ct) ?? throw new InvalidRequestException(
            "unknown_unit",
            "unitId",
            $"采购单位 {unitId} 尚未登记或登记信息尚未送达；请先登记，刚登记的请稍候片刻再试。",
            $"The unit {unitId} is not registered here; register it first, or retry in a moment if that was just done.");
        var path = unit.PathOn(BusinessDay.Of(now)) ?? throw new InvalidRequestException(
            "unit_without_region",
            "unitId",
            $"采购单位“{unit.Name}”今日没有归属地；请联系运维人员补登归属地。",
            $"The unit \"{unit.Name}\" belongs to no region today; ask an operator to register its affiliation.");
        return new Buyer(unitId, unit.Name, path);
    }

    static async Task<List<PlacedDelivery>> KnowDestinationsAsync(
        KnownDestinations destinations, IReadOnlyList<AskedDelivery> asked, IEnumerable<Guid> units, CancellationToken ct)
    {
        var docks = await destinations.DocksAsync(asked.Select(delivery => delivery.DockId).OfType<Guid>().Distinct(), ct);
        var regions = await destinations.RegionsAsync(
            docks.Values.Select(dock => dock.RegionId).Concat(asked.Select(delivery => delivery.RegionId).OfType<string>()).Distinct(), ct);
        List<PlacedDelivery> placed = [];
        foreach (var delivery in asked)
        {
            var dock = delivery.DockId is { } dockId
                ? KnownDestinations.Require(docks, dockId, units, $"{delivery.Path}dockId")
                : null;
            var region = await destinations.RequireAsync(
                regions, dock?.RegionId ?? delivery.RegionId!, dock is null ? "deliveryRegionId" : $"{delivery.Path}dockId", ct);
            placed.Add(new PlacedDelivery(
                delivery, new Destination(region.Path, dock?.Address ?? delivery.Address!, dock)));
        }

        return placed;
    }

    /// <summary>The quotation, locked until the order has it or is refused.</summary>
    static async Task<Quotation> KnowQuotationAsync(OrderingDb db, Guid quotationId, Guid unitId, DateTimeOffset now, CancellationToken ct)
    {
        var (quotation, orderId) = await db.LockQuotationAsync(quotationId, ct);
        if (quotation.UnitId != unitId)
        {
            throw OrdersOfQuotations.Unknown(quotationId);
        }

        quotation.RequireOpen(BusinessDay.Of(now), orderId);
        return quotation;
    }

    /// <summary>The terms without the discount; null when nothing differs from a plain order.</summary>
    static async Task<OrderTerms?> KnowTermsAsync(
        KnownBuyers buyers, KnownFacilitators facilitators, Guid unitId, Agreed agreed, DateTimeOffset now, CancellationToken ct)
    {
        if (agreed.PrincipalUnitId is { } principal && (principal == unitId || await buyers.UnitAsync(principal, ct) is null))
        {
            throw new InvalidRequestException(
                "unknown_principal",
                "terms.principalUnitId",
                "委托单位须为已登记的其他采购单位；为本单位采购时请去掉此项。",
                "The unit that is acted for must be another registered unit; leave this out when the unit buys for itself.");
        }

        if (agreed.FacilitatorId is { } facilitatorId)
        {
            await facilitators.RequireRegisteredAsync(facilitatorId, "terms.facilitatorId", now, ct);
        }

        var terms = new OrderTerms
        {
            Capacity = agreed.Capacity,
            PrincipalUnitId = agreed.PrincipalUnitId,
            Facilitation = agreed.FacilitatorId is { } named
                ? new Facilitation { FacilitatorId = named, NamedAt = now, Proof = agreed.FacilitatorProof }
                : null,
            Channel = agreed.Channel,
        };
        return terms == new OrderTerms() ? null : terms;
    }

    static Order Place(
        Request request, long count, Buyer buyer, IReadOnlyList<Delivery> deliveries,
        OrderTerms? terms, Quotation? quotation, string placedBy, DateTimeOffset now)
    {
        try
        {
            return Order.Place(
                request.OrderId, count, buyer, deliveries, placedBy, now,
                terms, quotation?.Discount ?? Money.Zero, quotation?.QuotationId);
        }
        catch (OverflowException)
        {
            throw new InvalidRequestException(
                "order_too_large",
                "lines",
                $"订单金额超过上限 {Order.AmountMax} 元，请减少数量或拆分订单。",
                $"The order is worth more than {Order.AmountMax} yuan, which is the limit; order less, or place several orders.");
        }
    }

    /// <summary>Every line but a donation is worth a fen at least.</summary>
    static void RequireWorth(Order order, IEnumerable<PlacedDelivery> placed)
    {
        if (order.Parts.SelectMany(part => part.Lines)
            .FirstOrDefault(line => line.Amount == Money.Zero && line.Goods.Charge != ChargeKind.Donation) is { } worthless)
        {
            throw UnfitLine.Refusal(
                placed.SelectMany(delivery => delivery.Asked.Lines).ElementAt(worthless.LineNumber - 1).Place,
                "quantity",
                "line_without_value",
                "金额不足一分，请增加数量。",
                "it is worth less than one fen; order more.");
        }
    }
}
