namespace Marketplace.Platform.Storage;

/// <summary>How far rows are counted that grow with the nation.</summary>
public static class Counting
{
    /// <summary>
    /// Only so many of the newest are counted: an overview that is asked for every few seconds costs the same however many there are.
    /// </summary>
    public const int NewestMax = 2_000;

    extension<TRow>(IQueryable<Listed<TRow>> rows)
    {
        /// <summary>The newest <see cref="NewestMax"/> rows of a list.</summary>
        public IQueryable<TRow> NewestCounted() => rows.OrderByDescending(listed => listed.At).ThenByDescending(listed => listed.Id)
            .Take(NewestMax).Select(listed => listed.Row);
    }
}
