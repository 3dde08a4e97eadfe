using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Gifts;

/// <summary>
/// Forgets the people of gift lists: names half a year after a list was ordered, lists that were never ordered as drafts are, and by which
/// somebody is known again from list to list a quarter after the year.
/// </summary>
public static class ForgetRecipients
{
    /// <summary>For how long after the order names are kept.</summary>
    internal const int KeepDays = 180;

    const int KeepMonthsOfYear = 3;

    /// <summary>Forgets what is too old; returns how many lists.</summary>
    /// <param name="services">Of a scope in which the system itself is the caller.</param>
    public static async Task<int> RunAsync(IServiceProvider services, CancellationToken ct)
    {
        var now = services.GetRequiredService<TimeProvider>().NowToTheMillisecond();
        var today = BusinessDay.Of(now);
        var before = BusinessDay.StartOf(today.AddDays(1 - KeepDays));
        var db = services.GetRequiredService<OrderingDb>();
        var untouched = BusinessDay.StartOf(today.AddDays(1 - Draft.KeepDays));
        var unordered = await db.GiftLists.Where(list => list.OrderedAt == null && list.CreatedAt < untouched).ExecuteDeleteAsync(ct);
        var old = db.GiftLists.Where(list => list.OrderedAt < before && list.ErasedAt == null);
        await db.GiftRecipients.Where(row => old.Any(list => list.ListId == row.ListId)).EraseAsync(ct);
        var erased = await old.ExecuteUpdateAsync(list => list.SetProperty(row => row.ErasedAt, now), ct);
        await ForgetYearsAsync(db, today.AddMonths(-KeepMonthsOfYear).Year, ct);
        return unordered + erased;
    }

    /// <summary>Years that are over are those that still have a secret; most days there are none, and no recipient is looked at.</summary>
    static async Task ForgetYearsAsync(OrderingDb db, int first, CancellationToken ct)
    {
        foreach (var over in await db.GiftYears.AsNoTracking().Where(known => known.Year < first).ToListAsync(ct))
        {
            var lists = db.GiftLists.Where(list => list.UnitId == over.UnitId && list.Year == over.Year);
            await db.GiftRecipients.Where(row => lists.Any(list => list.ListId == row.ListId))
                .ExecuteUpdateAsync(row => row.SetProperty(recipient => recipient.PersonKey, (string?)null), ct);
            await db.GiftYears.Where(known => known.UnitId == over.UnitId && known.Year == over.Year).ExecuteDeleteAsync(ct);
        }
    }
}
