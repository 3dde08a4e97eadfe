using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;

namespace Marketplace.Crediting.Reports;

/// <summary>结对消费协作进度表: how far each pairing has come in the year (R1).</summary>
public sealed record ProgressReport
{
    public required ReportHeader Header { get; init; }

    /// <summary>Pairing by pairing, ordered by scheme, tier and parties.</summary>
    public required IReadOnlyList<ProgressRow> Rows { get; init; }

    /// <summary>Over all pages, one for each scheme and tier. Figures of different schemes or tiers are never added up (CR-13).</summary>
    public required IReadOnlyList<ProgressTotal> Totals { get; init; }

    /// <summary>Give it as "after" to get the next page; null on the last page.</summary>
    public string? Next { get; init; }
}

/// <summary>What a reader has to know about every figure below.</summary>
public sealed record ReportHeader
{
    public required string Report { get; init; }

    public required Words Title { get; init; }

    /// <summary>By posting period, or by the recognition date of the sale.</summary>
    public required ViewBasis View { get; init; }

    public required Words ViewWords { get; init; }

    /// <summary>已认定: all entries, whatever is yet to be proved.</summary>
    public required EvidenceState Measure { get; init; }

    /// <summary>"2026-11".</summary>
    public required string Month { get; init; }

    /// <summary>The months that the year to date holds.</summary>
    public required string YearToDateFrom { get; init; }

    /// <summary>The months that the same period last year holds.</summary>
    public required string LastYearFrom { get; init; }

    public required string LastYearTo { get; init; }

    /// <summary>False while the month still runs: then it stands against a whole month of last year.</summary>
    public required bool IsMonthOver { get; init; }

    /// <summary>The instant up to which entries were counted.</summary>
    public required DateTimeOffset CutOffAt { get; init; }

    /// <summary>The same in Asia/Shanghai, as it is printed.</summary>
    public required string CutOff { get; init; }

    public required int RuleSetVersion { get; init; }

    /// <summary>Whose pairings these are.</summary>
    public required Words Scope { get; init; }

    public required Words Note { get; init; }
}

/// <summary>An amount as it is kept and as officials read it.</summary>
/// <param name="Fen">Exact.</param>
/// <param name="TenThousandYuan">万元 with two places; rounded for reading, never added up.</param>
public sealed record Amount(long Fen, string TenThousandYuan)
{
    public static Amount Of(long fen) => new(fen, Domain.TenThousandYuan.Of(fen));
}

/// <summary>A party of a pairing.</summary>
/// <param name="RegionId">The stable id.</param>
/// <param name="Code">The GB/T 2260 code of the day; null for a functional zone, or while the region is not known.</param>
/// <param name="Name">The name of the day.</param>
public sealed record Party(string RegionId, string? Code, string Name);

/// <summary>The figures of a pairing, or of all pairings of a scheme and tier.</summary>
public sealed record ProgressFigures
{
    public required Amount Month { get; init; }

    public required Amount YearToDate { get; init; }

    /// <summary>直接采购, year to date.</summary>
    public required Amount Direct { get; init; }

    /// <summary>帮助销售, year to date.</summary>
    public required Amount Assisted { get; init; }

    /// <summary>How many entries the year to date holds.</summary>
    public required long Entries { get; init; }

    /// <summary>The same months of last year.</summary>
    public required Amount LastYear { get; init; }

    /// <summary>Growth over last year in hundredths of a percent; null without a positive base.</summary>
    public long? YearOnYearBasisPoints { get; init; }

    /// <summary>Growth as it is printed: "24.84%", or "—" without a positive base.</summary>
    public required string YearOnYear { get; init; }

    public static ProgressFigures Of(long month, long direct, long assisted, long entries, long lastYear)
    {
        var yearToDate = direct + assisted;
        long? growth = lastYear <= 0
            ? null
            : (long)decimal.Round((decimal)(yearToDate - lastYear) * 10_000m / lastYear, 0, MidpointRounding.AwayFromZero);
        return new ProgressFigures
        {
            Month = Amount.Of(month),
            YearToDate = Amount.Of(yearToDate),
            Direct = Amount.Of(direct),
            Assisted = Amount.Of(assisted),
            Entries = entries,
            LastYear = Amount.Of(lastYear),
            YearOnYearBasisPoints = growth,
            YearOnYear = growth is { } basisPoints ? string.Create(CultureInfo.InvariantCulture, $"{basisPoints / 100m:0.00}%") : "—",
        };
    }
}

/// <summary>A pairing that counted at some time of the year, also with nothing sold.</summary>
public sealed record ProgressRow
{
    public required Guid PairingId { get; init; }

    public required Scheme Scheme { get; init; }

    public required PairingTier Tier { get; init; }

    public required Party East { get; init; }

    public required Party West { get; init; }

    public required ProgressFigures Figures { get; init; }

    /// <summary>By year to date among all pairings of the scheme and tier, whoever asks; equal amounts share a rank.</summary>
    public required int Rank { get; init; }

    /// <summary>Among how many.</summary>
    public required int RankedAmong { get; init; }
}

/// <summary>All pairings of a scheme and tier that the report is about.</summary>
public sealed record ProgressTotal
{
    public required Scheme Scheme { get; init; }

    public required PairingTier Tier { get; init; }

    public required int Pairings { get; init; }

    public required ProgressFigures Figures { get; init; }
}
