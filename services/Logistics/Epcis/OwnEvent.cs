using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketplace.Contracts;

namespace Marketplace.Logistics.Epcis;

/// <summary>An object event that follows from a record of ours.</summary>
sealed record OwnEvent
{
    /// <summary>Of <see cref="OwnEventId"/>.</summary>
    public required Guid EventId { get; init; }

    /// <summary>When it happened, as whoever recorded it says.</summary>
    public required DateTimeOffset EventTime { get; init; }

    public required DateTimeOffset RecordTime { get; init; }

    /// <summary>ADD where goods come to be known, otherwise OBSERVE.</summary>
    public string Action { get; init; } = "OBSERVE";

    public string? BizStep { get; init; }

    public string? Disposition { get; init; }

    /// <summary>What lasts from then on until it is unset; null when nothing does.</summary>
    public string? SetDisposition { get; init; }

    /// <summary>What lasts no more; null when nothing ends.</summary>
    public string? UnsetDisposition { get; init; }

    public IReadOnlyList<string> Epcs { get; init; } = [];

    public IReadOnlyList<ClassQuantity> Quantities { get; init; } = [];

    public IReadOnlyList<TypedName> Transactions { get; init; } = [];

    public IReadOnlyList<TypedName> Sources { get; init; } = [];

    public IReadOnlyList<TypedName> Destinations { get; init; } = [];

    public string? ReadPoint { get; init; }

    public string? BizLocation { get; init; }

    public JsonArray? Sensors { get; init; }

    /// <summary>When it was declared to be wrong; null when it was not.</summary>
    public DateTimeOffset? DeclaredWrongAt { get; init; }

    /// <summary>Members of our own vocabulary, by their URIs.</summary>
    public IReadOnlyList<(string Name, JsonNode Value)> Extensions { get; init; } = [];

    /// <summary>As documents have it.</summary>
    public JsonElement ToJson()
    {
        var json = new JsonObject
        {
            ["type"] = "ObjectEvent",
            ["eventID"] = OwnEventId.Text(EventId),
            ["eventTime"] = Time(EventTime),
            ["eventTimeZoneOffset"] = "+08:00",
            ["recordTime"] = Time(RecordTime),
            ["action"] = Action,
        };
        Add(json, "bizStep", BizStep);
        Add(json, "disposition", Disposition);
        if (SetDisposition is not null || UnsetDisposition is not null)
        {
            json["persistentDisposition"] = SetDisposition is not null
                ? new JsonObject { ["set"] = new JsonArray(SetDisposition) }
                : new JsonObject { ["unset"] = new JsonArray(UnsetDisposition!) };
        }

        json["epcList"] = new JsonArray([.. Epcs.Select(epc => JsonValue.Create(epc))]);
        AddList(json, "quantityList", Quantities.Select(quantity => quantity.ToJson()));
        AddPlace(json, "readPoint", ReadPoint);
        AddPlace(json, "bizLocation", BizLocation);
        AddList(json, "bizTransactionList", Transactions.Select(paper => paper.ToJson("bizTransaction")));
        AddList(json, "sourceList", Sources.Select(source => source.ToJson("source")));
        AddList(json, "destinationList", Destinations.Select(destination => destination.ToJson("destination")));
        if (Sensors is { Count: > 0 })
        {
            json["sensorElementList"] = Sensors.DeepClone();
        }

        if (DeclaredWrongAt is { } declared)
        {
            json["errorDeclaration"] = new JsonObject { ["declarationTime"] = Time(declared), ["reason"] = "incorrect_data" };
        }

        foreach (var (name, value) in Extensions)
        {
            json[name] = value.DeepClone();
        }

        return JsonSerializer.SerializeToElement(json);
    }

    /// <summary>An instant as documents have it, by the clock of Asia/Shanghai.</summary>
    public static string Time(DateTimeOffset instant) =>
        BusinessDay.WallClock(instant).ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);

    static void Add(JsonObject json, string name, string? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }

    static void AddPlace(JsonObject json, string name, string? uri)
    {
        if (uri is not null)
        {
            json[name] = new JsonObject { ["id"] = uri };
        }
    }

    static void AddList(JsonObject json, string name, IEnumerable<JsonNode> items)
    {
        var list = new JsonArray([.. items]);
        if (list.Count > 0)
        {
            json[name] = list;
        }
    }
}

/// <summary>A business transaction, source or destination with its type.</summary>
sealed record TypedName(string Type, string Uri)
{
    public JsonNode ToJson(string name) => new JsonObject { ["type"] = Type, [name] = Uri };
}

/// <summary>So much of a class of goods.</summary>
/// <param name="Class">A batch, or a product where no batch is known.</param>
/// <param name="Quantity">Null when it is not known how much.</param>
/// <param name="Unit">A code of UN/CEFACT Recommendation 20; null for pieces.</param>
sealed record ClassQuantity(string Class, decimal? Quantity, string? Unit)
{
    public JsonNode ToJson()
    {
        var json = new JsonObject { ["epcClass"] = Class };
        if (Quantity is { } quantity)
        {
            json["quantity"] = quantity;
            if (Unit is not null)
            {
                json["uom"] = Unit;
            }
        }

        return json;
    }
}
