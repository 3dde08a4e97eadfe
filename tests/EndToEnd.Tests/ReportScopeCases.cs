using Marketplace.Contracts;

namespace Marketplace.EndToEnd.Tests;

/// <summary>A case for each report, as it is read and as it is downloaded: the file shows what the report shows.</summary>
static class ReportScopeCases
{
    static readonly Dictionary<string, ScopeCase> Reports = new()
    {
        ["PairingProgress"] = OfMonth("pairing-progress"),
        ["WeeklyDispatch"] = new(
            Stranger.SeesNothing, Roles.Official, _ => $"/credits/reports/weekly-dispatch?week={ScopeCases.Today()}"),
        ["Circular"] = OfMonth("circular"),
        ["ModeChannel"] = OfMonth("mode-channel"),
        ["Categories"] = OfMonth("categories"),
        ["UnitTypes"] = OfMonth("unit-types"),
        ["DesignatedUnits"] = OfMonth("designated-units"),
        ["PairingDesignatedUnits"] = OfMonth("pairing-designated-units"),
        ["Quota"] = OfMonth("quota"),
        ["Dependence"] = OfMonth("dependence", _ => "&by=Supplier"),
        ["UnpairedHeld"] = OfMonth("unpaired-held"),
        ["Adjustments"] = OfMonth("adjustments"),
        ["Quality"] = OfMonth("quality"),
        ["TopBottom"] = OfMonth("top-bottom"),
        ["Handover"] = OfMonth("handover"),
        ["DrillDown"] = OfMonth("drill-down", ours => $"&holderId={ours.PairingId}") with { Stranger = Stranger.Refused },
        ["CountySales"] = OfMonth("county-sales"),
        ["DeduplicatedTotal"] = OfMonth("deduplicated-total"),
    };

    static readonly Dictionary<string, ScopeCase> Own = new()
    {
        ["Credited"] = OwnOfMonth("credited"),
        ["NotCredited"] = OwnOfMonth("not-credited"),
        ["Quota"] = OwnOfMonth("quota"),
        ["DesignatedUnits"] = OwnOfMonth("designated-units"),
    };

    public static IReadOnlyDictionary<string, ScopeCase> All { get; } =
        Reports.SelectMany(report => ReadAndDownloaded("Report", "Download", report))
            .Concat(Own.SelectMany(report => ReadAndDownloaded("Own", "DownloadOwn", report))).ToDictionary();

    static IEnumerable<KeyValuePair<string, ScopeCase>> ReadAndDownloaded(
        string read, string download, KeyValuePair<string, ScopeCase> report) =>
    [
        KeyValuePair.Create($"{read}{report.Key}", report.Value),
        KeyValuePair.Create($"{download}{report.Key}", report.Value with
        {
            Path = ours => report.Value.Path(ours).Replace("?", "/file?", StringComparison.Ordinal),
        }),
    ];

    static ScopeCase OfMonth(string path, Func<Ours, string>? options = null) => new(
        Stranger.SeesNothing,
        Roles.Official,
        ours => $"/credits/reports/{path}?month={ScopeCases.Today()[..7]}{options?.Invoke(ours)}");

    static ScopeCase OwnOfMonth(string path) =>
        new(Stranger.SeesNothing, Roles.Purchaser, _ => $"/credits/own/{path}?month={ScopeCases.Today()[..7]}");
}
