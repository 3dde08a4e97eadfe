namespace Marketplace.Platform.Web;

/// <summary>A page of a list and the cursor of the next one.</summary>
public sealed record Page<T>
{
    public required IReadOnlyList<T> Items { get; init; }

    /// <summary>Give it as "after" to get the next page; null on the last page.</summary>
    public string? Next { get; init; }
}

/// <summary>Makes pages.</summary>
public static class Page
{
    /// <summary>
    /// A page from rows of which one more was asked for than the page holds: the extra one only tells that there is a next page.
    /// </summary>
    /// <param name="rows">In the order of the list, at most <paramref name="size"/> + 1.</param>
    /// <param name="size">How many items the page holds.</param>
    /// <param name="view">What the caller sees of a row.</param>
    /// <param name="cursor">The sort key of a row, as <see cref="Cursor"/> makes it.</param>
    public static Page<T> Of<TRow, T>(IReadOnlyList<TRow> rows, int size, Func<TRow, T> view, Func<TRow, string> cursor) => new()
    {
        Items = [.. rows.Take(size).Select(view)],
        Next = rows.Count > size ? cursor(rows[size - 1]) : null,
    };
}
