using Microsoft.EntityFrameworkCore;

namespace Marketplace.Platform.Background;

/// <summary>A row with which background work failed: others go on, and this one is tried again later.</summary>
public sealed class SetAsideRow
{
    /// <summary>Which work, as it names itself.</summary>
    public required string Work { get; init; }

    /// <summary>The key of the row.</summary>
    public required string RowKey { get; init; }

    public required int Attempts { get; set; }

    /// <summary>What went wrong last.</summary>
    public required string Reason { get; set; }

    public required DateTimeOffset FirstFailedAt { get; init; }

    public required DateTimeOffset LastFailedAt { get; set; }

    /// <summary>When it is tried again by itself.</summary>
    public required DateTimeOffset NextAttemptAt { get; set; }

    internal static void Configure(ModelBuilder model) => model.Entity<SetAsideRow>(row =>
    {
        row.ToTable("set_aside");
        row.HasKey(aside => new { aside.Work, aside.RowKey });
        row.Property(aside => aside.Work).HasMaxLength(100);
        row.Property(aside => aside.RowKey).HasMaxLength(200);
    });
}
