using Marketplace.Crediting.Domain;

namespace Marketplace.Crediting.Measures;

/// <summary>A measure as officials see it. Paths are empty where no region is named.</summary>
public sealed record MeasureView(
    Guid MeasureId, MeasureKind Kind, long AmountFen, DateOnly Date, string EastPath,
    string WestPath, string Document, string RecordedBy, DateTimeOffset RecordedAt)
{
    public static MeasureView Of(OtherMeasure one) =>
        new(one.MeasureId, one.Kind, one.AmountFen, one.Date, one.EastPath, one.WestPath, one.Document, one.RecordedBy, one.RecordedAt);
}
