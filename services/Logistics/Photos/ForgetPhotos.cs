using Marketplace.Logistics.Storage;
using Marketplace.Platform.Hosting;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.Logistics.Photos;

/// <summary>
/// Forgets pictures once they are as old as <see cref="RetentionOptions.PhotosDays"/> says. Who sent them, when and of what, and their
/// hash, stay.
/// </summary>
public static class ForgetPhotos
{
    /// <summary>Pictures of one round: each is up to some megabytes.</summary>
    const int AtOnceMax = 100;

    /// <summary>Forgets what is too old; returns how many.</summary>
    /// <param name="services">Of a scope in which the system itself is the caller.</param>
    public static async Task<int> RunAsync(IServiceProvider services, CancellationToken ct)
    {
        var now = services.GetRequiredService<TimeProvider>().NowToTheMillisecond();
        var before = now.AddDays(-services.GetRequiredService<IOptions<RetentionOptions>>().Value.PhotosDays);
        var db = services.GetRequiredService<LogisticsDb>();
        var forgotten = 0;
        while (await OldestAsync(db, before, ct) is { Length: > 0 } old)
        {
            // The picture first: what is interrupted in between is done again.
            await db.PhotoContents.Where(content => old.Contains(content.PhotoId)).ExecuteDeleteAsync(ct);
            forgotten += await db.Photos.Where(photo => old.Contains(photo.PhotoId))
                .ExecuteUpdateAsync(set => set.SetProperty(photo => photo.ForgottenAt, now), ct);
        }

        return forgotten;
    }

    static Task<Guid[]> OldestAsync(LogisticsDb db, DateTimeOffset before, CancellationToken ct) => db.Photos
        .Where(photo => photo.RecordedAt < before && photo.WithdrawnAt == null && photo.ForgottenAt == null)
        .OrderBy(photo => photo.RecordedAt).Take(AtOnceMax).Select(photo => photo.PhotoId).ToArrayAsync(ct);
}
