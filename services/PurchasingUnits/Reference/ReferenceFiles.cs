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

/// <summary>One line of the list of former codes: what a region was called until a day.</summary>
public sealed record FormerCodeLine(string RegionCode, LineageKind Kind, string Code, string Name, DateOnly ValidTo, string? Note);

/// <summary>The regions and pairings that the service comes with.</summary>
public static class ReferenceFiles
{
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

    public static IReadOnlyList<FormerCodeLine> FormerCodes() => Read("former-codes.csv", csv => new FormerCodeLine(
        Required(csv, "region_code"),
        Enum.Parse<LineageKind>(Required(csv, "kind")),
        Required(csv, "code"),
        Required(csv, "name"),
        Day(Required(csv, "valid_to")),
        Optional(csv, "note")));

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
