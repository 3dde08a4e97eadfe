using Marketplace.Benchmarks.Ledger;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Ordering;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;

namespace Marketplace.Benchmarks.Lists;

/// <summary>The list of orders and the counts of Ordering.</summary>
sealed class OrderLists(ServiceWithLists<OrderingDb> service) : IListsOfService
{
    public static async Task<OrderLists> StartAsync(string server, CancellationToken ct) => new(
        await ServiceWithLists<OrderingDb>.StartAsync(
            server, "Ordering", OrderingService.Name, host => host.AddOrdering(), app => app.MapOrdering(), ct));

    public Task FillAsync(int rows, CancellationToken ct) => service.FillAsync(
        rows,
        db =>
        {
            var order = Order.Place(
                Guid.CreateVersion7(Trade.Last),
                0,
                new Buyer(Trade.UnitOf(Trade.Busy), "采购单位", Nation.EastCounty(Trade.Busy)),
                [
                    new Delivery(
                        new Destination(Nation.EastCounty(Trade.Busy), "食堂路1号"),
                        [new OrderedLine(Guid.CreateVersion7(Trade.Last), Quantity.Of(100), Goods.Facts)]),
                ],
                "buyer-1",
                Trade.Last);
            order.ShowTo([Trade.UnitOf(Trade.Busy)]);
            db.Add(order);
            var payment = Payment.Of(
                Guid.CreateVersion7(Trade.Last), Trade.UnitOf(Trade.Busy), Trade.SupplierOf(Trade.Busy), order.UnitPath, new Money(1),
                BusinessDay.Of(Trade.Last), "F1", Trade.Last, "buyer-1");
            payment.Match(new Money(1));
            db.Add(payment);
            foreach (var path in (RegionPath[])[Nation.EastCounty(Trade.Busy), Nation.WestCounty(Trade.Busy)])
            {
                db.Add(new Region
                {
                    RegionId = path.ProvinceId,
                    Version = 1,
                    Code = path.ProvinceId,
                    Level = RegionLevel.Province,
                    Path = new RegionPath($"/{path.ProvinceId}/"),
                });
            }

            return Task.CompletedTask;
        },
        ["orders", "order_parts", "order_regions", "order_units", "payments"],
        async connection =>
        {
            await Sql.MultiplyAsync(
                connection,
                "orders",
                "trade",
                new Dictionary<string, string>
                {
                    ["order_id"] = "id",
                    ["number"] = "'20250101-' || lpad(i::text, 8, '0')",
                    ["unit_id"] = Trade.Id(1, "unit"),
                    ["unit_path"] = "trade.unit_path",
                    ["submitted_at"] = "at",
                    // The newest wait or are under way, some were cancelled, the rest is completed.
                    ["state"] = $"""
                        CASE WHEN i >= {rows} - 40 THEN 'Submitted' WHEN i >= {rows} - 30000 THEN 'Confirmed'
                            WHEN i % 33 = 0 THEN 'Cancelled' ELSE 'Completed' END
                        """,
                    ["confirmed_at"] = "at + 1000",
                    ["completed_at"] = "at + 864000000",
                },
                ct);
            foreach (var (number, some) in new[] { (1, "trade"), (2, "(SELECT * FROM trade WHERE i % 3 = 0) AS trade") })
            {
                await Sql.MultiplyAsync(
                    connection,
                    "order_parts",
                    some,
                    new Dictionary<string, string>
                    {
                        ["part_id"] = $"md5(i::text || '/{number}')::uuid",
                        ["part_number"] = $"{number}",
                        ["order_id"] = "id",
                        ["submitted_at"] = "at",
                        ["supplier_id"] = number == 1
                            ? Trade.Id(3, "supplier")
                            : Trade.Id(3, $"county * {Trade.SuppliersPerCounty} + (i + 1) % {Trade.SuppliersPerCounty}"),
                        ["origin_regions"] = "trade.origin_path",
                        ["common_origin"] = "trade.origin_path",
                        ["unit_id"] = Trade.Id(1, "unit"),
                        ["unit_path"] = "trade.unit_path",
                        // Of the last two months and a half hardly anything is paid, and of what is older one in fifty.
                        ["accepted_fen"] = "amount_fen",
                        ["paid_fen"] = $"CASE WHEN i < {rows} * 0.9 AND i % 50 > 0 THEN amount_fen ELSE 0 END",
                        ["owed_fen"] = $"CASE WHEN i < {rows} * 0.9 AND i % 50 > 0 THEN 0 ELSE amount_fen END",
                        ["due_on"] = "(to_timestamp(at / 1000) + interval '30 days')::date",
                    },
                    ct);
            }

            await Sql.RunAsync(
                connection,
                $"""
                INSERT INTO order_regions (region_id, submitted_at, order_id) SELECT unnest(regions), at, id FROM trade;
                INSERT INTO order_units (unit_id, submitted_at, order_id)
                SELECT unnest(ARRAY[{Trade.Id(1, "unit")}, {Trade.ParentOf("county")}]), at, id FROM trade
                """,
                ct);

            // One payment for each order of which parts are paid; one in a thousand is disputed, one in a thousand came in advance.
            await Sql.MultiplyAsync(
                connection,
                "payments",
                $"(SELECT * FROM trade WHERE i < {rows} * 0.9 AND i % 50 > 0) AS trade",
                new Dictionary<string, string>
                {
                    ["payment_id"] = "md5(i::text || '/payment')::uuid",
                    ["unit_id"] = Trade.Id(1, "unit"),
                    ["supplier_id"] = Trade.Id(3, "supplier"),
                    ["unit_path"] = "trade.unit_path",
                    ["recorded_at"] = "at + 2592000000",
                    ["paid_on"] = "(to_timestamp(at / 1000) + interval '30 days')::date",
                    ["reference"] = "'F' || i",
                    ["receipt"] = "CASE WHEN i % 1000 = 1 THEN 'Disputed' ELSE 'Unstated' END",
                    ["unmatched_fen"] = "CASE WHEN i % 1000 = 2 THEN 1 ELSE 0 END",
                },
                ct);
        },
        ct);

    public async Task MeasureAsync(CancellationToken ct)
    {
        await MeasurePayablesAsync(ct);
        const string Path = "/ordering/orders";
        foreach (var (who, caller) in service.Officials())
        {
            await MeasureLists.TellPagesAsync($"orders: {who}", caller, Path, ct);
            await MeasureLists.TellAsync($"orders: {who}, cancelled", caller, $"{Path}?state=Cancelled", ct);
            await MeasureLists.TellAsync($"orders: {who}, submitted", caller, $"{Path}?state=Submitted", ct);
            await MeasureLists.TellAsync($"orders: {who}, counts", caller, "/ordering/counts", ct);
        }

        foreach (var (how, county) in new[] { ("much", Trade.Busy), ("little", Trade.Quiet), ("nothing lately", Trade.Former) })
        {
            await MeasureLists.TellPagesAsync(
                $"orders: a purchaser with {how}", service.Caller(Roles.Purchaser, org: Trade.UnitOf(county)), Path, ct);
            await MeasureLists.TellPagesAsync(
                $"orders: the unit above purchasers with {how}", service.Caller(Roles.Approver, org: Trade.ParentOf(county)), Path, ct);
            var supplier = service.Caller(Roles.Supplier, org: Trade.SupplierOf(county));
            await MeasureLists.TellPagesAsync($"orders: a supplier with {how}", supplier, Path, ct);
            await MeasureLists.TellAsync($"orders: a supplier with {how}, submitted", supplier, $"{Path}?state=Submitted", ct);
        }
    }

    async Task MeasurePayablesAsync(CancellationToken ct)
    {
        foreach (var (who, path, side) in new[]
            {
                ("a province's units", Nation.EastCounty(Trade.Busy), "Buyers"),
                ("a province's suppliers", Nation.WestCounty(Trade.Busy), "Origin"),
            })
        {
            var caller = service.Caller(Roles.Official, region: path.ProvinceId, tier: "Province");
            await MeasureLists.TellAsync(
                $"payables: {who}, by age", caller, $"/ordering/payables/regions/{path.ProvinceId}?side={side}", ct, aim: 200);
        }

        await MeasureLists.TellAsync(
            "payables: a unit with much, by age", service.Caller(Roles.Purchaser, org: Trade.UnitOf(Trade.Busy)), "/ordering/payables", ct);
        await MeasureLists.TellAsync(
            "payables: a supplier with much, by age", service.Caller(Roles.Supplier, org: Trade.SupplierOf(Trade.Busy)),
            "/ordering/payables", ct);
    }

    public ValueTask DisposeAsync() => service.DisposeAsync();
}
