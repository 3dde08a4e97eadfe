using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Access;
using Marketplace.Platform.Web;
using Marketplace.Printing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Logistics.Plans;

/// <summary>GET /logistics/plans/{planId}/tours/{number}/run-sheet/file. The same to be printed and signed at each stop.</summary>
public static class PrintRunSheet
{
    const string Pdf = "application/pdf";
    const double Text = 10;
    const double Small = 8.5;

    public static void Map(RouteGroupBuilder plans) => plans.MapGet("/{planId:guid}/tours/{number:int}/run-sheet/file", HandleAsync)
        .WithName(nameof(PrintRunSheet)).WithSummary("行车单（PDF） The run sheet of a tour, to be printed")
        .AnswersFileAs(Pdf).For(Roles.Carrier, Roles.Official, Roles.Auditor).MayConflict().RecordsAccess<LogisticsDb>("run-sheet");

    static async Task<FileContentHttpResult> HandleAsync(
        Guid planId, int number, LogisticsDb db, Caller caller, ReadAccess access, CancellationToken ct)
    {
        var sheet = await RunSheet.OfAsync(db, planId, number, caller, ct);
        access.Of($"{planId}/{number}", RunSheetReading.Organisations(caller));
        var hash = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(sheet));
        var file = PrintedPaper.Of(
            $"行车单 {number}", sheet.DepartsAt, new Guid(hash[..16]), Convert.ToHexString(hash), page => Draw(sheet, page, caller));
        return TypedResults.File(file, Pdf, $"行车单-{BusinessDay.Of(sheet.DepartsAt):yyyy-MM-dd}-{number}.pdf");
    }

    static void Draw(RunSheet sheet, PrintedSheet page, Caller caller)
    {
        page.Write("行车单", 22);
        page.Write("Run sheet", 12);
        page.Space(8);
        var (zh, en) = NameOf(sheet.Kind);
        page.Row("趟次 Tour", $"{sheet.Number}  {zh} {en}  {GoodsClass.NameOf(sheet.Class)} {sheet.Class}");
        page.Row("地点 Place", sheet.PlaceName);
        page.Row("发车 Departs", BusinessDay.Text(sheet.DepartsAt)[..16]);
        page.Row("结束 Ends", BusinessDay.Text(sheet.ReturnsAt)[..16]);
        page.Row("里程 Distance", $"{(sheet.Metres / 1_000m).ToString("0.0", CultureInfo.InvariantCulture)} km");
        page.Row("载重 Load", $"{sheet.LoadKg} kg");
        if (sheet.Transfer is { } transfer)
        {
            page.Row("接驳 Takes over", string.Create(
                CultureInfo.InvariantCulture, $"{transfer.PlaceName}  {transfer.Latitude:0.#####}, {transfer.Longitude:0.#####}"));
        }

        foreach (var stop in sheet.Stops)
        {
            page.Space(8);
            var window = stop.Window is { } hours ? $"  收货 window {hours.From:HH:mm}–{hours.Until:HH:mm}" : "";
            page.Write($"{stop.Number}. {stop.PlaceName}  {BusinessDay.Text(stop.ArrivesAt)[..16]}{window}  {stop.WeightKg} kg", Text);
            if (stop.Address is { } address && caller.Has(Roles.Carrier))
            {
                page.Write(stop.ContactPost is { } post ? $"{address}  {post}" : address, Small);
            }

            page.Cells(("订单号 Order", 0.18), ("供应商 Supplier", 0.24), ("采购单位 Unit", 0.24), ("货物 Goods", 0.24), ("签字 Signed", 0.1));
            foreach (var load in stop.Shipments)
            {
                page.Cells(
                    (load.OrderNumber, 0.18), (load.SupplierName, 0.24), (load.UnitName, 0.24),
                    (string.Join("；", load.Lines.Select(GoodsOf)), 0.24), ("", 0.1));
            }
        }
    }

    static string GoodsOf(RunSheet.Item line) =>
        $"{line.Name} {line.Quantity} {line.Unit}{(line.IsRecalled ? "（召回中，勿装 recalled）" : "")}";

    static (string Zh, string En) NameOf(TourKind kind) => kind switch
    {
        TourKind.Collection => ("集货", "collection"),
        TourKind.Trunk => ("干线", "trunk"),
        TourKind.Delivery => ("配送", "delivery"),
        TourKind.Direct => ("直达", "direct"),
    };
}
