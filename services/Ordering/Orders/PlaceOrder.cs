using Marketplace.Contracts;
using Marketplace.Contracts.Ordering;
using Marketplace.Ordering.Buyers;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Facilitators;
using Marketplace.Ordering.Listings;
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
public static class PlaceOrder
{
    const int LinesMax = 500;
    static readonly Quantity QuantityMax = Quantity.Of(1_000_000);

    public static void Map(RouteGroupBuilder orders) => orders.MapPost("/", HandleAsync)
        .WithName(nameof(PlaceOrder)).WithSummary("下单 Place an order")
        .WithDescription("The order is Submitted at first. Poll GET /ordering/orders/{orderId} until it is Confirmed, or Cancelled with "
            + "the reason; that takes a moment, since stock and budget are held elsewhere. Each of its parts is then a shipment with "
            + "the id of the part: GET /logistics/shipments/{partId} is 404 until it is planned, a moment later.")
        .For(Roles.Purchaser).Decided(DecidedBy.Organisation).RequireIdempotencyKey<OrderingDb>();

    /// <summary>What is ordered by whom and where it goes.</summary>
    public sealed record Request : IChecked, IActsFor
    {
        /// <summary>Made by the caller, so that it can be looked up whatever becomes of the answer.</summary>
        public required Guid OrderId { get; init; }

        /// <summary>The unit that orders; the caller must belong to it.</summary>
        public required Guid UnitId { get; init; }

        /// <summary>A county, a prefecture or a functional zone.</summary>
        public required string DeliveryRegionId { get; init; }

        /// <summary>1 to 200 characters.</summary>
        public required string DeliveryAddress { get; init; }

        /// <summary>For whom and by whose help; absent for a plain order for the unit's own use.</summary>
        public Agreed? Terms { get; init; }

        /// <summary>
        /// The supplier's quotation that is ordered, with all of its lines and no others; absent for an order at listing prices.
        /// </summary>
        public Guid? QuotationId { get; init; }

        /// <summary>1 to 500, each product once.</summary>
        public required IReadOnlyList<Line> Lines { get; init; }

        Guid IActsFor.ActsFor => UnitId;

        public void Check(Checks checks)
        {
            checks.NewId(OrderId, "orderId");
            checks.Text(DeliveryRegionId, "deliveryRegionId", max: 40);
            checks.Text(DeliveryAddress, "deliveryAddress", max: 200);
            checks.NotEmpty(QuotationId ?? Guid.AllBitsSet, "quotationId");
            Terms?.Check(checks);
            checks.Count(Lines.Count, 1, LinesMax, "lines", "行", "lines");
            if (Lines.Count <= LinesMax)
            {
                checks.Each(Lines, "lines", (line, check) => line.Check(check));
                CheckRepeats(checks);
            }
        }

        void CheckRepeats(Checks checks)
        {
            var ids = new Dictionary<Guid, int>(Lines.Count);
            var products = new Dictionary<Guid, int>(Lines.Count);
            for (var i = 0; i < Lines.Count; i++)
            {
                if (!ids.TryAdd(Lines[i].LineId, i))
                {
                    var first = ids[Lines[i].LineId] + 1;
                    checks.That(
                        false,
                        $"lines[{i}].lineId",
                        "duplicate_line",
                        $"第 {i + 1} 行与第 {first} 行的行标识相同，请为每一行生成新的 lineId。",
                        $"Lines {first} and {i + 1} have the same id; make a new lineId for every line.");
                }

                if (!products.TryAdd(Lines[i].ProductId, i))
                {
                    var first = products[Lines[i].ProductId] + 1;
                    checks.That(
                        false,
                        $"lines[{i}].productId",
                        "duplicate_product",
                        $"第 {i + 1} 行与第 {first} 行是同一产品，请合并为一行并合计数量。",
                        $"Lines {first} and {i + 1} are the same product; make them one line with the sum of the quantities.");
                }
            }
        }
    }

    /// <summary>For whom and by whose help an order is placed.</summary>
    public sealed record Agreed
    {
        /// <summary>What the unit buys for: OwnUse when absent (CR-06), Resale, or Staff.</summary>
        public BuyerCapacity? Capacity { get; init; }

        /// <summary>The unit that the buyer acts for as its registered agent, such as a canteen's contractor.</summary>
        public Guid? PrincipalUnitId { get; init; }

        /// <summary>Who helped to sell; it can also be named later, until the order is confirmed (CR-07).</summary>
        public Guid? FacilitatorId { get; init; }

        /// <summary>The document that proves its part, 1 to 200 characters.</summary>
        public string? FacilitatorProof { get; init; }

        /// <summary>Where the sale came about; an order of this marketplace when absent.</summary>
        public SalesChannel? Channel { get; init; }

        internal void Check(Checks checks)
        {
            checks.NotEmpty(PrincipalUnitId ?? Guid.AllBitsSet, "terms.principalUnitId");
            checks.NotEmpty(FacilitatorId ?? Guid.AllBitsSet, "terms.facilitatorId");
            checks.TextOrNone(FacilitatorProof, "terms.facilitatorProof", max: 200);
            checks.That(
                FacilitatorProof is null || FacilitatorId is not null,
                "terms.facilitatorId",
                "facilitator_missing",
                "填写了佐证，请同时填写帮销主体。",
                "A proof is given; name the facilitator that it is about.");
        }
    }

    /// <summary>One product.</summary>
    public sealed record Line
    {
        /// <summary>Made by the caller; names the sale from here to the credit entry.</summary>
        public required Guid LineId { get; init; }

        public required Guid ProductId { get; init; }

        /// <summary>In the product's trade unit, more than 0 and at most 1,000,000.</summary>
        public required Quantity Quantity { get; init; }

        /// <summary>
        /// Per trade unit, as the buyer was shown it in the catalogue or the quotation. The order is refused (409 price_changed) when the
        /// supplier asks another price by now.
        /// </summary>
        public required UnitPrice ExpectedUnitPrice { get; init; }

        internal void Check(Checks checks)
        {
            checks.NewId(LineId, "lineId");
            checks.NotEmpty(ProductId, "productId");
            checks.That(
                Quantity > Quantity.Zero && Quantity <= QuantityMax,
                "quantity",
                "quantity_out_of_range",
                "数量须大于 0 且不超过 1000000。",
                "The quantity must be more than 0 and at most 1000000.");
        }
    }

    static async Task<Created<OrderView>> HandleAsync(
        Request request,
        OrderingDb db,
        KnownBuyers buyers,
        KnownOffers offers,
        KnownFacilitators facilitators,
        KnownSubsidies subsidies,
        Caller caller,
        TimeProvider clock,
        CancellationToken ct)
    {
        var now = clock.NowToTheMillisecond();
        var buyer = await KnowBuyerAsync(buyers, request.UnitId, now, ct);
        var destination = await KnowDestinationAsync(buyers, request, ct);
        var quotation = request.QuotationId is { } quoted ? await KnowQuotationAsync(db, quoted, request.UnitId, now, ct) : null;
        var lines = await LineOffers.KnowAsync(offers, request.Lines, UnitsOf(request), BusinessDay.Of(now), quotation, ct);
        var terms = request.Terms is { } agreed ? await KnowTermsAsync(buyers, facilitators, request.UnitId, agreed, now, ct) : null;
        var order = Place(request, await db.CountOrderAsync(ct), buyer, destination, lines, terms, quotation, caller.Subject, now);
        await subsidies.GrantAsync(order, buyer.Path, BusinessDay.Of(now), ct);
        db.Add(order);
        db.Publish(new OrderSubmitted
        {
            OrderId = order.OrderId,
            UnitId = order.UnitId,
            SubmittedAt = order.SubmittedAt,
            BudgetYear = order.BudgetYear,
            AmountFen = order.Amount.Fen,
            Lines = [.. lines.Select(
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

    static async Task<Destination> KnowDestinationAsync(KnownBuyers buyers, Request request, CancellationToken ct)
    {
        if (await buyers.RegionAsync(request.DeliveryRegionId, ct) is not { } region)
        {
            var (zh, en) = UnknownRegion.Refusal(request.DeliveryRegionId);
            throw new InvalidRequestException(UnknownRegion.Code, "deliveryRegionId", zh, en);
        }

        if (region.EndedOn is { } ended)
        {
            throw new RuleBrokenException(
                "region_ended",
                $"该行政区划已于 {ended:yyyy-MM-dd} 撤并，请改用其后继地区（见 /units/regions/resolutions?code={region.Code}）。",
                $"This region ended on {ended:yyyy-MM-dd}: use its successor, see /units/regions/resolutions?code={region.Code}.",
                "deliveryRegionId");
        }

        return await buyers.CanBeDeliveredToAsync(region, ct)
            ? new Destination(region.Path, request.DeliveryAddress)
            : throw new InvalidRequestException(
                "region_not_deliverable",
                "deliveryRegionId",
                "收货地须具体到县、区、不设县的地级市或功能区；请选择其下级区划。",
                "The place of delivery must be a county, a city without counties or a zone; choose one inside this region.");
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
        Request request, long count, Buyer buyer, Destination destination, List<OrderedLine> lines,
        OrderTerms? terms, Quotation? quotation, string placedBy, DateTimeOffset now)
    {
        Order order;
        try
        {
            order = Order.Place(
                request.OrderId, count, buyer, destination, lines, placedBy, now,
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

        return order.Parts.SelectMany(part => part.Lines)
            .FirstOrDefault(line => line.Amount == Money.Zero && line.Goods.Charge != ChargeKind.Donation) is not { } worthless
            ? order
            : throw UnfitLine.Refusal(
                worthless.LineNumber - 1,
                "quantity",
                "line_without_value",
                "金额不足一分，请增加数量。",
                "it is worth less than one fen; order more.");
    }
}
