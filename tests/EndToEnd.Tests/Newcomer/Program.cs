using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Newcomer.Credits;
using Newcomer.Logistics;
using Newcomer.Ordering;

namespace Newcomer;

/// <summary>
/// What somebody writes who has nothing but the OpenAPI documents and the clients that NSwag makes of them. It is compiled by the test,
/// together with these clients.
/// </summary>
public static class Program
{
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <summary>Orders, ships, delivers and accepts; tells the state in which the order ends.</summary>
    public static async Task<string> PlaceAndAcceptAsync(
        HttpClient buyer, HttpClient supplier, HttpClient carrier, Guid unitId, string regionId, Guid productId, string price,
        Guid carrierId)
    {
        var orders = new OrderingClient(buyer);
        var (orderId, lineId) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var order = await orders.PlaceOrderAsync(Key(), new PlaceOrderRequest
        {
            OrderId = orderId,
            UnitId = unitId,
            DeliveryRegionId = regionId,
            DeliveryAddress = "学校路1号食堂",
            Lines = [new PlaceOrderLine { LineId = lineId, ProductId = productId, Quantity = "5", ExpectedUnitPrice = price }],
        });
        order = await UntilAsync(() => orders.GetOrderAsync(orderId), found => found.State != OrderState.Submitted);
        var part = order.Parts.Single();

        // The shipment is planned a moment after the order is confirmed.
        var shipments = new LogisticsClient(supplier);
        var shipment = await UntilAsync(() => FindAsync(shipments, part.PartId), found => found is not null);
        await shipments.DispatchShipmentAsync(shipment!.ShipmentId, Key(), new DispatchShipmentRequest
        {
            CarrierId = carrierId,
            Waybill = "YD-newcomer",
            Lines = [new DispatchShipmentLine { LineId = lineId, Quantity = "5" }],
        });
        await new LogisticsClient(carrier).RecordDeliveryAsync(
            shipment.ShipmentId, Key(), new RecordDeliveryRequest { ReceivedBy = "食堂管理员" });
        var sheet = await new LogisticsClient(buyer).AcceptDeliveryAsync(shipment.ShipmentId, Key(), new AcceptDeliveryRequest
        {
            AcceptanceId = Guid.CreateVersion7(),
            Lines = [new AcceptDeliveryLine { LineId = lineId, Accepted = "5", Short = "0", Rejected = "0" }],
        });
        order = await UntilAsync(() => orders.GetOrderAsync(orderId), found => found.State == OrderState.Completed);
        return $"{order.State} {sheet.Lines.Single().Accepted} {order.AcceptedFen == order.AmountFen}";
    }

    /// <summary>Tries a ledger as a form and as the body itself; tells how many rows each was, and whether they are sound.</summary>
    public static async Task<string> TryLedgerAsync(HttpClient official, byte[] ledger)
    {
        var asForm = await new CreditsClient(official).ImportLedgerAsync(
            dryRun: true, file: new Newcomer.Credits.FileParameter(new MemoryStream(ledger), "ledger.csv", "text/csv"));
        var asBody = await new Files.Credits.CreditsClient(official).ImportLedgerAsync(
            dryRun: true, new Files.Credits.FileParameter(new MemoryStream(ledger), "ledger.csv", "text/csv"), fileName: "ledger.csv");
        return $"{asForm.Rows} {asForm.IsSound} {asBody.Rows} {asBody.IsSound}";
    }

    /// <summary>Reads a report as figures and as a workbook; tells its code and the beginning of the file.</summary>
    public static async Task<string> ReadReportAsync(HttpClient official, string month)
    {
        var credits = new CreditsClient(official);
        var figures = await credits.ReportPairingProgressAsync(month, measure: EvidenceState.Recognised);
        using var file = await credits.DownloadPairingProgressAsync(month, format: ReportFileFormat.Xlsx);
        var start = new byte[2];
        await file.Stream.ReadExactlyAsync(start);
        return $"{figures.Header.Report} {figures.Rows.Count > 0} {(char)start[0]}{(char)start[1]}";
    }

    /// <summary>Asks for what is not there; tells what the problem says.</summary>
    public static async Task<string> ReadProblemAsync(HttpClient buyer)
    {
        try
        {
            await new OrderingClient(buyer).GetOrderAsync(Guid.CreateVersion7());
            return "found";
        }
        catch (Ordering.ApiException<Ordering.Problem> problem)
        {
            return $"{problem.StatusCode} {problem.Result.Code} {problem.Result.Detail.Length > 0}";
        }
    }

    static async Task<ShipmentView?> FindAsync(LogisticsClient shipments, Guid shipmentId)
    {
        try
        {
            return await shipments.GetShipmentAsync(shipmentId);
        }
        catch (Logistics.ApiException missing) when (missing.StatusCode == 404)
        {
            return null;
        }
    }

    static string Key() => Guid.CreateVersion7().ToString();

    static async Task<T> UntilAsync<T>(Func<Task<T>> read, Func<T, bool> isReached)
    {
        var deadline = TimeProvider.System.GetUtcNow() + Limit;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (true)
        {
            var found = await read();
            if (isReached(found))
            {
                return found;
            }

            if (TimeProvider.System.GetUtcNow() > deadline)
            {
                throw new TimeoutException($"It stays as it is: {found}");
            }

            await timer.WaitForNextTickAsync();
        }
    }
}
