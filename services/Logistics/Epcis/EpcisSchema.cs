using System.Text.Json.Nodes;
using Marketplace.Platform.Web;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Marketplace.Logistics.Epcis;

/// <summary>What is captured.</summary>
enum EpcisBody
{
    /// <summary>A document with events.</summary>
    Document = 1,

    /// <summary>One event with its context.</summary>
    Event = 2,
}

/// <summary>Describes what is captured in the OpenAPI document: what every event has; the rest is told by the standard.</summary>
sealed class EpcisSchema(EpcisBody body) : IDescribesOperation
{
    public void Describe(OpenApiOperation operation, OperationFilterContext context)
    {
        var schema = body == EpcisBody.Document ? Document() : Event("@context");
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, IOpenApiMediaType>
            {
                ["application/json"] = new OpenApiMediaType { Schema = schema },
                ["application/ld+json"] = new OpenApiMediaType { Schema = schema },
            },
        };
    }

    static OpenApiSchema Document() => Object(
        ["@context", "type", "epcisBody"],
        ("@context", Any("The URI of the context of EPCIS 2.0, or a list with it.")),
        ("type", Names("EPCISDocument", "EPCISQueryDocument")),
        ("schemaVersion", Text("2.0; needed in an EPCISDocument.")),
        ("creationDate", Text("Needed in an EPCISDocument.", "date-time")),
        ("epcisBody", Object(
            [],
            ("eventList", List(Event())),
            ("queryResults", Any("In an EPCISQueryDocument: queryName, and resultsBody with the eventList.")))));

    static OpenApiSchema Event(params string[] needed) => Object(
        ["type", "eventTime", "eventTimeZoneOffset", .. needed],
        ("@context", Any("What explains the prefixes of extensions.")),
        ("type", Text($"{string.Join(", ", EventRules.TypeNames.Order(StringComparer.Ordinal))}, or the URI of an extension.")),
        ("eventID", Text("Made of what the event says when it is missing.", "uri")),
        ("eventTime", Text("When it happened.", "date-time")),
        ("eventTimeZoneOffset", Text("Such as +08:00.")),
        ("action", Names("ADD", "OBSERVE", "DELETE")));

    static OpenApiSchema Object(string[] needed, params (string Name, OpenApiSchema Schema)[] members) => new()
    {
        Type = JsonSchemaType.Object,
        Required = new HashSet<string>(needed),
        Properties = members.ToDictionary(member => member.Name, member => (IOpenApiSchema)member.Schema),
        AdditionalPropertiesAllowed = true,
    };

    static OpenApiSchema List(OpenApiSchema items) =>
        new() { Type = JsonSchemaType.Array, Items = items, MinItems = 1, MaxItems = EpcisDocument.EventsMax };

    static OpenApiSchema Text(string description, string? format = null) =>
        new() { Type = JsonSchemaType.String, Format = format, Description = description };

    static OpenApiSchema Names(params string[] names) =>
        new() { Type = JsonSchemaType.String, Enum = [.. names.Select(name => JsonValue.Create(name))] };

    static OpenApiSchema Any(string description) => new() { Description = description };
}
