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

namespace Marketplace.Ordering.Orders;

/// <summary>
/// Makes an order of a request → OrderSubmitted: whether a person places it, takes a substitute, orders a draft, or a template makes it.
/// What it is about is read, decided and frozen here; whoever asked saves.
/// </summary>
public sealed class OrderPlacement(
    OrderingDb db,
    KnownBuyers buyers,
    KnownDestinations destinations,
    KnownOffers offers,
    KnownFacilitators facilitators,
    KnownSubsidies subsidies,
    RequiredApprovals approvals,
    OrderNumbers numbers,
    TimeProvider clock)
{
    /// <summary>The order, added and told, not saved yet.</summary>
    /// <param name="request">Has been checked.</param>
    /// <param name="placedBy">The subject of the token of whoever orders, or has had it ordered by a template.</param>
    /// <exception cref="RefusalException">It can't be ordered so.</exception>
    public async Task<Order> PlaceAsync(PlaceOrder.Request request, string placedBy, CancellationToken ct)
    {
        var now = clock.NowToTheMillisecond();
        var buyer = await KnowBuyerAsync(request.UnitId, now, ct);
        var placed = await KnowDestinationsAsync(AskedDelivery.Of(request), UnitsOf(request), ct);
        var quotation = request.QuotationId is { } quoted ? await KnowQuotationAsync(quoted, request.UnitId, now, ct) : null;
        var deliveries = await LineOffers.KnowAsync(offers, placed, UnitsOf(request), now, quotation, ct);
        var terms = request.Terms is { } agreed ? await KnowTermsAsync(request.UnitId, agreed, now, ct) : null;
        var order = Place(request, await numbers.NextAsync(db, ct), buyer, deliveries, terms, quotation, placedBy, now);
        RequireWorth(order, placed);
        order.ShowTo(await buyers.TreeAsync(UnitsOf(request), ct));
        await subsidies.GrantAsync(order, buyer.Path, BusinessDay.Of(now), ct);
        await approvals.RequireAsync(order, ct);
        db.Add(order);
        db.Publish(new OrderSubmitted
        {
            OrderId = order.OrderId,
            UnitId = order.UnitId,
            BudgetUnitId = order.PayerId == order.UnitId ? null : order.PayerId,
            SubmittedAt = order.SubmittedAt,
            BudgetYear = order.BudgetYear,
            AmountFen = order.Amount.Fen,
            Lines = [.. deliveries.SelectMany(delivery => delivery.Lines).Select(
                line => new OrderSubmitted.Line { LineId = line.LineId, ProductId = line.Goods.ProductId, Quantity = line.Quantity })],
        });
        return order;
    }

    /// <summary>What an order would be, and all that speaks against it; nothing is changed, and nothing is thrown.</summary>
    /// <param name="request">Has been checked, but for its prices.</param>
    /// <param name="asked">Its deliveries, with the places that people know.</param>
    internal async Task<AssessedOrder> AssessAsync(
        PlaceOrder.Request request, IReadOnlyList<AskedDelivery> asked, CancellationToken ct)
    {
        var now = clock.NowToTheMillisecond();
        List<OrderFault> faults = [];
        await TryAsync([], async () => await KnowBuyerAsync(request.UnitId, now, ct));
        if (request.Terms is { } agreed)
        {
            await TryAsync([], async () => await KnowTermsAsync(request.UnitId, agreed, now, ct));
        }

        List<PlacedDelivery> placed = [];
        foreach (var delivery in asked)
        {
            await TryAsync(
                NumbersOf(delivery), async () => placed.AddRange(await KnowDestinationsAsync([delivery], UnitsOf(request), ct)));
        }

        var assessed = await LineOffers.AssessAsync(offers, placed, now, quotation: null, ct);
        foreach (var line in assessed.Lines.SelectMany(lines => lines))
        {
            if (line.Refusal is { } refusal)
            {
                faults.Add(OrderFault.Of([line.Asked.Place.Number], refusal));
            }
            else if (line.Ordered is { } ordered && IsWorthless(ordered.Gross, ordered.Goods))
            {
                faults.Add(OrderFault.Of([line.Asked.Place.Number], Worthless(line.Asked.Place)));
            }
        }

        faults.AddRange(assessed.DeliveryFaults.Select(fault => new OrderFault(NumbersOf(fault, asked), fault)));
        foreach (var (subject, refusal) in await offers.ListedAsync(UnitsOf(request), assessed.Listings.Values, BusinessDay.Of(now), ct))
        {
            faults.Add(OrderFault.Of(
                [
                    .. assessed.Lines.SelectMany(lines => lines)
                        .Where(line => line.Listing is { } listing && KnownOffers.SubjectsOf(listing).Contains(subject))
                        .Select(line => line.Asked.Place.Number),
                ],
                refusal));
        }

        return new AssessedOrder(
            [.. assessed.Placed.Zip(assessed.Lines, (delivery, lines) => lines.Select(line => (delivery.Destination, line)))
                .SelectMany(lines => lines)],
            faults);

        async Task TryAsync(IReadOnlyList<int> lines, Func<Task> know)
        {
            try
            {
                await know();
            }
            catch (RefusalException refusal)
            {
                faults.Add(OrderFault.Of(lines, refusal));
            }
        }
    }

    static IReadOnlyList<int> NumbersOf(AskedDelivery delivery) => [.. delivery.Lines.Select(line => line.Place.Number)];

    /// <summary>The lines that a fault is about: one, or all of its delivery.</summary>
    static IReadOnlyList<int> NumbersOf(CheckFault fault, IReadOnlyList<AskedDelivery> asked)
    {
        foreach (var delivery in asked)
        {
            if (delivery.Path.Length > 0 && fault.Field.StartsWith(delivery.Path, StringComparison.Ordinal))
            {
                return NumbersOf(delivery);
            }

            foreach (var line in delivery.Lines.Where(line => fault.Field.StartsWith($"{line.Place.Path}.", StringComparison.Ordinal)))
            {
                return [line.Place.Number];
            }
        }

        return [];
    }

    /// <summary>Who buys, and for whom.</summary>
    static IEnumerable<Guid> UnitsOf(PlaceOrder.Request request) =>
        request.Terms?.PrincipalUnitId is { } principal ? [request.UnitId, principal] : [request.UnitId];

    async Task<Buyer> KnowBuyerAsync(Guid unitId, DateTimeOffset now, CancellationToken ct)
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

    async Task<List<PlacedDelivery>> KnowDestinationsAsync(
        IReadOnlyList<AskedDelivery> asked, IEnumerable<Guid> units, CancellationToken ct)
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
    async Task<Quotation> KnowQuotationAsync(Guid quotationId, Guid unitId, DateTimeOffset now, CancellationToken ct)
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
    async Task<OrderTerms?> KnowTermsAsync(
        Guid unitId, PlaceOrder.Agreed agreed, DateTimeOffset now, CancellationToken ct)
    {
        var principal = agreed.PrincipalUnitId is { } other && other != unitId ? await buyers.UnitAsync(other, ct) : null;
        if (agreed.PrincipalUnitId is not null && principal is null)
        {
            throw new InvalidRequestException(
                "unknown_principal",
                "terms.principalUnitId",
                "委托单位须为已登记的其他采购单位；为本单位采购时请去掉此项。",
                "The unit that is acted for must be another registered unit; leave this out when the unit buys for itself.");
        }

        if (principal?.HasAgent(unitId, BusinessDay.Of(now)) == false)
        {
            throw new ForbiddenException(
                "not_your_principal",
                "委托单位今日没有将贵单位登记为采购代理；请其在登记中填报采购代理，刚填报的请稍候片刻再试。",
                "The unit has not registered yours as its agent for today; ask it to, or retry in a moment if it just has.",
                "terms.principalUnitId");
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
        PlaceOrder.Request request, long count, Buyer buyer, IReadOnlyList<Delivery> deliveries,
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
            throw TooLarge();
        }
    }

    internal static InvalidRequestException TooLarge() => new(
        "order_too_large",
        "lines",
        $"订单金额超过上限 {Order.AmountMax} 元，请减少数量或拆分订单。",
        $"The order is worth more than {Order.AmountMax} yuan, which is the limit; order less, or place several orders.");

    /// <summary>Every line but a donation is worth a fen at least.</summary>
    static void RequireWorth(Order order, IEnumerable<PlacedDelivery> placed)
    {
        if (order.Parts.SelectMany(part => part.Lines).FirstOrDefault(line => IsWorthless(line.Amount, line.Goods)) is { } worthless)
        {
            throw Worthless(placed.SelectMany(delivery => delivery.Asked.Lines).ElementAt(worthless.LineNumber - 1).Place);
        }
    }

    static bool IsWorthless(Money amount, GoodsFacts goods) => amount == Money.Zero && goods.Charge != ChargeKind.Donation;

    static InvalidRequestException Worthless(LinePlace place) => UnfitLine.Refusal(
        place,
        "quantity",
        "line_without_value",
        "金额不足一分，请增加数量。",
        "it is worth less than one fen; order more.");
}

/// <summary>An order as it would be.</summary>
/// <param name="Lines">Those whose place is known, with that place.</param>
/// <param name="Faults">All that speaks against it.</param>
sealed record AssessedOrder(IReadOnlyList<(Destination To, AssessedLine Line)> Lines, IReadOnlyList<OrderFault> Faults);
