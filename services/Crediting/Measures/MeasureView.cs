using Marketplace.Crediting.Domain;

namespace Marketplace.Crediting.Measures;

/// <summary>A measure as officials see it. Paths are empty where no region is named.</summary>
public sealed record MeasureView(
    Guid MeasureId, MeasureKind Kind, long AmountFen, DateOnly Date, string EastPath,
    string WestPath, string Document, string RecordedBy, DateTimeOffset RecordedAt)
{
    public static MeasureView Of(OtherMeasure otherMeasure) =>
        new(
            otherMeasure.MeasureId, otherMeasure.Kind, otherMeasure.AmountFen, otherMeasure.Date, otherMeasure.EastPath,
            otherMeasure.WestPath, otherMeasure.Document, otherMeasure.RecordedBy, otherMeasure.RecordedAt);
}
