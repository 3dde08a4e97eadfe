using Marketplace.Logistics.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.Logistics.ColdChain;

/// <summary>
/// Forgets readings once they are as old as <see cref="ColdChainOptions.KeepReadingsDays"/> says. Limits, breaches, gaps and decisions stay
/// with the shipment.
/// </summary>
public static class ForgetReadings
{
    /// <summary>The database refuses to delete younger ones.</summary>
    internal const int KeptDaysMin = AppendOnly.ReadingDaysMin;

    /// <summary>Uploads of one transaction.</summary>
    const int AtOnceMax = 500;

    /// <summary>Forgets what is too old; returns of how many uploads.</summary>
    /// <param name="services">Of a scope in which the system itself is the caller.</param>
    public static async Task<int> RunAsync(IServiceProvider services, CancellationToken ct)
    {
        var before = services.GetRequiredService<TimeProvider>().GetUtcNow()
            .AddDays(-services.GetRequiredService<IOptions<ColdChainOptions>>().Value.KeepReadingsDays);
        var db = services.GetRequiredService<LogisticsDb>();
        var forgotten = 0;
        while (await OldestAsync(db, before, ct) is { Count: > 0 } old)
        {
            foreach (var upload in old)
            {
                await db.TemperatureReadings
                    .Where(reading => reading.ShipmentId == upload.ShipmentId && reading.UploadNumber == upload.Number)
                    .ExecuteDeleteAsync(ct);
                forgotten += await db.ReadingUploads
                    .Where(known => known.ShipmentId == upload.ShipmentId && known.Number == upload.Number).ExecuteDeleteAsync(ct);
            }
        }

        return forgotten;
    }

    static Task<List<UploadKey>> OldestAsync(LogisticsDb db, DateTimeOffset before, CancellationToken ct) => db.ReadingUploads
        .Where(upload => upload.RecordedAt < before).OrderBy(upload => upload.RecordedAt).Take(AtOnceMax)
        .Select(upload => new UploadKey(upload.ShipmentId, upload.Number)).ToListAsync(ct);

    sealed record UploadKey(Guid ShipmentId, int Number);
}
