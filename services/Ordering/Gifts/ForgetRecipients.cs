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
    /// <summary>As documents say it.</summary>
    internal const string KeepDaysText = "180";

    const int KeepDays = 180;
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
        var year = today.AddMonths(-KeepMonthsOfYear).Year;
        await db.GiftRecipients
            .Where(row => row.PersonKey != null && db.GiftLists.Any(list => list.ListId == row.ListId && list.Year < year))
            .ExecuteUpdateAsync(row => row.SetProperty(recipient => recipient.PersonKey, (string?)null), ct);
        await db.GiftYears.Where(known => known.Year < year).ExecuteDeleteAsync(ct);
        return unordered + erased;
    }
}
