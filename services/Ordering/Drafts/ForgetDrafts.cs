using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Drafts;

/// <summary>Forgets drafts that nobody has changed for <see cref="Draft.KeepDays"/>, with their lines.</summary>
public static class ForgetDrafts
{
    const int AtOnce = 1_000;

    /// <summary>Forgets what is too old; returns how many.</summary>
    /// <param name="services">Of a scope in which the system itself is the caller.</param>
    public static async Task<int> RunAsync(IServiceProvider services, CancellationToken ct)
    {
        // A draft expires on a day, whatever the time of its last change.
        var today = BusinessDay.Of(services.GetRequiredService<TimeProvider>().GetUtcNow());
        var before = BusinessDay.StartOf(today.AddDays(1 - Draft.KeepDays));
        var db = services.GetRequiredService<OrderingDb>();
        var forgotten = 0;
        while (true)
        {
            var some = await db.Drafts.Where(draft => draft.ChangedAt < before).OrderBy(draft => draft.ChangedAt).Take(AtOnce)
                .Select(draft => draft.DraftId).ToListAsync(ct);
            forgotten += await db.Drafts.Where(draft => some.Contains(draft.DraftId) && draft.ChangedAt < before).ExecuteDeleteAsync(ct);
            if (some.Count < AtOnce)
            {
                return forgotten;
            }
        }
    }
}
