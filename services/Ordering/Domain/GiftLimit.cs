namespace Marketplace.Ordering.Domain;

/// <summary>
/// 人均限额: what a unit may spend on gifts for one person in a year, as its approver or the unit above has filed it. Written once; the newest
/// version counts.
/// </summary>
public sealed class GiftLimit
{
    public required Guid UnitId { get; init; }

    /// <summary>The calendar year in Asia/Shanghai.</summary>
    public required int Year { get; init; }

    /// <summary>From 1, without gaps.</summary>
    public required int Version { get; init; }

    /// <summary>In fen, for one person and all lists of the year together.</summary>
    public required long PerHeadFen { get; init; }

    /// <summary>The subject of the token.</summary>
    public required string FiledBy { get; init; }

    /// <summary>The unit itself, or the one above it.</summary>
    public required Guid FiledByUnitId { get; init; }

    public required DateTimeOffset FiledAt { get; init; }

    /// <summary>On which it rests.</summary>
    public required string Document { get; init; }

    /// <summary>Whether the unit above has filed it, which alone may then file another.</summary>
    public bool IsFromAbove => FiledByUnitId != UnitId;
}
