using System.Text.Json;
using System.Text.Json.Serialization;

namespace Marketplace.Logistics.Epcis;

/// <summary>Events that were asked for, as a document of EPCIS 2.0.</summary>
public sealed record EpcisQueryDocument
{
    /// <summary>What explains the members of the document; an event with others has a context of its own.</summary>
    [JsonPropertyName("@context")]
    public required IReadOnlyList<string> Context { get; init; }

    /// <summary>EPCISQueryDocument.</summary>
    public required string Type { get; init; }

    public required string SchemaVersion { get; init; }

    public required DateTimeOffset CreationDate { get; init; }

    public required Body EpcisBody { get; init; }

    internal static EpcisQueryDocument Of(IReadOnlyList<JsonElement> events, DateTimeOffset now) => new()
    {
        Context = [Cbv.Context],
        Type = "EPCISQueryDocument",
        SchemaVersion = "2.0",
        CreationDate = now,
        EpcisBody = new Body
        {
            QueryResults = new Results { QueryName = "SimpleEventQuery", ResultsBody = new EventsFound { EventList = events } },
        },
    };

    /// <summary>What the document is about.</summary>
    public sealed record Body
    {
        public required Results QueryResults { get; init; }
    }

    /// <summary>The answer to a query.</summary>
    public sealed record Results
    {
        /// <summary>SimpleEventQuery.</summary>
        public required string QueryName { get; init; }

        public required EventsFound ResultsBody { get; init; }
    }

    /// <summary>The events.</summary>
    public sealed record EventsFound
    {
        /// <summary>
        /// Events of EPCIS 2.0 in JSON-LD. Those that others captured are as they gave them, with our recordTime, and whose word they are.
        /// </summary>
        public required IReadOnlyList<JsonElement> EventList { get; init; }
    }
}
