namespace Marketplace.Platform.Web;

/// <summary>A page of a list and the cursor of the next one.</summary>
public sealed record Page<T>
{
    public required IReadOnlyList<T> Items { get; init; }

    /// <summary>Give it as "after" to get the next page; null on the last page.</summary>
    public string? Next { get; init; }
}
