using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Platform.Jobs;

/// <summary>What jobs were sent and are answered with, part by part.</summary>
static class JobFiles
{
    extension(MarketplaceDb db)
    {
        /// <summary>Keeps the rest of a stream.</summary>
        public async Task KeepAsync(Guid jobId, JobFileKind kind, Stream content, CancellationToken ct)
        {
            var buffer = new byte[JobFile.PartBytes];
            for (var number = 1; ; number++)
            {
                var count = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
                if (count == 0)
                {
                    return;
                }

                var part = new JobFile { JobId = jobId, Kind = kind, PartNumber = number, Content = buffer[..count] };
                db.Add(part);
                await db.SaveChangesAsync(ct);
                db.Entry(part).State = EntityState.Detached;
            }
        }

        /// <summary>Writes what was kept into a stream.</summary>
        public async Task CopyAsync(Guid jobId, JobFileKind kind, Stream into, CancellationToken ct)
        {
            for (var number = 1; ; number++)
            {
                var part = await db.Set<JobFile>().AsNoTracking()
                    .Where(row => row.JobId == jobId && row.Kind == kind && row.PartNumber == number)
                    .Select(row => row.Content).SingleOrDefaultAsync(ct);
                if (part is null)
                {
                    return;
                }

                await into.WriteAsync(part, ct);
            }
        }

        /// <summary>Deletes what was kept.</summary>
        public Task<int> ForgetAsync(Guid jobId, JobFileKind kind, CancellationToken ct) =>
            db.Set<JobFile>().Where(row => row.JobId == jobId && row.Kind == kind).ExecuteDeleteAsync(ct);
    }

    /// <summary>A file that is gone once it is closed.</summary>
    public static FileStream Temporary() => new(
        Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None,
        bufferSize: 64 * 1024, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
}
