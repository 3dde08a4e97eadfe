namespace Marketplace.Platform.Jobs;

/// <summary>A job as those see it who posted it, and others of their office.</summary>
public sealed record JobView
{
    public required Guid JobId { get; init; }

    /// <summary>What was asked for: the operation as the interface document names it.</summary>
    public required string Operation { get; init; }

    /// <summary>As the request named the file; null when it did not.</summary>
    public string? FileName { get; init; }

    public required JobState State { get; init; }

    /// <summary>0 to 100; 100 when it has ended.</summary>
    public required int Percent { get; init; }

    public required long RowsRead { get; init; }

    public required long RowsChecked { get; init; }

    /// <summary>Nobody sees them before the job is completed: it takes effect as a whole or not at all.</summary>
    public required long RowsWritten { get; init; }

    /// <summary>How much is wrong with the rows that were checked.</summary>
    public required long Faults { get; init; }

    public required string PostedBy { get; init; }

    public required DateTimeOffset PostedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>True while it is to be cancelled and still runs.</summary>
    public required bool IsCancelling { get; init; }

    /// <summary>The HTTP status that the request would have been answered with at once; null while it is not known.</summary>
    public int? AnswerStatus { get; init; }

    /// <summary>
    /// Where the answer is: the report, the file with a column that says what to do, or the problem; null while there is none.
    /// </summary>
    public string? Answer { get; init; }

    /// <summary>The address of what was created; null when nothing was.</summary>
    public string? Location { get; init; }

    /// <param name="job">The job.</param>
    /// <param name="jobs">Where jobs are found, such as "/credits/jobs".</param>
    /// <param name="progress">How far it has come in this process; null when it runs elsewhere or not at all.</param>
    internal static JobView Of(Job job, string jobs, JobProgress? progress = null) => new()
    {
        JobId = job.JobId,
        Operation = job.Operation,
        FileName = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(job.Query)
            .FirstOrDefault(pair => pair.Key.Equals("fileName", StringComparison.OrdinalIgnoreCase)).Value.FirstOrDefault(),
        State = job.State,
        Percent = job.IsOpen ? progress?.Percent ?? job.Percent : 100,
        RowsRead = progress?.RowsRead ?? job.RowsRead,
        RowsChecked = progress?.RowsChecked ?? job.RowsChecked,
        RowsWritten = progress?.RowsWritten ?? job.RowsWritten,
        Faults = progress?.Faults ?? job.Faults,
        PostedBy = job.PostedBy,
        PostedAt = job.PostedAt,
        StartedAt = job.StartedAt,
        EndedAt = job.EndedAt,
        IsCancelling = job is { IsOpen: true, CancelledAt: not null },
        AnswerStatus = job.AnswerStatus,
        Answer = job.AnswerStatus is null ? null : $"{jobs}/{job.JobId}/answer",
        Location = job.AnswerLocation,
    };
}
