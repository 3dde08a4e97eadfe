using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Logistics.Tests.Epcis.EpcisClient;

namespace Marketplace.Logistics.Tests.Epcis;

/// <summary>
/// The examples that the standard's makers publish are captured and given back equal in meaning, and what we answer validates against their
/// schema. They are not part of the project: EPCIS_PUBLISHED names a folder with EPCIS-JSON-Schema.json and examples (*.jsonld).
/// </summary>
public sealed class PublishedExamplesTests(SharedServices services)
{
    static readonly string? Folder = Environment.GetEnvironmentVariable("EPCIS_PUBLISHED");

    static readonly Lazy<JsonSchema> Schema =
        new(() => JsonSchema.FromText(File.ReadAllText(Path.Combine(Folder!, "EPCIS-JSON-Schema.json"))));

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_example_is_given_back_equal_in_meaning()
    {
        foreach (var file in Directory.GetFiles(FolderOrSkip(), "*.jsonld").Order(StringComparer.Ordinal))
        {
            var example = JsonElement.Parse(await File.ReadAllTextAsync(file, Ct));
            // Some of them have the same events; each is captured by a party of its own.
            var party = (await services.OnAsync(Engine.Sqlite)).Client(Roles.Supplier, org: Guid.CreateVersion7());
            using var answer = await party.CaptureAsync(JsonNode.Parse(example.GetRawText())!);
            Assert.True((int)answer.StatusCode == 202, $"{Path.GetFileName(file)}: {await answer.Content.ReadAsStringAsync(Ct)}");
            var body = example.GetProperty("epcisBody");
            var said = (body.TryGetProperty("eventList", out var list)
                ? list : body.GetProperty("queryResults").GetProperty("resultsBody").GetProperty("eventList")).EnumerateArray().ToList();
            var now = LogisticsScenario.Now;
            var back = (await party.EventsAsync(
                $"GE_recordTime={Escaped(now.AddHours(-1).ToString("O"))}&LT_recordTime={Escaped(now.AddHours(1).ToString("O"))}"))
                .Where(one => one.TryGetProperty(CapturedBy, out _)).ToList();
            var context = example.GetProperty("@context");
            Assert.Equal(
                said.Select(one => Meaning.Of(one, context, hasId: one.TryGetProperty("eventID", out _))).Order(StringComparer.Ordinal),
                back.Select(one => Meaning.Of(one, null, hasId: said.Any(said => said.Text("eventID") == one.Text("eventID"))))
                    .Order(StringComparer.Ordinal));
            if (IsNewest(said))
            {
                Assert.Empty(FaultsOf(QueryDocument(back)));
            }

        }
    }

    [Fact]
    public async Task Our_own_documents_validate_against_the_published_schema()
    {
        FolderOrSkip();
        var road = await LogisticsScenario.InspectedAsync(await services.OnAsync(Engine.Sqlite));
        await road.DecideAsync((await road.RequestReturnAsync("Return", "3")).ReturnId, isConfirmed: true);
        await road.Carrier.CapturedAsync(Document(SampleEvents.Types
            .Select(type => SampleEvents.Whole(type, $"urn:uuid:{Guid.CreateVersion7()}"))
            .Select(one => WithoutDispositions(one))));
        var ofShipment = $"MATCH_anyEPC={Escaped(Shipment(road.Part.PartId))}";
        var ofTime = $"GE_recordTime={Escaped(LogisticsScenario.Now.AddHours(-1).ToString("O"))}";
        foreach (var (client, query) in new[] { (road.Purchaser, ofTime), (road.Carrier, ofTime), (road.Auditor, ofShipment) })
        {
            using var answer = await client.GetAsync($"/logistics/epcis/events?perPage=100&{query}", Ct);
            var document = JsonElement.Parse(await answer.Content.ReadAsStringAsync(Ct));
            Assert.True(ListOf(document).GetArrayLength() >= 4);
            Assert.Empty(FaultsOf(document));
        }
    }

    /// <summary>Some examples are older than the schema, which has persistent dispositions in events of two types only.</summary>
    static bool IsNewest(IEnumerable<JsonElement> events) => events.All(one =>
        one.Text("type") is "ObjectEvent" or "TransformationEvent" || !one.TryGetProperty("persistentDisposition", out _));

    /// <summary>The newest schema has persistent dispositions in events of two types only, the standard in all.</summary>
    static JsonObject WithoutDispositions(JsonObject one)
    {
        if (one["type"]!.GetValue<string>() is not ("ObjectEvent" or "TransformationEvent"))
        {
            one.Remove("persistentDisposition");
        }

        return one;
    }

    static JsonElement QueryDocument(IReadOnlyList<JsonElement> events) => JsonSerializer.SerializeToElement(new Dictionary<string, object>
    {
        ["@context"] = Context,
        ["type"] = "EPCISQueryDocument",
        ["schemaVersion"] = "2.0",
        ["epcisBody"] = new { queryResults = new { queryName = "SimpleEventQuery", resultsBody = new { eventList = events } } },
    });

    /// <summary>Events that are not as the schema has them, with what is said of them; what was tried in vain is said as well.</summary>
    static IReadOnlyList<string> FaultsOf(JsonElement document) => IsValid(document) is null
        ? []
        :
        [
            .. from one in ListOf(document).EnumerateArray()
               let fault = IsValid(QueryDocument([one]))
               where fault is not null
               select $"{one.GetRawText()}\n{fault}",
            "The document is not valid.",
        ];

    static string? IsValid(JsonElement document)
    {
        var found = Schema.Value.Evaluate(
            document, new EvaluationOptions { OutputFormat = OutputFormat.List, RequireFormatValidation = true });
        return found.IsValid ? null : string.Join('\n', (found.Details ?? []).Where(detail => detail.Errors is { Count: > 0 })
            .Select(detail => $"{detail.InstanceLocation}: {string.Join("; ", detail.Errors!.Values)}").Distinct());
    }

    static string FolderOrSkip()
    {
        Assert.SkipWhen(
            string.IsNullOrEmpty(Folder),
            "EPCIS_PUBLISHED is not set: it names a folder with the schema and the examples that the makers of the standard publish.");
        return Folder!;
    }
}
