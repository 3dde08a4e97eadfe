using System.Collections.Frozen;
using System.Text.Json;
using Marketplace.Platform.Web;
using Form = System.Action<Marketplace.Platform.Web.Checks, System.Text.Json.JsonElement, string>;

namespace Marketplace.Logistics.Epcis;

/// <summary>
/// What an event of EPCIS 2.0 is in JSON-LD: the members of each type, their forms, and which have to be there together. The rules are
/// those of the published schema.
/// </summary>
static class EventRules
{
    static readonly Form Uri = (check, value, path) => check.Uri(value, path);
    static readonly Form Time = (check, value, path) => check.Time(value, path);
    static readonly Form Number = (check, value, path) => check.Number(value, path);
    static readonly Form Text = (check, value, path) => check.Words(value, path);
    static readonly Form BizStep = Word(Cbv.BizSteps);
    static readonly Form Disposition = Word(Cbv.Dispositions);
    static readonly Form Uris = ListOf(Uri);

    static readonly Form Place = ObjectOf(["id"], isExtensible: true, ("id", Uri));

    static readonly Form Transaction = ObjectOf(
        ["bizTransaction"], isExtensible: false, ("type", Word(Cbv.TransactionTypes)), ("bizTransaction", Uri));

    static readonly Form Quantity = ObjectOf(
        ["epcClass"], isExtensible: false,
        ("epcClass", Uri), ("quantity", Number), ("uom", (check, value, path) => check.UnitOfMeasure(value, path)));

    static readonly Form Metadata = ObjectOf(
        [], isExtensible: true,
        ("time", Time), ("startTime", Time), ("endTime", Time), ("deviceID", Uri), ("deviceMetadata", Uri), ("rawData", Uri),
        ("dataProcessingMethod", Uri), ("bizRules", Uri));

    static readonly Form Report = ObjectOf(
        ["type"], isExtensible: true,
        ("type", Word(Cbv.MeasurementTypes)), ("exception", Word(Cbv.SensorAlerts)), ("component", Word(Cbv.Components)),
        ("deviceID", Uri), ("deviceMetadata", Uri), ("rawData", Uri), ("dataProcessingMethod", Uri), ("microorganism", Uri),
        ("chemicalSubstance", Uri), ("coordinateReferenceSystem", Uri), ("uriValue", Uri), ("time", Time), ("value", Number),
        ("minValue", Number), ("maxValue", Number), ("meanValue", Number), ("sDev", Number), ("percRank", Number), ("percValue", Number),
        ("stringValue", Text), ("uom", Text), ("booleanValue", (check, value, path) => check.Truth(value, path)),
        ("hexBinaryValue", (check, value, path) => check.HexBinary(value, path)));

    static readonly Form Sensor = ObjectOf(
        ["sensorReport"], isExtensible: true, ("sensorMetadata", Metadata), ("sensorReport", ListOf(Report)));

    static readonly Form Declaration = ObjectOf(
        ["declarationTime"], isExtensible: true,
        ("declarationTime", Time), ("reason", Word(Cbv.ErrorReasons)), ("correctiveEventIDs", Uris));

    static readonly Form Dispositions = (check, value, path) =>
    {
        check.Members(value, path, Members(("set", Some(Disposition)), ("unset", Some(Disposition))), [], isExtensible: false);
        check.That(
            value.ValueKind != JsonValueKind.Object || value.EnumerateObject().Any(), path, "disposition_missing",
            "须填写 set 或 unset。", "Say set or unset.");
    };

    static readonly Form Ilmd = (check, value, path) => check.Members(value, path, Members(), []);

    static readonly (string Name, Form Form)[] OfEvery =
    [
        ("@context", Context),
        ("type", Text),
        ("eventTime", Time),
        ("recordTime", Time),
        ("eventTimeZoneOffset", (check, value, path) => check.Offset(value, path)),
        ("eventID", Uri),
        ("certificationInfo", CertificationInfo),
        ("errorDeclaration", Declaration),
    ];

    static readonly (string Name, Form Form)[] OfOurTypes =
    [
        .. OfEvery,
        ("bizStep", BizStep),
        ("disposition", Disposition),
        ("persistentDisposition", Dispositions),
        ("readPoint", Place),
        ("bizLocation", Place),
        ("bizTransactionList", ListOf(Transaction)),
        ("sourceList", ListOf(Party("source"))),
        ("destinationList", ListOf(Party("destination"))),
        ("sensorElementList", ListOf(Sensor)),
    ];

    static readonly (string Name, Form Form) Action = ("action", (check, value, path) => check.That(
        value.ValueKind == JsonValueKind.String && value.GetString() is "ADD" or "OBSERVE" or "DELETE", path, "action_unknown",
        "须为 ADD、OBSERVE 或 DELETE。", "It must be ADD, OBSERVE or DELETE."));

    static readonly (string Name, Form Form)[] OfParents =
        [.. OfOurTypes, Action, ("parentID", Uri), ("childEPCs", Uris), ("childQuantityList", ListOf(Quantity))];

    static readonly FrozenDictionary<string, EventType> Types = new Dictionary<string, EventType>
    {
        ["ObjectEvent"] = new(
            Members([.. OfOurTypes, Action, ("epcList", Uris), ("quantityList", ListOf(Quantity)), ("ilmd", Ilmd)]),
            ["action"], CheckObject),
        ["AggregationEvent"] = new(Members(OfParents), ["action"], CheckChildren),
        ["AssociationEvent"] = new(Members(OfParents), ["action", "parentID"], CheckChildren),
        ["TransactionEvent"] = new(
            Members([.. OfOurTypes, Action, ("parentID", Uri), ("epcList", Uris), ("quantityList", ListOf(Quantity))]),
            ["action", "bizTransactionList"], CheckTransaction),
        ["TransformationEvent"] = new(
            Members(
            [
                .. OfOurTypes, ("inputEPCList", Uris), ("inputQuantityList", ListOf(Quantity)), ("outputEPCList", Uris),
                ("outputQuantityList", ListOf(Quantity)), ("transformationID", Uri), ("ilmd", Ilmd),
            ]),
            [], CheckTransformation),
    }.ToFrozenDictionary();

    static readonly EventType Extended = new(null, [], (_, _, _) => { });

    static readonly FrozenDictionary<string, Form> FormsOfEvery = Members(OfEvery);

    /// <summary>The types of events that the standard has.</summary>
    public static IReadOnlyCollection<string> TypeNames => Types.Keys;

    /// <summary>Notes all that is wrong with an event.</summary>
    /// <param name="check">Where faults are noted.</param>
    /// <param name="value">The event.</param>
    /// <param name="path">Where it stands; empty when it is the document.</param>
    public static void Check(Checks check, JsonElement value, string path)
    {
        if (!check.Object(value, path))
        {
            return;
        }

        var name = value.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString()! : "";
        if (Types.GetValueOrDefault(name) is not { } known)
        {
            check.That(
                EventForms.IsUri(name), EventForms.At(path, "type"), "type_unknown",
                $"须为 {string.Join("、", TypeNames.Order(StringComparer.Ordinal))} 之一，或扩展类型的 URI。",
                $"It must be one of {string.Join(", ", TypeNames.Order(StringComparer.Ordinal))}, or the URI of an extension.");
            known = Extended;
        }

        string[] needed = ["eventTime", "eventTimeZoneOffset", .. known.Needed];
        if (known.Forms is { } forms)
        {
            check.Members(value, path, forms, needed);
        }
        else
        {
            CheckExtended(check, value, path, needed);
        }

        known.Check(check, value, path);
    }

    /// <summary>A context: a URI, an object that explains prefixes, or a list of them.</summary>
    public static void Context(Checks check, JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            check.List(value, path, (item, at) => ContextItem(check, item, at));
            check.Distinct(value.EnumerateArray().Select(item => item.GetRawText()), path);
        }
        else
        {
            ContextItem(check, value, path);
        }
    }

    /// <summary>Whether a list is there and not empty.</summary>
    static bool Has(JsonElement value, string name) =>
        value.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array && list.GetArrayLength() > 0;

    static bool Is(JsonElement value, string name, string text) =>
        value.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String && member.ValueEquals(text);

    static void CheckObject(Checks check, JsonElement value, string path)
    {
        check.That(
            value.TryGetProperty("epcList", out _) || Has(value, "quantityList")
                || (Has(value, "sensorElementList") && value.TryGetProperty("readPoint", out _)),
            path, "objects_missing", "须有 epcList、quantityList，或 sensorElementList 与 readPoint。",
            "There must be an epcList, a quantityList, or a sensorElementList with a readPoint.");
        check.That(
            !value.TryGetProperty("ilmd", out _) || Is(value, "action", "ADD"), EventForms.At(path, "ilmd"), "ilmd_without_add",
            "只有 action 为 ADD 时才能有 ilmd。", "Only an event with the action ADD has an ilmd.");
    }

    static void CheckChildren(Checks check, JsonElement value, string path) => check.That(
        Has(value, "childEPCs") || Has(value, "childQuantityList") || Is(value, "action", "DELETE"),
        path, "children_missing", "须有 childEPCs 或 childQuantityList。", "There must be childEPCs or a childQuantityList.");

    static void CheckTransaction(Checks check, JsonElement value, string path)
    {
        check.That(
            !value.TryGetProperty("bizTransactionList", out _) || Has(value, "bizTransactionList"),
            EventForms.At(path, "bizTransactionList"), "transactions_missing", "至少须有一项业务单据。",
            "There must be at least one business transaction.");
        check.That(
            value.TryGetProperty("epcList", out _) || Has(value, "quantityList") || Is(value, "action", "DELETE"),
            path, "objects_missing", "须有 epcList 或 quantityList。", "There must be an epcList or a quantityList.");
    }

    static void CheckTransformation(Checks check, JsonElement value, string path)
    {
        var hasInput = Has(value, "inputEPCList") || Has(value, "inputQuantityList");
        var hasOutput = Has(value, "outputEPCList") || Has(value, "outputQuantityList");
        check.That(
            (hasInput && hasOutput) || ((hasInput || hasOutput) && value.TryGetProperty("transformationID", out _)),
            path, "objects_missing", "须有投入和产出；只有其一时须有 transformationID。",
            "There must be inputs and outputs, or one of them with a transformationID.");
    }

    /// <summary>An event of another vocabulary has members that the standard does not know.</summary>
    static void CheckExtended(Checks check, JsonElement value, string path, IReadOnlyList<string> needed)
    {
        foreach (var member in value.EnumerateObject())
        {
            FormsOfEvery.GetValueOrDefault(member.Name)?.Invoke(check, member.Value, EventForms.At(path, member.Name));
        }

        foreach (var name in needed.Where(name => !value.TryGetProperty(name, out _)))
        {
            check.Missing(EventForms.At(path, name), name);
        }
    }

    static void ContextItem(Checks check, JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            check.Uri(value, path);
        }
    }

    static void CertificationInfo(Checks check, JsonElement value, string path) =>
        (value.ValueKind == JsonValueKind.Array ? Uris : Uri)(check, value, path);

    static Form Word(IReadOnlySet<string> words) => (check, value, path) => check.Word(value, path, words);

    static Form Party(string name) => ObjectOf(["type", name], isExtensible: false, ("type", Word(Cbv.PartyTypes)), (name, Uri));

    static Form ListOf(Form item) => (check, value, path) => check.List(value, path, (one, at) => item(check, one, at));

    /// <summary>A list with something in it, nothing twice.</summary>
    static Form Some(Form item) => (check, value, path) =>
    {
        check.List(value, path, (one, at) => item(check, one, at));
        if (value.ValueKind == JsonValueKind.Array)
        {
            check.That(value.GetArrayLength() > 0, path, "list_empty", "不能为空。", "It must not be empty.");
            check.Distinct(value.EnumerateArray().Select(one => one.GetRawText()), path);
        }
    };

    static Form ObjectOf(IReadOnlyList<string> needed, bool isExtensible, params (string Name, Form Form)[] members)
    {
        var forms = Members(members);
        return (check, value, path) => check.Members(value, path, forms, needed, isExtensible);
    }

    static FrozenDictionary<string, Form> Members(params (string Name, Form Form)[] members) =>
        members.ToFrozenDictionary(member => member.Name, member => member.Form);

    /// <param name="Forms">The form of each member; null for types of other vocabularies, which have members of their own.</param>
    /// <param name="Needed">Members that must be there besides those of every event.</param>
    /// <param name="Check">What has to be there together.</param>
    sealed record EventType(
        FrozenDictionary<string, Form>? Forms, IReadOnlyList<string> Needed, Action<Checks, JsonElement, string> Check);
}
