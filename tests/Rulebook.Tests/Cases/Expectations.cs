namespace Marketplace.Rulebook.Tests.Cases;

/// <summary>What must have come of a case after its last step. Whatever is not named is not looked at.</summary>
public sealed record Expectations
{
    /// <summary>
    /// By line ("L1") or share ("L1/2"): all its entries, in the notation "P F01 4651.30 Direct". "–" alone stands for none at all,
    /// "K – Unpaired" for none at that tier and what became of the line there.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Entries { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>By line or share: what became of it and its net amount, "Unpaired 8000.00".</summary>
    public IReadOnlyDictionary<string, string> Outcomes { get; init; } = new Dictionary<string, string>();

    /// <summary>The open holds, "L1 AmbiguousPairing"; null when they are not looked at.</summary>
    public IReadOnlyList<string>? Holds { get; init; }

    /// <summary>By pairing and month, as the progress report shows it by posting period.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> AsPosted { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, string>>();

    /// <summary>By pairing and month, as the progress report shows it by recognition date.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Restated { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, string>>();

    /// <summary>去重合计: each share once, when it has credit in any scheme (CR-13).</summary>
    public string? Dedup { get; init; }

    /// <summary>The same over the EastWest scheme alone.</summary>
    public string? DedupEastWest { get; init; }

    public IReadOnlyList<ExpectedReport> Reports { get; init; } = [];

    /// <summary>What the snapshots of closings list as posted since.</summary>
    public IReadOnlyList<ExpectedAdjustments> Adjustments { get; init; } = [];

    /// <summary>"Dependence Red 松桃合作社", among others.</summary>
    public IReadOnlyList<string> Alerts { get; init; } = [];

    /// <summary>All of them, "Signed 5543万元".</summary>
    public IReadOnlyList<string>? Measures { get; init; }

    public bool IsEmpty => this is
    {
        Entries.Count: 0,
        Outcomes.Count: 0,
        Holds: null,
        AsPosted.Count: 0,
        Restated.Count: 0,
        Dedup: null,
        DedupEastWest: null,
        Reports.Count: 0,
        Adjustments.Count: 0,
        Alerts.Count: 0,
        Measures: null,
    };
}

/// <summary>What was posted since a snapshot for the sales of its months, summed up on the month of the originals (CR-16).</summary>
public sealed record ExpectedAdjustments
{
    /// <summary>The month whose closing the snapshot is of.</summary>
    public required string Month { get; init; }

    /// <summary>Whose snapshot; that of the nation when null.</summary>
    public string? Region { get; init; }

    /// <summary>
    /// All sums: "K Return -330.00 recognised 2024-05 posted 2024-06", with the scheme before it when that is not EastWest.
    /// </summary>
    public required IReadOnlyList<string> Sums { get; init; }
}

/// <summary>Some cells of a row of a report.</summary>
public sealed record ExpectedReport
{
    /// <summary>The last part of its address, "pairing-progress".</summary>
    public required string Report { get; init; }

    public required string Month { get; init; }

    public string? View { get; init; }

    public string? Measure { get; init; }

    /// <summary>Only what was recorded by then: a day, or an instant.</summary>
    public string? KnownAt { get; init; }

    public string? Region { get; init; }

    /// <summary>Which row: column → value. The columns "pairing", "unit", "supplier" and "line" take names of the case.</summary>
    public IReadOnlyDictionary<string, string> Row { get; init; } = new Dictionary<string, string>();

    /// <summary>Column → value. Null is written "null".</summary>
    public IReadOnlyDictionary<string, string> Cells { get; init; } = new Dictionary<string, string>();

    /// <summary>Texts that the answer holds somewhere.</summary>
    public IReadOnlyList<string> Says { get; init; } = [];
}
