using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.Printing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Logistics.Labels;

/// <summary>GET /logistics/intakes/labels/file?intakeId=…. The same on label paper of 100 by 70 mm.</summary>
public static class PrintIntakeLabels
{
    public static void Map(RouteGroupBuilder intakes) => intakes.MapGet("/labels/file", HandleAsync)
        .WithName(nameof(PrintIntakeLabels)).WithSummary("过磅标签（PDF） Labels of intakes, to be printed")
        .AnswersFileAs(LabelPaper.Pdf).For(Roles.Keeper, Roles.Supplier).MayConflict();

    static async Task<FileContentHttpResult> HandleAsync(
        [AsParameters] IntakeLabels.Query query, LogisticsDb db, TimeProvider clock, CancellationToken ct)
    {
        var labels = await IntakeLabels.OfAsync(query.IntakeId, db, clock, ct);
        var day = Day(labels.Items[0].Day);
        var file = LabelPaper.Of($"过磅标签 {day}", clock.NowToTheMillisecond(), labels.Items, Draw);
        return TypedResults.File(file, LabelPaper.Pdf, $"过磅标签-{day}.pdf");
    }

    static void Draw(IntakeLabel label, PrintedLabel paper)
    {
        paper.Code(LabelPaper.ModulesOf(label.Code));
        paper.Write($"{label.WeightKg} kg", 20);
        paper.Write(label.ProductName, 13);
        paper.Write(label.Grade, 13);
        paper.Write(Day(label.Day), 11);
        paper.Write(label.StationName, 8.5);
        paper.Foot($"批次 batch {label.BatchId}");
        paper.Foot($"过磅 intake {label.IntakeId}");
    }

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
