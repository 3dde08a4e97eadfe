using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.Printing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Logistics.Labels;

/// <summary>GET /logistics/shipments/{shipmentId}/labels/file?packages=12. The same on label paper of 100 by 70 mm.</summary>
public static class PrintPackageLabels
{
    const int ShownOfBatch = 8;
    const int NamesShown = 4;

    public static void Map(RouteGroupBuilder shipments) => shipments.MapGet("/{shipmentId:guid}/labels/file", HandleAsync)
        .WithName(nameof(PrintPackageLabels)).WithSummary("包件标签（PDF） Labels of the packages of a shipment, to be printed")
        .AnswersFileAs(LabelPaper.Pdf).For(Roles.Supplier, Roles.Keeper).MayConflict();

    static async Task<FileContentHttpResult> HandleAsync(
        Guid shipmentId, [AsParameters] PackageLabels.Query query, LogisticsDb db, Caller caller, TimeProvider clock,
        CancellationToken ct)
    {
        var labels = await PackageLabels.OfAsync(shipmentId, query, db, caller, clock, ct);
        var file = LabelPaper.Of($"标签 {labels.Items[0].OrderNumber}", clock.NowToTheMillisecond(), labels.Items, Draw);
        return TypedResults.File(file, LabelPaper.Pdf, $"标签-{labels.Items[0].OrderNumber}.pdf");
    }

    static void Draw(PackageLabel label, PrintedLabel paper)
    {
        paper.Code(LabelPaper.ModulesOf(label.Code));
        paper.Write($"{label.Number} / {label.Packages}", 20);
        paper.Write(label.UnitName, 11);
        if (label.DockName is { } dock)
        {
            paper.Write(dock, 11);
        }

        if (label.DeliverOn is { } day)
        {
            var window = label.Window is { } hours ? $" {hours.From:HH:mm}–{hours.Until:HH:mm}" : "";
            paper.Write($"{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}{window}", 11);
        }

        foreach (var limits in label.Temperatures)
        {
            paper.Write(string.Create(
                CultureInfo.InvariantCulture, $"{NameOf(limits.Class)} {limits.MinCelsius:0.#} – {limits.MaxCelsius:0.#} °C"), 11);
        }

        paper.Write(string.Join("、", label.ProductNames.Take(NamesShown)) + (label.ProductNames.Count > NamesShown ? " …" : ""), 8.5);
        paper.Write(label.SupplierName, 8.5);
        paper.Foot($"订单 order {label.OrderNumber}");
        if (label.BatchIds.Count > 0)
        {
            var batches = label.BatchIds.Take(NamesShown).Select(batch => $"{batch}"[^ShownOfBatch..]);
            paper.Foot($"批次 batch {string.Join(' ', batches)}{(label.BatchIds.Count > NamesShown ? " …" : "")}");
        }

        paper.Foot($"发货单 shipment {label.ShipmentId}");
    }

    static string NameOf(TemperatureClass kept) => kept switch
    {
        TemperatureClass.Chilled => "冷藏 chilled",
        TemperatureClass.Frozen => "冷冻 frozen",
    };
}
