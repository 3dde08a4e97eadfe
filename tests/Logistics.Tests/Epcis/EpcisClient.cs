using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace Marketplace.Logistics.Tests.Epcis;

/// <summary>Captures and queries events of EPCIS as another party's system does.</summary>
static class EpcisClient
{
    public const string Context = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld";
    public const string Base = "https://id.marketplace.example";
    public const string CapturedBy = $"{Base}/voc/capturedBy";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static string Shipment(Guid id) => $"{Base}/shipment/obj/{id}";

    public static string Batch(Guid id) => $"{Base}/batch/class/{id}";

    /// <summary>A document with events.</summary>
    public static JsonObject Document(params IEnumerable<JsonNode> events) => new()
    {
        ["@context"] = new JsonArray(Context, new JsonObject { ["example"] = "http://ns.example.com/epcis/" }),
        ["type"] = "EPCISDocument",
        ["schemaVersion"] = "2.0",
        ["creationDate"] = "2026-11-21T10:00:00.000+08:00",
        ["epcisBody"] = new JsonObject { ["eventList"] = new JsonArray([.. events.Select(one => one.DeepClone())]) },
    };

    extension(HttpClient client)
    {
        public async Task<HttpResponseMessage> CaptureAsync(
            JsonNode document, string? behaviour = null, string path = "/logistics/epcis/capture", string type = "application/ld+json")
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path)
            {
                Content = new StringContent(document.ToJsonString(), Encoding.UTF8, type),
            };
            if (behaviour is not null)
            {
                request.Headers.Add("GS1-Capture-Error-Behaviour", behaviour);
            }

            return await client.SendAsync(request, Ct);
        }

        /// <summary>Captures a document, and what became of it.</summary>
        public async Task<JsonElement> CapturedAsync(JsonNode document, string? behaviour = null)
        {
            using var answer = await client.CaptureAsync(document, behaviour);
            Assert.True(answer.StatusCode == HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync(Ct));
            return await LogisticsScenario.ReadAsync<JsonElement>(
                HttpStatusCode.OK, await client.GetAsync(answer.Headers.Location!.ToString(), Ct));
        }

        /// <summary>The events of a query, through all pages.</summary>
        public async Task<List<JsonElement>> EventsAsync(string query)
        {
            List<JsonElement> events = [];
            var next = query.StartsWith('/') ? query : $"/logistics/epcis/events?{query}";
            while (next is not null)
            {
                using var answer = await client.GetAsync(next, Ct);
                var document = await LogisticsScenario.ReadAsync<JsonElement>(HttpStatusCode.OK, answer);
                events.AddRange(ListOf(document).EnumerateArray());
                next = answer.Headers.TryGetValues("Link", out var links) ? Assert.Single(links).Split('<', '>')[1] : null;
            }

            return events;
        }

        /// <summary>The code of the refusal of a query.</summary>
        public async Task<string?> RefusalAsync(string query)
        {
            var refused = await LogisticsScenario.ReadAsync<JsonElement>(
                HttpStatusCode.BadRequest, await client.GetAsync($"/logistics/epcis/events?{query}", Ct));
            return refused.GetProperty("code").GetString();
        }
    }

    public static JsonElement ListOf(JsonElement document) => document.GetProperty("epcisBody").GetProperty("queryResults")
        .GetProperty("resultsBody").GetProperty("eventList");

    public static string? Text(this JsonElement value, string name) =>
        value.TryGetProperty(name, out var member) ? member.GetString() : null;

    public static string Escaped(string uri) => Uri.EscapeDataString(uri);
}
