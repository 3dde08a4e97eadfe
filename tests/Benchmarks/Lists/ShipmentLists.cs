using System.Text.Json;
using Marketplace.Benchmarks.Ledger;
using Marketplace.Contracts;
using Marketplace.Logistics;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Epcis;
using Marketplace.Logistics.Storage;

namespace Marketplace.Benchmarks.Lists;

/// <summary>The list of shipments and the counts of Logistics.</summary>
sealed class ShipmentLists(ServiceWithLists<LogisticsDb> service) : IListsOfService
{
    public static async Task<ShipmentLists> StartAsync(string server, CancellationToken ct) => new(
        await ServiceWithLists<LogisticsDb>.StartAsync(
            server, "Logistics", LogisticsService.Name, host => host.AddLogistics(), app => app.MapLogistics(), ct));

    public Task FillAsync(int rows, CancellationToken ct) => service.FillAsync(
        rows,
        db =>
        {
            var line = ShipmentLine.Of(
                Guid.CreateVersion7(Trade.Last), 1, Goods.Facts, Quantity.Of(100), new Money(12_500), [], Money.Zero);
            var order = new OrderFacts
            {
                OrderId = Guid.CreateVersion7(Trade.Last),
                OrderNumber = "20240101-00000000",
                UnitId = Trade.UnitOf(Trade.Busy),
                UnitName = "采购单位",
                UnitPath = Nation.EastCounty(Trade.Busy),
                BudgetYear = 2024,
                ConfirmedAt = Trade.Last,
                DeliveryPath = Nation.EastCounty(Trade.Busy),
                DeliveryAddress = "食堂路1号",
            };
            var shipment = Shipment.Plan(
                Guid.CreateVersion7(Trade.Last), order, Goods.Facts.SupplierId, Goods.Facts.SupplierName, [line], Trade.Last);
            db.Add(shipment);
            shipment.Dispatch(Trade.Carrier(0), "SF1", null, [new DispatchedLine(line.LineId, line.Ordered)], Trade.Last);
            shipment.Deliver(null, "王师傅", Trade.Last);
            return Task.CompletedTask;
        },
        ["shipments", "shipment_regions"],
        async connection =>
        {
            await Sql.MultiplyAsync(
                connection,
                "shipments",
                "trade",
                new Dictionary<string, string>
                {
                    ["shipment_id"] = "id",
                    ["order_id"] = "md5(i::text || '/order')::uuid",
                    ["order_number"] = "'20250101-' || lpad(i::text, 8, '0')",
                    ["supplier_id"] = Trade.Id(3, "supplier"),
                    ["unit_id"] = Trade.Id(1, "unit"),
                    ["carrier_id"] = Trade.Id(7, $"i % {Trade.Carriers}"),
                    ["planned_at"] = "at",
                    ["confirmed_at"] = "at",
                    ["dispatched_at"] = "at",
                    ["delivered_at"] = "at",
                    ["accepted_at"] = "NULL",
                    ["accept_due_at"] = "NULL",
                    ["state"] = $"""
                        CASE WHEN i >= {rows} - 10000 THEN 'Planned' WHEN i >= {rows} - 30000 THEN 'Dispatched'
                            WHEN i >= {rows} - 60000 THEN 'Delivered' ELSE 'Accepted' END
                        """,
                },
                ct);
            await Sql.RunAsync(
                connection,
                "INSERT INTO shipment_regions (region_id, planned_at, shipment_id) SELECT unnest(regions), at, id FROM trade",
                ct);
        },
        ct);

    public async Task MeasureAsync(CancellationToken ct)
    {
        const string Path = "/logistics/shipments";
        foreach (var (who, caller) in service.Officials())
        {
            await MeasureLists.TellPagesAsync($"shipments: {who}", caller, Path, ct);
            await MeasureLists.TellAsync($"shipments: {who}, delivered", caller, $"{Path}?state=Delivered", ct);
            await MeasureLists.TellAsync($"shipments: {who}, accepted", caller, $"{Path}?state=Accepted", ct);
            await MeasureLists.TellAsync($"shipments: {who}, counts", caller, "/logistics/counts", ct);
        }

        foreach (var (how, county) in new[] { ("much", Trade.Busy), ("little", Trade.Quiet), ("nothing lately", Trade.Former) })
        {
            await MeasureLists.TellPagesAsync(
                $"shipments: a purchaser with {how}", service.Caller(Roles.Purchaser, org: Trade.UnitOf(county)), Path, ct);
            await MeasureLists.TellPagesAsync(
                $"shipments: a supplier with {how}", service.Caller(Roles.Supplier, org: Trade.SupplierOf(county)), Path, ct);
        }

        await MeasureEventsAsync(ct);
        await MeasureLists.TellPagesAsync("shipments: a carrier", service.Caller(Roles.Carrier, org: Trade.Carrier(3)), Path, ct);
    }

    /// <summary>Events of EPCIS: those of a week in the middle, which say most, and those of one order.</summary>
    async Task MeasureEventsAsync(CancellationToken ct)
    {
        const string Path = "/logistics/epcis/events";
        var (from, until) = (Time(Trade.Middle), Time(Trade.Middle.AddDays(7)));
        (string Who, HttpClient Caller)[] callers =
        [
            .. service.Officials(),
            ("a purchaser with much", service.Caller(Roles.Purchaser, org: Trade.UnitOf(Trade.Busy))),
            ("a purchaser with little", service.Caller(Roles.Purchaser, org: Trade.UnitOf(Trade.Quiet))),
        ];
        foreach (var (who, caller) in callers)
        {
            await MeasureLists.TellAsync($"events of a week: {who}", caller, $"{Path}?GE_recordTime={from}&LT_recordTime={until}", ct);
        }

        var nation = service.Caller(Roles.Official, tier: "Nation");
        using var newest = JsonDocument.Parse(await nation.GetStringAsync("/logistics/shipments?size=1", ct));
        var order = $"{new EpcisOptions().IdBase}/order/bt/{newest.RootElement.GetProperty("items")[0].GetProperty("orderId").GetString()}";
        await MeasureLists.TellAsync(
            "events of an order: nation", nation, $"{Path}?EQ_bizTransaction_po={Uri.EscapeDataString(order)}", ct);

        static string Time(DateTimeOffset at) =>
            Uri.EscapeDataString(at.ToString("yyyy-MM-ddTHH:mm:ss.fffK", System.Globalization.CultureInfo.InvariantCulture));
    }

    public ValueTask DisposeAsync() => service.DisposeAsync();
}
