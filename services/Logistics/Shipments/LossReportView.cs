using System.Text.Json.Serialization;
using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Views;
using Marketplace.Platform.Web;

namespace Marketplace.Logistics.Shipments;

/// <summary>How much of a line was lost or spoilt on the way in all, as one side said.</summary>
public sealed record LossReportView : IView
{
    [JsonIgnore]
    public Viewers SeenAs { get; init; }

    /// <summary>Counts the reported lines of a shipment from 1.</summary>
    public required int Number { get; init; }

    public required int LineNumber { get; init; }

    public required LossReporter By { get; init; }

    /// <summary>Of the line in all; a later report of the same side takes the place of this.</summary>
    public required Quantity Quantity { get; init; }

    public required LossReason Reason { get; init; }

    /// <summary>What was said to the others; null when nothing was.</summary>
    [SeenBy(ShipmentViewers.Delivery, DataClass.Commercial)]
    public string? Note { get; init; }

    public required DateTimeOffset ReportedAt { get; init; }

    internal static LossReportView Of(LossReport report, Viewers seenAs) => new()
    {
        SeenAs = seenAs,
        Number = report.Number,
        LineNumber = report.LineNumber,
        By = report.By,
        Quantity = report.Quantity,
        Reason = report.Reason,
        Note = report.Note,
        ReportedAt = report.ReportedAt,
    };
}
