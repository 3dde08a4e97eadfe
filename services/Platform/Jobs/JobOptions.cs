using System.ComponentModel.DataAnnotations;

namespace Marketplace.Platform.Jobs;

/// <summary>Section "Jobs": requests that are carried out in the background.</summary>
public sealed record JobOptions
{
    /// <summary>How often a process looks for a job, and tells how far its own has come.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:01:00")]
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>After how long without a sign of life another process takes a job over.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "01:00:00")]
    public TimeSpan LeaseFor { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How many days a job that has ended can be looked at, with its answer.</summary>
    [Range(1, 366)]
    public int KeepDays { get; init; } = 7;

    /// <summary>How many jobs an office may have waiting.</summary>
    [Range(1, 1_000)]
    public int WaitingOfOfficeMax { get; init; } = 20;
}
