using System.Text.Json;
using Marketplace.Platform.Storage;

namespace Marketplace.Logistics.Epcis.Sources;

/// <summary>One kind of record of which events follow.</summary>
interface IEventSource
{
    /// <summary>The next records that may have events which are asked for, in the order of their places, with all their events.</summary>
    /// <param name="reading">What is asked for and by whom.</param>
    /// <param name="after">The place of the last one that was read; null at the beginning.</param>
    /// <param name="take">At most so many.</param>
    Task<IReadOnlyList<SourceRow>> ReadAsync(EventReading reading, EventPlace? after, int take, CancellationToken ct);
}

/// <summary>A record and the events that follow from it.</summary>
sealed record SourceRow(EventPlace Place, IReadOnlyList<JsonElement> Events);

/// <summary>Where a record stands among those of its kind.</summary>
/// <param name="At">When it was recorded.</param>
/// <param name="Id">The order within one millisecond.</param>
/// <param name="Number">The order within one owner.</param>
sealed record EventPlace(DateTimeOffset At, Guid Id, int Number = 0);

/// <summary>A record of an owner that has many, with its place.</summary>
sealed class NumberedRow<TRow>
{
    public required DateTimeOffset At { get; init; }

    public required Guid Id { get; init; }

    public required int Number { get; init; }

    public required TRow Row { get; init; }
}

/// <summary>Records in the order in which they were recorded.</summary>
static class OldestFirst
{
    extension<TRow>(IQueryable<Listed<TRow>> rows)
    {
        /// <summary>The records behind a place, within the time that is asked of.</summary>
        public IQueryable<Listed<TRow>> Oldest(EventReading reading, EventPlace? after, int take)
        {
            if (reading.Query.From is { } from)
            {
                rows = rows.Where(row => row.At >= from);
            }

            if (reading.Query.Until is { } until)
            {
                rows = rows.Where(row => row.At < until);
            }

            if (after is not null)
            {
                var (at, id) = (after.At, after.Id);
                rows = rows.Where(row => row.At >= at && (row.At > at || row.Id > id));
            }

            return rows.OrderBy(row => row.At).ThenBy(row => row.Id).Take(take);
        }
    }

    extension<TRow>(IQueryable<NumberedRow<TRow>> rows)
    {
        /// <summary>The records behind a place, within the time that is asked of.</summary>
        public IQueryable<NumberedRow<TRow>> Oldest(EventReading reading, EventPlace? after, int take)
        {
            if (reading.Query.From is { } from)
            {
                rows = rows.Where(row => row.At >= from);
            }

            if (reading.Query.Until is { } until)
            {
                rows = rows.Where(row => row.At < until);
            }

            if (after is not null)
            {
                var (at, id, number) = (after.At, after.Id, after.Number);
                rows = rows.Where(row => row.At >= at
                    && (row.At > at || row.Id > id || (row.Id == id && row.Number > number)));
            }

            return rows.OrderBy(row => row.At).ThenBy(row => row.Id).ThenBy(row => row.Number).Take(take);
        }
    }
}
