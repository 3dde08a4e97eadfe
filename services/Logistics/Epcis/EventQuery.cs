using System.Collections.Frozen;
using System.Globalization;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;

namespace Marketplace.Logistics.Epcis;

/// <summary>
/// A simple event query: parameters as the REST binding names them. Several values of one, with "|" between, mean any of them.
/// </summary>
sealed class EventQuery
{
    public const int PerPageMax = 100;
    const int PerPageDefault = 30;
    const int ValuesMax = 50;

    /// <summary>Longest time about which is asked without naming anything.</summary>
    public const int DaysMax = 7;

    /// <summary>What is scanned offline comes at most so many days late; a clock that says when may be so much ahead.</summary>
    const int LateDaysMax = 31;

    static readonly TimeSpan AheadMax = TimeSpan.FromMinutes(5);

    static readonly string[] Times = ["GE_eventTime", "LT_eventTime", "GE_recordTime", "LT_recordTime"];
    static readonly string[] OfObjects = ["MATCH_anyEPC", "MATCH_epc", "MATCH_parentID", "MATCH_inputEPC", "MATCH_outputEPC"];
    static readonly string[] OfClasses = ["MATCH_anyEPCClass", "MATCH_epcClass", "MATCH_inputEPCClass", "MATCH_outputEPCClass"];

    static readonly string[] OfTransactions =
        [.. Cbv.TransactionTypes.Order(StringComparer.Ordinal).Select(type => $"EQ_bizTransaction_{type}")];

    /// <summary>What each parameter compares.</summary>
    static readonly FrozenDictionary<string, Func<EventFacts, IEnumerable<string>>> Compared =
        new Dictionary<string, Func<EventFacts, IEnumerable<string>>>
        {
            ["eventType"] = facts => [facts.Type],
            ["EQ_action"] = facts => One(facts.Action),
            ["EQ_bizStep"] = facts => One(facts.BizStep),
            ["EQ_disposition"] = facts => One(facts.Disposition),
            ["EQ_persistentDisposition_set"] = facts => facts.DispositionsSet,
            ["EQ_persistentDisposition_unset"] = facts => facts.DispositionsUnset,
            ["EQ_readPoint"] = facts => One(facts.ReadPoint),
            ["EQ_bizLocation"] = facts => One(facts.BizLocation),
            ["EQ_transformationID"] = facts => One(facts.TransformationId),
            ["EQ_eventID"] = facts => One(facts.EventId),
            ["EQ_errorReason"] = facts => One(facts.ErrorReason),
            ["EXISTS_errorDeclaration"] = facts => [facts.IsErrorDeclaration ? "true" : "false"],
            ["MATCH_epc"] = facts => facts.Objects["epcList"].Concat(facts.Objects["childEPCs"]),
            ["MATCH_parentID"] = facts => facts.Objects["parentID"],
            ["MATCH_inputEPC"] = facts => facts.Objects["inputEPCList"],
            ["MATCH_outputEPC"] = facts => facts.Objects["outputEPCList"],
            ["MATCH_anyEPC"] = facts => facts.Objects.SelectMany(group => group),
            ["MATCH_epcClass"] = facts => facts.Classes["quantityList"].Concat(facts.Classes["childQuantityList"]),
            ["MATCH_inputEPCClass"] = facts => facts.Classes["inputQuantityList"],
            ["MATCH_outputEPCClass"] = facts => facts.Classes["outputQuantityList"],
            ["MATCH_anyEPCClass"] = facts => facts.Classes.SelectMany(group => group),
        }
        .Concat(Cbv.TransactionTypes.Select(type => Entry($"EQ_bizTransaction_{type}", facts => facts.Transactions[type])))
        .Concat(Cbv.PartyTypes.Select(type => Entry($"EQ_source_{type}", facts => facts.Sources[type])))
        .Concat(Cbv.PartyTypes.Select(type => Entry($"EQ_destination_{type}", facts => facts.Destinations[type])))
        .ToFrozenDictionary(StringComparer.Ordinal);

    readonly Dictionary<string, IReadOnlyList<string>> _wanted = new(StringComparer.Ordinal);
    readonly Dictionary<string, DateTimeOffset> _times = new(StringComparer.Ordinal);

    /// <summary>All parameters, sorted, with those of paging.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Compared.Keys.Concat(Times).Order(StringComparer.Ordinal), "perPage", "nextPageToken"];

    /// <summary>Most events of a page.</summary>
    public int PerPage { get; private set; } = PerPageDefault;

    /// <summary>Where the page before ended; null on the first.</summary>
    public string? PageToken { get; private set; }

    /// <summary>Events with these ids; null when any.</summary>
    public IReadOnlyList<string>? EventIds => _wanted.GetValueOrDefault("EQ_eventID");

    /// <summary>Identifiers of which an event has to have one, when it has to be about certain objects, transactions or classes.</summary>
    public IReadOnlyList<string>? NamedObjects => First(OfObjects) ?? First(OfTransactions);

    /// <summary>As <see cref="NamedObjects"/>, of classes.</summary>
    public IReadOnlyList<string>? NamedClasses => First(OfClasses);

    /// <summary>Recorded from then on; null for any time.</summary>
    public DateTimeOffset? From { get; private set; }

    /// <summary>Recorded before then; null for any time.</summary>
    public DateTimeOffset? Until { get; private set; }

    /// <summary>Reads the parameters of a request.</summary>
    /// <exception cref="InvalidRequestException">Some are wrong; all of that is told.</exception>
    public static EventQuery Read(IQueryCollection parameters)
    {
        var (query, check) = (new EventQuery(), new Checks());
        foreach (var name in Compared.Keys.Where(parameters.ContainsKey).Order(StringComparer.Ordinal))
        {
            query.Want(name, $"{parameters[name]}", check);
        }

        foreach (var name in Times.Where(parameters.ContainsKey))
        {
            check.That(
                EventForms.TryTime($"{parameters[name]}", out var time), name, "not_a_time",
                "须为带时区的时间，如 2026-11-20T09:30:00.000%2B08:00。",
                "It must be a time with its offset, such as 2026-11-20T09:30:00.000%2B08:00.");
            query._times[name] = time.ToUniversalTime();
        }

        if (parameters.ContainsKey("perPage"))
        {
            var isNumber = int.TryParse(parameters["perPage"], NumberStyles.None, CultureInfo.InvariantCulture, out var size);
            check.Range(isNumber ? size : 0, 1, PerPageMax, "perPage");
            query.PerPage = size;
        }

        query.PageToken = parameters.ContainsKey("nextPageToken") ? $"{parameters["nextPageToken"]}" : null;
        return check.Faults.Count == 0 ? query : throw EpcisDocument.Refused(check.Faults);
    }

    /// <summary>Whether parameters name what is asked of, so that it is found without going through all of a time.</summary>
    public static bool IsNamedBy(IQueryCollection parameters) =>
        parameters.ContainsKey("EQ_eventID") || OfObjects.Concat(OfTransactions).Concat(OfClasses).Any(parameters.ContainsKey);

    /// <summary>Adds what the path of a request asks for.</summary>
    public void Want(string name, params IReadOnlyList<string> values) => _wanted[name] = values;

    /// <summary>Bounds the time in which events were recorded. Who names nothing that events are about asks of a short time only.</summary>
    /// <param name="isNamed">It is asked of certain things.</param>
    /// <param name="now">The server's clock.</param>
    /// <exception cref="InvalidRequestException">It is asked of too much.</exception>
    public void Bound(bool isNamed, DateTimeOffset now)
    {
        var (from, until) = (Time("GE_recordTime"), Time("LT_recordTime"));
        var (happenedFrom, happenedUntil) = (Time("GE_eventTime"), Time("LT_eventTime"));
        if (!isNamed)
        {
            var isShort = IsShort(from, until, now) || IsShort(happenedFrom, happenedUntil, now);
            if (!isShort)
            {
                throw new InvalidRequestException(
                    "query_too_large", from is null ? "GE_eventTime" : "GE_recordTime",
                    $"请指明批次、发货单、订单或事件，或把时间限定在 {DaysMax} 天内（GE_recordTime 与 LT_recordTime）。",
                    $"Name a batch, a shipment, an order or an event, or ask of {DaysMax} days at most (GE_recordTime, LT_recordTime).");
            }
        }

        From = from ?? Shifted(happenedFrom, -AheadMax);
        Until = until ?? Shifted(happenedUntil, TimeSpan.FromDays(LateDaysMax));
    }

    /// <summary>Whether an event is one that is asked for.</summary>
    public bool Matches(EventFacts facts) =>
        !(facts.EventTime < Time("GE_eventTime")) && !(facts.EventTime >= Time("LT_eventTime"))
        && _wanted.All(wanted => Compared[wanted.Key](facts).Any(value => wanted.Value.Contains(value, StringComparer.Ordinal)));

    void Want(string name, string text, Checks check)
    {
        string[] values = text.Split('|');
        check.That(
            values.Length <= ValuesMax && values.All(value => value.Length is > 0 and <= EventForms.UriLengthMax), name, "values_invalid",
            $"须为 1 至 {ValuesMax} 个值，以 | 分隔。", $"There must be 1 to {ValuesMax} values, with | between.");
        check.That(
            !values.Any(value => value.StartsWith("urn:epc:idpat:", StringComparison.Ordinal)), name, "pattern_unsupported",
            "不支持通配的标识，请写完整的标识。", "Patterns of identifiers are not taken; give whole ones.");
        _wanted[name] = name.StartsWith("MATCH_", StringComparison.Ordinal) ? values : [.. values.Select(Cbv.Bare)];
    }

    static bool IsShort(DateTimeOffset? from, DateTimeOffset? until, DateTimeOffset now) =>
        from is not null && (until ?? now) - from <= TimeSpan.FromDays(DaysMax);

    /// <summary>Another instant, within the calendar.</summary>
    static DateTimeOffset? Shifted(DateTimeOffset? time, TimeSpan by) => time is not { } known ? null
        : by < TimeSpan.Zero ? known - DateTimeOffset.MinValue < -by ? DateTimeOffset.MinValue : known + by
        : DateTimeOffset.MaxValue - known < by ? DateTimeOffset.MaxValue : known + by;

    DateTimeOffset? Time(string name) => _times.TryGetValue(name, out var time) ? time : null;

    IReadOnlyList<string>? First(IEnumerable<string> names) =>
        names.Select(name => _wanted.GetValueOrDefault(name)).FirstOrDefault(values => values is not null);

    static IEnumerable<string> One(string? value) => value is null ? [] : [value];

    static KeyValuePair<string, Func<EventFacts, IEnumerable<string>>> Entry(string name, Func<EventFacts, IEnumerable<string>> read) =>
        new(name, read);
}
