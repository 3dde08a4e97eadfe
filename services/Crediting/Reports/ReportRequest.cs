using System.Globalization;
using System.Reflection;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Platform.Web;

namespace Marketplace.Crediting.Reports;

/// <summary>In which form a report is answered.</summary>
public enum ReportFormat
{
    Json = 1,
    Csv = 2,
    Xlsx = 3,
}

/// <summary>A week, Monday to Sunday.</summary>
public readonly record struct Week(DateOnly Monday)
{
    public const int Days = 7;

    public DateOnly Sunday => Monday.AddDays(Days - 1);

    public static Week Of(DateOnly day) => new(day.AddDays(-(((int)day.DayOfWeek + Days - 1) % Days)));
}

/// <summary>What a report is asked for, read from the query string by what the report declares.</summary>
public sealed record ReportRequest : IChecked
{
    IReadOnlyList<CheckFault> _faults = [];

    /// <summary>The last month of the figures; of a week that of its Sunday.</summary>
    public Month Month { get; init; } = new(2000, 1);

    /// <summary>Of weekly reports.</summary>
    public Week? Week { get; init; }

    /// <summary>Null for all, each by itself.</summary>
    public Scheme? Scheme { get; init; }

    /// <summary>Null for all, each by itself.</summary>
    public PairingTier? Tier { get; init; }

    /// <summary>One pairing or designation; null for all.</summary>
    public Guid? HolderId { get; init; }

    /// <summary>What has a side in it; null for all that the caller sees.</summary>
    public string? Region { get; init; }

    /// <summary>It is asked for what is the caller's own, not for what has a side in a region.</summary>
    public bool IsOwn { get; init; }

    /// <summary>Of own figures: one unit of the caller's tree with what is below it; null for the caller itself.</summary>
    public Guid? UnitId { get; init; }

    public ViewBasis View { get; init; } = ViewBasis.AsPosted;

    public EvidenceState Measure { get; init; } = EvidenceState.Recognised;

    /// <summary>Null for now. Whole milliseconds, as the ledger keeps them.</summary>
    public DateTimeOffset? KnownAt { get; init; }

    public ReportFormat Format { get; init; } = ReportFormat.Json;

    public string? After { get; init; }

    public int Size { get; init; } = PageQuery.SizeDefault;

    /// <summary>The options of the report, with their defaults.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    /// <summary>Reads the query string of a request to a report.</summary>
    public static ValueTask<ReportRequest?> BindAsync(HttpContext http, ParameterInfo parameter)
    {
        var asked = http.GetEndpoint()!.Metadata;
        var isOwn = asked.GetMetadata<IsOwn>() is not null;
        var read = new ReadRequest(asked.GetRequiredMetadata<Report>(), http.Request.Query, isOwn);
        return ValueTask.FromResult<ReportRequest?>(read.Request with { _faults = read.Faults });
    }

    public void Check(Checks checks)
    {
        foreach (var fault in _faults)
        {
            checks.That(false, fault.Field, fault.Code, fault.Zh, fault.En);
        }
    }

    /// <summary>The value of an option that is an enum; null when it was not given and has no default.</summary>
    public T? Option<T>(string name)
        where T : struct, Enum => Options.TryGetValue(name, out var value) ? Enum.Parse<T>(value, ignoreCase: true) : null;

    /// <summary>The value of an option that is a number.</summary>
    public int Number(string name) => int.Parse(Options[name], CultureInfo.InvariantCulture);
}
