using Marketplace.Ordering.Domain;

namespace Marketplace.Ordering.Gifts;

/// <summary>What a unit may spend on gifts for one person in a year.</summary>
public sealed record GiftLimitView
{
    public required Guid UnitId { get; init; }

    public required int Year { get; init; }

    /// <summary>Also the ETag, to be given back as If-Match.</summary>
    public required int Version { get; init; }

    public required long PerHeadFen { get; init; }

    public required string Document { get; init; }

    /// <summary>The unit itself, or the one above it, which alone may then file another.</summary>
    public required Guid FiledByUnitId { get; init; }

    public required string FiledBy { get; init; }

    public required DateTimeOffset FiledAt { get; init; }

    internal static GiftLimitView Of(GiftLimit limit) => new()
    {
        UnitId = limit.UnitId,
        Year = limit.Year,
        Version = limit.Version,
        PerHeadFen = limit.PerHeadFen,
        Document = limit.Document,
        FiledByUnitId = limit.FiledByUnitId,
        FiledBy = limit.FiledBy,
        FiledAt = limit.FiledAt,
    };
}
