using Marketplace.Contracts;
using Marketplace.Platform.Hosting;
using Marketplace.Platform.Messaging;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.PurchasingUnits.Docks;

/// <summary>
/// → DockPublished. Forgets addresses and contacts of docks that ended as long ago as <see cref="RetentionOptions.ContactDays"/> says,
/// here and wherever they were learned.
/// </summary>
public static class ForgetDocks
{
    const int AtOnce = 500;

    /// <summary>Forgets what is too old; returns of how many docks.</summary>
    /// <param name="services">Of a scope in which the system itself is the caller.</param>
    public static async Task<int> RunAsync(IServiceProvider services, CancellationToken ct)
    {
        var before = BusinessDay.Of(services.GetRequiredService<TimeProvider>().GetUtcNow())
            .AddDays(-services.GetRequiredService<IOptions<RetentionOptions>>().Value.ContactDays);
        var db = services.GetRequiredService<UnitsDb>();
        var docks = await db.Docks.Where(dock => dock.ValidTo < before && dock.Facts.Address != null)
            .OrderBy(dock => dock.Id).Take(AtOnce).ToListAsync(ct);
        foreach (var dock in docks)
        {
            dock.Forget();
            db.Publish(dock.ToMessage());
        }

        await db.SaveChangesAsync(ct);
        return docks.Count;
    }
}
