using System.Globalization;
using System.Reflection;
using CsvHelper;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.PurchasingUnits.Domain;

namespace Marketplace.PurchasingUnits.Reference;

/// <summary>One line of the list of pairings: the parties by code.</summary>
public sealed record PairingLine(
    Scheme Scheme, PairingTier Tier, string EastCode, string WestCode,
    DateOnly ValidFrom, DateOnly? ValidTo, DateOnly? TransitionUntil, string? Note);

/// <summary>One line of the list of 832 former poverty counties.</summary>
/// <param name="Code">Today's code; null of what has none of its own.</param>
/// <param name="NameThen">The name on the list.</param>
/// <param name="RemovedIn">The year in which the county was no longer poor. It counts on as a former poverty county.</param>
public sealed record PovertyLine(string? Code, string NameThen, int RemovedIn);

/// <summary>The regions and pairings that the service comes with.</summary>
public static class ReferenceFiles
{
    /// <summary>On what changes of the registry rest that a list of this version makes.</summary>
    public const string ListDocument = "reference list";

    const decimal MicroDegrees = 1_000_000m;

    public static IReadOnlyList<RegionLine> Regions() => Read("regions.csv", csv => new RegionLine(
        Required(csv, "code"),
        Required(csv, "name"),
        Enum.Parse<RegionLevel>(Required(csv, "level"), ignoreCase: true),
        Optional(csv, "parent_code"),
        Degrees(csv, "longitude"),
        Degrees(csv, "latitude")));

    public static IReadOnlyList<PairingLine> Pairings() => Read("pairings.csv", csv => new PairingLine(
        Enum.Parse<Scheme>(Required(csv, "scheme")),
        Enum.Parse<PairingTier>(Required(csv, "tier")),
        Required(csv, "east_code"),
        Required(csv, "west_code"),
        Day(Required(csv, "valid_from")),
        Optional(csv, "valid_to") is { } validTo ? Day(validTo) : null,
        Optional(csv, "transition_until") is { } until ? Day(until) : null,
        Optional(csv, "note")));

    public static IReadOnlyList<PovertyLine> PovertyCounties() => Read("poverty-counties.csv", csv => new PovertyLine(
        Optional(csv, "code"), Required(csv, "name_then"), Year(Required(csv, "removed_from_list_in"))));

    public static IReadOnlyList<RegionHistoryLine> RegionHistory() => Read("region-history.csv", csv => new RegionHistoryLine(
        Required(csv, "code"),
        Required(csv, "province"),
        Optional(csv, "prefecture") ?? "",
        Required(csv, "name"),
        LevelOf(Required(csv, "level")),
        Year(Required(csv, "from")),
        Optional(csv, "until") is { } until ? Year(until) : null,
        SuccessorsOf(Optional(csv, "successors"))));

    /// <summary>The level as the history calls it.</summary>
    internal static RegionLevel LevelOf(string level) => level switch
    {
        "省级" => RegionLevel.Province,
        "地级" => RegionLevel.Prefecture,
        _ => RegionLevel.County,
    };

    /// <summary>The successors as the history writes them, with semicolons.</summary>
    internal static IReadOnlyList<RegionHistoryLine.Successor> SuccessorsOf(string? text) =>
        [.. (text ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries).Select(Successor)];

    /// <summary>The known days of changes of which the history tells the year, by the code that ended or began.</summary>
    public static IReadOnlyDictionary<(string Code, int Year), DateOnly> RegionChangeDays() =>
        Read(
            "region-change-days.csv",
            csv => (Code: Required(csv, "code"), Year: Year(Required(csv, "year")), Day: Day(Required(csv, "day"))))
            .ToDictionary(line => (line.Code, line.Year), line => line.Day);

    // 130108, or 130108[2001] when only a part went there in 2001.
    static RegionHistoryLine.Successor Successor(string text) => text.Split('[', ']') is [var code, var year, ..]
        ? new(code, Year(year))
        : new(text, null);

    static int Year(string value) => int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture);

    static List<T> Read<T>(string file, Func<CsvReader, T> line)
    {
        var options = new CsvReaderOptions
        {
            Separator = ',',
            NullValues = [""],
            MalformedData = CsvMalformedDataHandling.Throw,
            FieldCountMismatch = CsvFieldCountHandling.Throw,
            TrackLineNumbers = true,
        };
        using var csv = CsvReader.Create(Assembly.GetExecutingAssembly().GetManifestResourceStream(file)!, options);
        var lines = new List<T>();
        while (csv.Read())
        {
            lines.Add(line(csv));
        }

        return lines;
    }

    static string Required(CsvReader csv, string column) =>
        Optional(csv, column) ?? throw new InvalidOperationException($"Line {csv.LineNumber} of the reference list lacks {column}.");

    static string? Optional(CsvReader csv, string column) => csv.GetStringOrNull(column);

    static DateOnly Day(string value) => DateOnly.ParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    static int? Degrees(CsvReader csv, string column) => Optional(csv, column) is { } value
        ? (int)(decimal.Parse(value, CultureInfo.InvariantCulture) * MicroDegrees)
        : null;
}
