using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Labels;

/// <summary>The key that labels are signed with today.</summary>
static class SigningKeys
{
    /// <summary>The newest key; the first label that is printed makes the first one.</summary>
    public static async Task<LabelKey> SigningKeyAsync(this LogisticsDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await NewestAsync(db, ct) is { } known)
        {
            return known;
        }

        db.Add(LabelKey.Make(1, clock.NowToTheMillisecond()));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            // Of two that print the first labels at once one makes the key, which is the one from then on.
            db.ChangeTracker.Clear();
            if (await NewestAsync(db, ct) is null)
            {
                throw;
            }
        }

        return (await NewestAsync(db, ct))!;
    }

    static Task<LabelKey?> NewestAsync(LogisticsDb db, CancellationToken ct) =>
        db.LabelKeys.AsNoTracking().OrderByDescending(key => key.Number).FirstOrDefaultAsync(ct);
}
