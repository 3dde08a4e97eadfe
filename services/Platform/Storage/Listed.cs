using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Platform.Storage;

/// <summary>
/// A row of a list that goes from the newest down, with its place in the list as the index that finds the row has it. An index is entered
/// in the middle only by conditions on its own columns, and not by the same conditions on the row.
/// </summary>
public sealed class Listed<TRow>
{
    /// <summary>What the list is ordered by.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The order within one millisecond.</summary>
    public required Guid Id { get; init; }

    public required TRow Row { get; init; }
}

/// <summary>Lists that go from the newest down.</summary>
public static class NewestFirst
{
    extension<TRow>(IQueryable<Listed<TRow>> rows)
    {
        /// <summary>The rows of a page, from the newest down, and one more that tells whether there is a next page.</summary>
        /// <param name="page">Which page; its cursor is the instant and id of the last row of the page before.</param>
        public IQueryable<Listed<TRow>> Newest(PageQuery page)
        {
            if (Cursor.DecodeInstantAndId(page.After) is var (before, last))
            {
                // The first comparison alone lets the index start at the right place; the second settles rows of one millisecond.
                rows = rows.Where(listed => listed.At <= before && (listed.At < before || listed.Id < last));
            }

            return rows.OrderByDescending(listed => listed.At).ThenByDescending(listed => listed.Id).Take(page.Size + 1);
        }

        /// <summary>A page of the list.</summary>
        /// <param name="page">As for <see cref="Newest"/>.</param>
        /// <param name="view">What the caller sees of a row.</param>
        public async Task<Page<TView>> PageAsync<TView>(PageQuery page, Func<TRow, TView> view, CancellationToken ct)
        {
            var found = await rows.Newest(page).ToListAsync(ct);
            return Page.Of(found, page.Size, listed => view(listed.Row), listed => Cursor.Encode(listed.At, listed.Id));
        }
    }
}
