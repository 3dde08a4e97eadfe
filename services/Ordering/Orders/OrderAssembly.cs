using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Ordering.Buyers;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Listings;
using Marketplace.Ordering.Policies;
using Marketplace.Platform.Web;

namespace Marketplace.Ordering.Orders;

/// <summary>
/// Makes requests for orders of lines for several docks, days and units, one for each unit, and tells all that speaks against them: by the
/// rules by which orders are placed. Nothing is changed.
/// </summary>
public sealed class OrderAssembly(OrderPlacement placement, RequiredApprovals approvals, KnownBuyers buyers, TimeProvider clock)
{
    /// <summary>The orders, in the order in which their units first occur.</summary>
    /// <param name="ownUnitId">Who orders: for itself, or for units that have named it as their agent.</param>
    /// <param name="wanted">The lines.</param>
    /// <param name="agreed">What goes for all of them.</param>
    /// <param name="placedBy">In whose name they would be placed.</param>
    public async Task<IReadOnlyList<AssembledOrder>> AssembleAsync(
        Guid ownUnitId, IReadOnlyList<WantedLine> wanted, PlaceOrder.Agreed? agreed, string placedBy, CancellationToken ct)
    {
        var units = await buyers.UnitsAsync(wanted.Select(line => line.UnitId).Distinct(), ct);
        List<AssembledOrder> orders = [];
        foreach (var ofUnit in wanted.GroupBy(line => line.UnitId))
        {
            var terms = ofUnit.Key == ownUnitId ? agreed : (agreed ?? new PlaceOrder.Agreed()) with { PrincipalUnitId = ofUnit.Key };
            orders.Add(await AssembleAsync(ownUnitId, units.GetValueOrDefault(ofUnit.Key)?.Name, [.. ofUnit], terms, ct));
        }

        var needed = await approvals.PreviewAsync([.. orders.Select(order => JudgedAs(order, placedBy))], ct);
        return [.. orders.Zip(needed, Judged)];
    }

    NewOrder JudgedAs(AssembledOrder order, string placedBy) => new(
        order.Request.OrderId,
        Number: "",
        clock.GetUtcNow(),
        order.Request.UnitId,
        order.Request.Terms?.PrincipalUnitId,
        placedBy,
        [
            .. order.Lines.Where(line => line.Goods is not null)
                .Select(line => new NewOrder.Line(line.Goods!, line.Wanted.DeliverOn, line.Amount)),
        ]);

    static AssembledOrder Judged(AssembledOrder order, NeededApprovals needed) => order with
    {
        Approvals = needed.Steps,
        SuspectedSplits = needed.Splits,
        Faults = needed.Refusal is { } refusal ? [.. order.Faults, OrderFault.Of([], refusal)] : order.Faults,
    };

    async Task<AssembledOrder> AssembleAsync(
        Guid ownUnitId, string? unitName, List<WantedLine> wanted, PlaceOrder.Agreed? terms, CancellationToken ct)
    {
        var deliveries = wanted.GroupBy(line => (line.DockId, line.DeliverOn)).Select(delivery => delivery.ToList()).ToList();
        var faults = DuplicatesOf(deliveries).ToList();
        List<AskedDelivery> asked = [.. deliveries.Select(AskedOf)];
        var request = new PlaceOrder.Request
        {
            OrderId = Guid.CreateVersion7(clock.GetUtcNow()),
            UnitId = ownUnitId,
            Terms = terms,
            Deliveries =
            [
                .. asked.Select(delivery => new PlaceOrder.DeliveryRequest
                {
                    DockId = delivery.DockId!.Value,
                    DeliverOn = delivery.DeliverOn!.Value,
                    Lines = [.. delivery.Lines.Select(line => line.Line)],
                }),
            ],
        };
        faults.AddRange(FaultsOf(request, deliveries));
        var assessed = await placement.AssessAsync(request, asked, ct);
        var byNumber = wanted.ToDictionary(line => line.Number);
        faults.AddRange(assessed.Faults);
        var now = clock.GetUtcNow();
        List<AssembledLine> lines =
        [
            .. assessed.Lines.Select(line => new AssembledLine(
                byNumber[line.Line.Asked.Place.Number],
                line.Line.Listing,
                line.Line.Ordered?.Goods,
                line.Line.Ordered?.Gross ?? Money.Zero,
                line.Line.Listing is { } listing
                    ? DeliveryRules.EarliestOf(listing.Delivery ?? new(), line.To.Dock, window: null, now)
                    : null,
                line.To.Path)),
        ];
        var amount = lines.Aggregate(Money.Zero, (sum, line) => sum + line.Amount);
        if (amount > Order.AmountMax)
        {
            faults.Add(OrderFault.Of([], OrderPlacement.TooLarge()));
        }

        var prices = lines.Where(line => line.Goods is not null).ToDictionary(line => line.Wanted.Number, line => line.Goods!.UnitPrice);
        return new AssembledOrder(wanted[0].UnitId, unitName, Priced(request, asked, prices), lines, amount, faults);
    }

    /// <summary>The request at the prices of now.</summary>
    static PlaceOrder.Request Priced(
        PlaceOrder.Request request, List<AskedDelivery> asked, Dictionary<int, UnitPrice> prices) => request with
        {
            Deliveries =
        [
            .. request.Deliveries!.Zip(asked, (delivery, placed) => delivery with
            {
                Lines =
                [
                    .. placed.Lines.Select(line => line.Line with
                    {
                        ExpectedUnitPrice = prices.GetValueOrDefault(line.Place.Number),
                    }),
                ],
            }),
        ],
        };

    AskedDelivery AskedOf(List<WantedLine> lines, int index) => new(
        PathOf(index),
        RegionId: null,
        Address: null,
        lines[0].DockId,
        lines[0].DeliverOn,
        Window: null,
        [
            .. lines.Select(line => new AskedLine(
                new PlaceOrder.Line
                {
                    LineId = Guid.CreateVersion7(clock.GetUtcNow()),
                    ProductId = line.ProductId,
                    Quantity = line.Quantity,
                    ExpectedUnitPrice = default,
                },
                new LinePlace(line.Number, PathOfLine(line.Number)),
                IsPriceOpen: true)),
        ]);

    /// <summary>What the check of a request says, said of the lines that it is about.</summary>
    static IEnumerable<OrderFault> FaultsOf(PlaceOrder.Request request, List<List<WantedLine>> deliveries)
    {
        var checks = new Checks();
        request.Check(checks);
        // What stands twice has been told with the numbers that people know.
        foreach (var fault in checks.Faults.Where(fault => fault.Code != "duplicate_product"))
        {
            var index = deliveries.FindIndex(delivery =>
                fault.Field.StartsWith(PathOf(deliveries.IndexOf(delivery)), StringComparison.Ordinal));
            var within = index < 0 ? [] : deliveries[index];
            var line = within.FindIndex(one => fault.Field.StartsWith(
                LinePlace.Of(within.IndexOf(one), PathOf(index)).Path + ".", StringComparison.Ordinal));
            yield return new OrderFault(line < 0 ? [.. within.Select(one => one.Number)] : [within[line].Number], fault);
        }
    }

    static IEnumerable<OrderFault> DuplicatesOf(List<List<WantedLine>> deliveries) =>
        from delivery in deliveries
        from same in delivery.GroupBy(line => line.ProductId)
        let first = same.First().Number
        from later in same.Skip(1)
        select new OrderFault([later.Number], new CheckFault(
            $"{PathOfLine(later.Number)}.productId",
            "duplicate_product",
            $"第 {first} 行与第 {later.Number} 行同一收货点、同一日为同一产品，请合并为一行并合计数量。",
            $"Lines {first} and {later.Number} are the same product for one dock and day; make them one line with the sum of both."));

    static string PathOf(int index) => string.Create(CultureInfo.InvariantCulture, $"deliveries[{index}].");

    static string PathOfLine(int number) => string.Create(CultureInfo.InvariantCulture, $"lines[{number}]");
}
