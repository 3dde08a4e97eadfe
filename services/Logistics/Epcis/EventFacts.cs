using System.Globalization;
using System.Text.Json;

namespace Marketplace.Logistics.Epcis;

/// <summary>What queries ask of an event, read from its JSON: of our own and of captured events alike.</summary>
sealed record EventFacts
{
    public required string Type { get; init; }

    public string? EventId { get; init; }

    public required DateTimeOffset EventTime { get; init; }

    public string? Action { get; init; }

    public string? BizStep { get; init; }

    public string? Disposition { get; init; }

    public string? ReadPoint { get; init; }

    public string? BizLocation { get; init; }

    public string? TransformationId { get; init; }

    public required bool IsErrorDeclaration { get; init; }

    public string? ErrorReason { get; init; }

    /// <summary>Identifiers of single objects, by the member that has them.</summary>
    public required ILookup<string, string> Objects { get; init; }

    /// <summary>Identifiers of classes, by the member that has them.</summary>
    public required ILookup<string, string> Classes { get; init; }

    /// <summary>Business transactions, by their type; "" where none is told.</summary>
    public required ILookup<string, string> Transactions { get; init; }

    /// <summary>Sources, by their type.</summary>
    public required ILookup<string, string> Sources { get; init; }

    /// <summary>Destinations, by their type.</summary>
    public required ILookup<string, string> Destinations { get; init; }

    public required IReadOnlyList<string> DispositionsSet { get; init; }

    public required IReadOnlyList<string> DispositionsUnset { get; init; }

    /// <summary>All identifiers of objects, classes and business transactions, each once.</summary>
    public IEnumerable<string> Names => new[] { Objects, Classes, Transactions }
        .SelectMany(lookup => lookup.SelectMany(group => group))
        .Concat(TransformationId is null ? [] : [TransformationId]).Distinct(StringComparer.Ordinal);

    static readonly string[] ObjectLists = ["epcList", "childEPCs", "inputEPCList", "outputEPCList"];

    static readonly string[] ClassLists = ["quantityList", "childQuantityList", "inputQuantityList", "outputQuantityList"];

    /// <summary>Reads an event that is sound.</summary>
    public static EventFacts Of(JsonElement value)
    {
        var declaration = Member(value, "errorDeclaration");
        var persistent = Member(value, "persistentDisposition");
        return new EventFacts
        {
            Type = Text(value, "type")!,
            EventId = Text(value, "eventID"),
            EventTime = DateTimeOffset.Parse(Text(value, "eventTime")!, CultureInfo.InvariantCulture),
            Action = Text(value, "action"),
            BizStep = Word(value, "bizStep"),
            Disposition = Word(value, "disposition"),
            ReadPoint = Place(value, "readPoint"),
            BizLocation = Place(value, "bizLocation"),
            TransformationId = Text(value, "transformationID"),
            IsErrorDeclaration = declaration is not null,
            ErrorReason = declaration is { } said ? Word(said, "reason") : null,
            Objects = ObjectLists.SelectMany(name => Items(value, name).Select(item => (name, Value: item.GetString()!)))
                .Concat(Text(value, "parentID") is { } parent ? [("parentID", parent)] : [])
                .ToLookup(item => item.Item1, item => item.Item2, StringComparer.Ordinal),
            Classes = ClassLists.SelectMany(name => Items(value, name).Select(item => (name, Value: Text(item, "epcClass")!)))
                .ToLookup(item => item.name, item => item.Value, StringComparer.Ordinal),
            Transactions = Typed(value, "bizTransactionList", "bizTransaction"),
            Sources = Typed(value, "sourceList", "source"),
            Destinations = Typed(value, "destinationList", "destination"),
            DispositionsSet = Words(persistent, "set"),
            DispositionsUnset = Words(persistent, "unset"),
        };
    }

    static ILookup<string, string> Typed(JsonElement value, string list, string name) => Items(value, list)
        .ToLookup(item => Word(item, "type") ?? "", item => Text(item, name)!, StringComparer.Ordinal);

    static IReadOnlyList<string> Words(JsonElement? value, string name) =>
        value is { } known ? [.. Items(known, name).Select(item => Cbv.Bare(item.GetString()!))] : [];

    static JsonElement? Member(JsonElement value, string name) => value.TryGetProperty(name, out var member) ? member : null;

    static JsonElement.ArrayEnumerator Items(JsonElement value, string name) =>
        Member(value, name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : default;

    static string? Text(JsonElement value, string name) => Member(value, name)?.GetString();

    static string? Word(JsonElement value, string name) => Text(value, name) is { } word ? Cbv.Bare(word) : null;

    static string? Place(JsonElement value, string name) => Member(value, name) is { } place ? Text(place, "id") : null;
}
