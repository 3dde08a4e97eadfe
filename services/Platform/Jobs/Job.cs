using Microsoft.EntityFrameworkCore;

namespace Marketplace.Platform.Jobs;

/// <summary>
/// A request that is carried out in the background: what was asked, by whom, how far it has come, and what it was answered. The request
/// itself and a long answer are kept in <see cref="JobFile"/>.
/// </summary>
public sealed class Job
{
    public required Guid JobId { get; init; }

    /// <summary>The name of the endpoint.</summary>
    public required string Operation { get; init; }

    public required string Path { get; init; }

    public required string Query { get; init; }

    /// <summary>What the path says in its placeholders, as JSON.</summary>
    public required string RouteValues { get; init; }

    public string? ContentType { get; init; }

    /// <summary>Which kind of answer was asked for.</summary>
    public string? Accept { get; init; }

    /// <summary>In which language the answer is.</summary>
    public required string Language { get; init; }

    /// <summary>The caller as the token said, as JSON: the request is carried out in its name and sees what it sees.</summary>
    public required string Caller { get; init; }

    public required string PostedBy { get; init; }

    /// <summary>The region or organisation of whoever posted it; "" for the nation's. People of the same office see the job.</summary>
    public required string Office { get; init; }

    public required DateTimeOffset PostedAt { get; init; }

    public JobState State { get; set; } = JobState.Queued;

    /// <summary>How often it was begun: once, unless a process ended in the middle or the database was away.</summary>
    public int Attempts { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The process that carries it out.</summary>
    public string? Worker { get; set; }

    /// <summary>When another process takes over, unless the lease is renewed before.</summary>
    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>When somebody asked to cancel it.</summary>
    public DateTimeOffset? CancelledAt { get; set; }

    public string? CancelledBy { get; set; }

    public int Percent { get; set; }

    public long RowsRead { get; set; }

    public long RowsChecked { get; set; }

    public long RowsWritten { get; set; }

    public long Faults { get; set; }

    /// <summary>The HTTP status that the request is answered with; null while it is not.</summary>
    public int? AnswerStatus { get; set; }

    public string? AnswerType { get; set; }

    /// <summary>The name of the file that the answer is, as Content-Disposition says; null when it is none.</summary>
    public string? AnswerDisposition { get; set; }

    /// <summary>The address of what was created.</summary>
    public string? AnswerLocation { get; set; }

    public bool IsOpen => State is JobState.Queued or JobState.Running;

    internal static void Configure(ModelBuilder model)
    {
        model.Entity<Job>(job =>
        {
            job.ToTable("jobs");
            job.Property(row => row.JobId).ValueGeneratedNever();
            job.Property(row => row.Operation).HasMaxLength(100);
            job.Property(row => row.PostedBy).HasMaxLength(200);
            job.Property(row => row.Office).HasMaxLength(100);
            job.Property(row => row.Worker).HasMaxLength(200);
            // One at a time, whatever many processes there are.
            job.HasIndex(row => row.State).IsUnique().HasFilter("state = 'Running'");
            job.HasIndex(row => new { row.Office, row.JobId });
            job.HasIndex(row => new { row.PostedBy, row.JobId });
            job.HasIndex(row => row.EndedAt);
        });
        model.Entity<JobFile>(part =>
        {
            part.ToTable("job_files");
            part.HasKey(row => new { row.JobId, row.Kind, row.PartNumber });
            part.HasOne<Job>().WithMany().HasForeignKey(row => row.JobId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}

/// <summary>A part of what a job was sent or is answered with: files of many megabytes are never held whole.</summary>
public sealed class JobFile
{
    /// <summary>Bytes of a part; the last one may have fewer.</summary>
    internal const int PartBytes = 1024 * 1024;

    public required Guid JobId { get; init; }

    public required JobFileKind Kind { get; init; }

    public required int PartNumber { get; init; }

    public required byte[] Content { get; init; }
}

/// <summary>Which file of a job.</summary>
public enum JobFileKind
{
    /// <summary>The body of the request; deleted when the job has ended.</summary>
    Request = 1,

    /// <summary>The body of the answer.</summary>
    Answer = 2,
}

/// <summary>How far a job has come.</summary>
public enum JobState
{
    /// <summary>排队中: others are before it.</summary>
    Queued = 1,

    /// <summary>进行中.</summary>
    Running = 2,

    /// <summary>已完成: the request took effect, or was a trial run.</summary>
    Completed = 3,

    /// <summary>未成功: the request was refused, and nothing took effect; the answer says why.</summary>
    Failed = 4,

    /// <summary>已取消: nothing took effect.</summary>
    Cancelled = 5,
}
