using Marketplace.Crediting.Domain;

namespace Marketplace.Crediting.Imports;

/// <summary>A review of rows by one side.</summary>
public sealed record ReviewView
{
    public required Guid ReviewId { get; init; }

    public required Guid ImportId { get; init; }

    public required ReviewSide Side { get; init; }

    public required bool IsApproved { get; init; }

    /// <summary>How many rows it decided for its side.</summary>
    public required int Rows { get; init; }

    public required string Note { get; init; }

    public required string ReviewedBy { get; init; }

    public required DateTimeOffset ReviewedAt { get; init; }

    public static ReviewView Of(ImportReview review) => new()
    {
        ReviewId = review.ReviewId,
        ImportId = review.ImportId,
        Side = review.Side,
        IsApproved = review.IsApproved,
        Rows = review.Rows,
        Note = review.Note,
        ReviewedBy = review.ReviewedBy,
        ReviewedAt = review.ReviewedAt,
    };
}
