using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Form = System.Action<Marketplace.Platform.Web.Checks, System.Text.Json.JsonElement, string>;

namespace Marketplace.Logistics.Epcis;

/// <summary>A document with events as it was sent: an EPCISDocument, an EPCISQueryDocument, or one event.</summary>
sealed record EpcisDocument
{
    /// <summary>Most events of one document.</summary>
    public const int EventsMax = 500;

    /// <summary>So many faults are told of a document; whoever has more is helped by the first.</summary>
    public const int FaultsMax = 500;

    /// <summary>The largest document.</summary>
    public const long BytesMax = 4 * 1024 * 1024;

    static readonly FrozenDictionary<string, Form> Envelope = new Dictionary<string, Form>
    {
        ["@context"] = EventRules.Context,
        ["id"] = (check, value, path) => check.Uri(value, path),
        ["type"] = (check, value, path) => check.Words(value, path),
        ["schemaVersion"] = (check, value, path) => check.Version(value, path),
        ["creationDate"] = (check, value, path) => check.Time(value, path),
        ["instanceIdentifier"] = (check, value, path) => check.Words(value, path),
        ["sender"] = (check, value, path) => check.Words(value, path),
        ["receiver"] = (check, value, path) => check.Words(value, path),
        ["epcisHeader"] = (check, value, path) => check.Object(value, path),
        ["epcisBody"] = (check, value, path) => check.Object(value, path),
    }.ToFrozenDictionary();

    /// <summary>Its events with their places, in order.</summary>
    public required IReadOnlyList<SubmittedEvent> Events { get; init; }

    /// <summary>What it says besides its events.</summary>
    public required string Rest { get; init; }

    /// <summary>Reads a document.</summary>
    /// <exception cref="InvalidRequestException">It is none; all that is wrong with what is around its events is told.</exception>
    public static EpcisDocument Read(JsonElement document)
    {
        RequireReadable(document);
        var check = new Checks();
        var isQuery = document.ValueKind == JsonValueKind.Object && document.TryGetProperty("type", out var type)
            && type.ValueKind == JsonValueKind.String && type.ValueEquals("EPCISQueryDocument");
        string[] needed = isQuery
            ? ["@context", "type", "epcisBody"]
            : ["@context", "type", "schemaVersion", "creationDate", "epcisBody"];
        check.Members(document, "", Envelope, needed);
        if (check.Faults.Count == 0)
        {
            check.That(
                isQuery || document.GetProperty("type").ValueEquals("EPCISDocument"), "type", "type_unknown",
                "须为 EPCISDocument 或 EPCISQueryDocument。", "It must be EPCISDocument or EPCISQueryDocument.");
        }

        var list = EventList(check, document, isQuery, out var path);
        if (check.Faults.Count > 0)
        {
            throw Refused(check.Faults);
        }

        var context = document.GetProperty("@context");
        return new EpcisDocument
        {
            Events = [.. list!.Value.EnumerateArray().Select((item, index) => SubmittedEvent.Of(
                item, string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"), context))],
            Rest = RestOf(document, isQuery),
        };
    }

    /// <summary>Reads one event that is a document of its own.</summary>
    /// <exception cref="InvalidRequestException">It has a fault; all of them are told.</exception>
    public static SubmittedEvent ReadEvent(JsonElement document)
    {
        RequireReadable(document);
        var check = new Checks();
        if (check.Object(document, "$") && !document.TryGetProperty("@context", out _))
        {
            check.Missing("@context", "@context");
        }

        if (check.Faults.Count > 0)
        {
            throw Refused(check.Faults);
        }

        var submitted = SubmittedEvent.Of(document, "", outer: null);
        return submitted.Faults.Count == 0 ? submitted : throw Refused(submitted.Faults);
    }

    /// <summary>One refusal for all faults.</summary>
    public static InvalidRequestException Refused(IReadOnlyList<CheckFault> faults) =>
        new(faults[0].Code, faults[0].Field, faults[0].Zh, faults[0].En) { Faults = [.. faults.Take(FaultsMax)] };

    static JsonElement? EventList(Checks check, JsonElement document, bool isQuery, out string path)
    {
        path = "epcisBody";
        var place = document.ValueKind == JsonValueKind.Object && document.TryGetProperty("epcisBody", out var body) ? body : default;
        foreach (var name in isQuery ? ["queryResults", "resultsBody", "eventList"] : new[] { "eventList" })
        {
            path = EventForms.At(path, name);
            if (place.ValueKind != JsonValueKind.Object || !place.TryGetProperty(name, out place))
            {
                check.Missing(path, name);
                return null;
            }
        }

        if (place.ValueKind != JsonValueKind.Array)
        {
            check.List(place, path, (_, _) => { });
            return null;
        }

        check.Count(place.GetArrayLength(), 1, EventsMax, path, "事件", "events");
        return place;
    }

    static string RestOf(JsonElement document, bool isQuery)
    {
        var rest = JsonObject.Create(document)!;
        if (!isQuery)
        {
            rest["epcisBody"]!.AsObject().Remove("eventList");
        }
        else
        {
            rest["epcisBody"]!["queryResults"]!["resultsBody"]!.AsObject().Remove("eventList");
        }

        return rest.ToJsonString();
    }

    /// <summary>Refuses texts and names that are no Unicode, which a reader would trip over.</summary>
    static void RequireReadable(JsonElement document)
    {
        try
        {
            Walk(document);
        }
        catch (InvalidOperationException)
        {
            throw new InvalidRequestException(
                "text_unreadable", "$", "含有不完整的字符（单独的代理项），请更正。", "It holds broken characters (lone surrogates); correct them.");
        }
    }

    static void Walk(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    _ = member.Name;
                    Walk(member.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    Walk(item);
                }

                break;
            case JsonValueKind.String:
                _ = value.GetString();
                break;
            default:
                break;
        }
    }
}

/// <summary>An event as it was sent.</summary>
/// <param name="Value">The event.</param>
/// <param name="Path">Its place in the document; empty when it is the document.</param>
/// <param name="Context">What explains its prefixes, outermost first, without the standard's.</param>
/// <param name="Faults">What is wrong with it; empty when it is sound.</param>
sealed record SubmittedEvent(JsonElement Value, string Path, IReadOnlyList<JsonElement> Context, IReadOnlyList<CheckFault> Faults)
{
    /// <summary>Most identifiers of one event.</summary>
    public const int NamesMax = 1_000;

    /// <param name="value">The event.</param>
    /// <param name="path">Its place.</param>
    /// <param name="outer">The context of the document around it; null when it is a document of its own.</param>
    public static SubmittedEvent Of(JsonElement value, string path, JsonElement? outer)
    {
        var check = new Checks();
        EventRules.Check(check, value, path);
        if (check.Faults.Count > 0)
        {
            return new SubmittedEvent(value, path, [], check.Faults);
        }

        check.That(
            EventFacts.Of(value).Names.Take(NamesMax + 1).Count() <= NamesMax, path.Length == 0 ? "$" : path, "too_many_identifiers",
            $"一个事件最多 {NamesMax} 个标识。", $"An event has at most {NamesMax} identifiers.");
        var context = EventContent.ContextOf([outer, value.TryGetProperty("@context", out var own) ? own : null]);
        return new SubmittedEvent(value, path, context, check.Faults);
    }

    /// <summary>The same with a fault of members of a vocabulary that is ours alone.</summary>
    public SubmittedEvent WithoutOurs(string vocabulary)
    {
        if (Faults.Count > 0)
        {
            return this;
        }

        var prefixes = EventContent.PrefixesOf(Context);
        return Value.EnumerateObject().Select(member => member.Name).FirstOrDefault(name =>
            EventContent.Expanded(name, prefixes).StartsWith(vocabulary, StringComparison.Ordinal)) is { } name
            ? this with
            {
                Faults =
                [
                    new CheckFault(
                        EventForms.At(Path, name), "vocabulary_reserved", "这一命名空间由本系统自用，请使用自己的命名空间。",
                        "This namespace is the system's own; use one of yours."),
                ],
            }
            : this;
    }
}
