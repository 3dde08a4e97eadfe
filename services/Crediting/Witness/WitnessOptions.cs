using System.ComponentModel.DataAnnotations;

namespace Marketplace.Crediting.Witness;

/// <summary>Where signed heads are written outside the database.</summary>
public sealed record WitnessOptions
{
    /// <summary>The file, a head a line. Best on a disk that whoever owns the database can't write to.</summary>
    public string File { get; init; } = Path.Combine(".data", "crediting", "witness.jsonl");

    /// <summary>An address to which each head is posted instead.</summary>
    public Uri? Url { get; init; }

    /// <summary>Whether this process does it by itself.</summary>
    public bool InBackground { get; init; } = true;

    /// <summary>How often it is looked at whether there are heads that were not written yet.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a head may wait before the health of the process says so.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan LateAfter { get; init; } = TimeSpan.FromMinutes(10);
}
