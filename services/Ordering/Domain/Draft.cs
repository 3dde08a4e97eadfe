using Marketplace.Contracts;
using Marketplace.Platform.Refusals;

namespace Marketplace.Ordering.Domain;

/// <summary>
/// What a unit is about to order (订货单草稿): kept, mended and previewed until it is ordered or deleted, or nobody has touched it for
/// <see cref="KeepDays"/>.
/// </summary>
public sealed class Draft
{
    /// <summary>The most lines: a week of five days for ten schools with forty products.</summary>
    public const int LinesMax = 2_000;

    /// <summary>How long a draft is kept that nobody changes.</summary>
    public const int KeepDays = 90;

    readonly List<DraftLine> _lines = [];

    Draft()
    {
    }

    public required Guid DraftId { get; init; }

    /// <summary>Whose people write it and order it.</summary>
    public required Guid UnitId { get; init; }

    public required string Name { get; init; }

    /// <summary>Rises with each change.</summary>
    public long Version { get; private set; } = 1;

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>Null until it is ordered.</summary>
    public DateTimeOffset? OrderedAt { get; private set; }

    /// <summary>The orders that were made of it, one for each unit; null until then.</summary>
    public IReadOnlyList<Guid>? OrderIds { get; private set; }

    /// <summary>In no certain order.</summary>
    public IReadOnlyList<DraftLine> Lines => _lines;

    /// <summary>The number of the next line.</summary>
    public int NextLine { get; private set; } = 1;

    /// <summary>The first day on which it is forgotten, unless it is changed before.</summary>
    public DateOnly ExpiresOn => BusinessDay.Of(ChangedAt).AddDays(KeepDays);

    /// <summary>A draft without lines.</summary>
    public static Draft Of(Guid draftId, Guid unitId, string name, DateTimeOffset now) => new()
    {
        DraftId = draftId,
        UnitId = unitId,
        Name = name,
        CreatedAt = now,
        ChangedAt = now,
    };

    /// <summary>Adds lines at the end.</summary>
    /// <param name="count">How many.</param>
    /// <param name="make">Makes a line of its number and place among those that are added.</param>
    /// <param name="now">When.</param>
    /// <exception cref="RuleBrokenException">It is ordered, or would have too many lines.</exception>
    public void Add(int count, Func<int, int, DraftLine> make, DateTimeOffset now)
    {
        RequireOpen();
        if (_lines.Count + count > LinesMax)
        {
            throw new RuleBrokenException(
                "draft_full",
                $"一份草稿至多 {LinesMax} 行，现有 {_lines.Count} 行，不能再加 {count} 行；请另建草稿。",
                $"A draft has at most {LinesMax} lines; this one has {_lines.Count}, and {count} more don't fit. Make another.",
                "lines");
        }

        for (var index = 0; index < count; index++)
        {
            _lines.Add(make(NextLine, index));
            NextLine++;
        }

        Touch(now);
    }

    /// <summary>The line of a number.</summary>
    /// <exception cref="NotFoundException">It has none.</exception>
    public DraftLine Line(int number) => _lines.Find(line => line.LineNumber == number) ?? throw new NotFoundException(
        "draft_line_not_found",
        $"草稿中没有第 {number} 行，可能已被删除；请重新读取草稿。",
        $"The draft has no line {number}; it may have been removed. Read the draft again.",
        "lineNumber");

    /// <summary>Notes that a line was mended.</summary>
    /// <exception cref="RuleBrokenException">It is ordered.</exception>
    public void Change(DateTimeOffset now)
    {
        RequireOpen();
        Touch(now);
    }

    /// <summary>Takes a line out.</summary>
    /// <exception cref="RuleBrokenException">It is ordered.</exception>
    public void Remove(DraftLine line, DateTimeOffset now)
    {
        RequireOpen();
        _lines.Remove(line);
        Touch(now);
    }

    /// <summary>It has become orders.</summary>
    /// <exception cref="RuleBrokenException">It had before.</exception>
    public void Order(IReadOnlyList<Guid> orderIds, DateTimeOffset now)
    {
        RequireOpen();
        (OrderIds, OrderedAt) = (orderIds, now);
        Touch(now);
    }

    /// <exception cref="RuleBrokenException">It is ordered.</exception>
    public void RequireOpen()
    {
        if (OrderedAt is not null)
        {
            throw new RuleBrokenException(
                "draft_ordered",
                "该草稿已下单，不能再修改或再次下单；请查看订单，或另建草稿。",
                "This draft has been ordered and can be neither changed nor ordered again; see its orders, or make another draft.");
        }
    }

    void Touch(DateTimeOffset now) => (Version, ChangedAt) = (Version + 1, now);
}
