using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Logistics.Tests.Epcis.EpcisClient;

namespace Marketplace.Logistics.Tests.Epcis;

/// <summary>POST /logistics/epcis/capture.</summary>
public sealed class CaptureEventsTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Events_of_every_type_are_given_back_equal_in_meaning(Engine engine)
    {
        var supplier = (await services.OnAsync(engine)).Client(Roles.Supplier, org: Guid.CreateVersion7());
        var events = SampleEvents.Types.ToDictionary(
            type => $"urn:uuid:{Guid.CreateVersion7()}", type => SampleEvents.Whole(type, ""));
        foreach (var (id, one) in events)
        {
            one["eventID"] = id;
        }

        var document = Document(events.Values);
        var job = await supplier.CapturedAsync(document);
        Assert.True(job.GetProperty("success").GetBoolean());
        Assert.False(job.GetProperty("running").GetBoolean());
        Assert.Equal(5, job.GetProperty("keptCount").GetInt32());
        var context = JsonElement.Parse(document["@context"]!.ToJsonString());
        foreach (var (id, one) in events)
        {
            var back = Assert.Single(await supplier.EventsAsync($"/logistics/epcis/events/{Escaped(id)}"));
            Assert.Equal(Meaning.Of(JsonElement.Parse(one.ToJsonString()), context, hasId: true), Meaning.Of(back, null, hasId: true));
        }
    }

    [Fact]
    public async Task Whatever_an_event_says_is_given_back_equal_in_meaning()
    {
        var supplier = (await services.OnAsync(Engine.Sqlite)).Client(Roles.Supplier, org: Guid.CreateVersion7());
        var context = JsonElement.Parse(Document()["@context"]!.ToJsonString());
        var documents = Events.Generator.Sample(40, 30).ToList();
        foreach (var one in documents)
        {
            var id = one["eventID"]!.GetValue<string>();
            Assert.True((await supplier.CapturedAsync(Document(one))).GetProperty("success").GetBoolean());
            var back = Assert.Single(await supplier.EventsAsync($"EQ_eventID={Escaped(id)}"));
            Assert.Equal(Meaning.Of(JsonElement.Parse(one.ToJsonString()), context, hasId: true), Meaning.Of(back, null, hasId: true));
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_sent_again_changes_nothing_and_other_words_under_the_same_id_are_refused(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var carrier = service.Client(Roles.Carrier, org: Guid.CreateVersion7());
        var epc = $"urn:example:crate:{Guid.CreateVersion7()}";
        var id = $"urn:uuid:{Guid.CreateVersion7()}";
        var one = SampleEvents.Observed(epc, id);
        await carrier.CapturedAsync(Document(one, SampleEvents.Observed(epc)));
        // Written otherwise it says the same.
        var again = JsonNode.Parse(one.ToJsonString(new JsonSerializerOptions { WriteIndented = true }))!;
        Assert.True((await carrier.CapturedAsync(Document(again, SampleEvents.Observed(epc)))).GetProperty("success").GetBoolean());
        Assert.Equal(2, (await carrier.EventsAsync($"MATCH_anyEPC={Escaped(epc)}")).Count);
        one["disposition"] = "damaged";
        var refused = await carrier.CapturedAsync(Document(one));
        var error = Assert.Single(refused.GetProperty("errors").EnumerateArray());
        Assert.Equal(("event_differs", "epcisBody.eventList[0].eventID"), (error.Text("code"), error.Text("field")));
        // Another party's id is its own affair.
        var other = service.Client(Roles.Supplier, org: Guid.CreateVersion7());
        Assert.True((await other.CapturedAsync(Document(one))).GetProperty("success").GetBoolean());
        // A mistake is taken back by an error declaration with the same id.
        var declared = SampleEvents.Observed(epc, id);
        declared["errorDeclaration"] = new JsonObject { ["declarationTime"] = "2026-11-20T12:00:00Z", ["reason"] = "did_not_occur" };
        Assert.True((await carrier.CapturedAsync(Document(declared))).GetProperty("success").GetBoolean());
        Assert.Equal(2, (await carrier.EventsAsync($"EQ_eventID={Escaped(id)}")).Count);
        Assert.Single(await carrier.EventsAsync($"EQ_eventID={Escaped(id)}&EXISTS_errorDeclaration=true"));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task One_that_is_wrong_stops_the_others_unless_they_are_to_proceed(Engine engine)
    {
        var supplier = (await services.OnAsync(engine)).Client(Roles.Supplier, org: Guid.CreateVersion7());
        var epc = $"urn:example:crate:{Guid.CreateVersion7()}";
        var wrong = SampleEvents.Observed(epc);
        wrong["bizStep"] = "urn:epcglobal:cbv:bizstep:shipping";
        wrong["action"] = "LOOK";
        wrong["colour"] = "green";
        wrong["eventTime"] = "yesterday";
        var document = Document(SampleEvents.Observed(epc), wrong);
        foreach (var behaviour in new[] { null, "rollback" })
        {
            var refused = await LogisticsScenario.ReadAsync<JsonElement>(
                HttpStatusCode.BadRequest, await supplier.CaptureAsync(document, behaviour));
            Assert.Equal(
                [
                    "epcisBody.eventList[1].action", "epcisBody.eventList[1].bizStep", "epcisBody.eventList[1].colour",
                    "epcisBody.eventList[1].eventTime",
                ],
                refused.GetProperty("errors").EnumerateArray().Select(fault => fault.Text("field")).Order(StringComparer.Ordinal));
        }

        Assert.Empty(await supplier.EventsAsync($"MATCH_epc={Escaped(epc)}"));
        var job = await supplier.CapturedAsync(document, "proceed");
        Assert.Equal((false, 1), (job.GetProperty("success").GetBoolean(), job.GetProperty("keptCount").GetInt32()));
        Assert.Equal(4, job.GetProperty("errors").GetArrayLength());
        Assert.Single(await supplier.EventsAsync($"MATCH_epc={Escaped(epc)}"));
        Assert.Equal("error_behaviour_unknown", await CodeAsync(await supplier.CaptureAsync(document, "sometimes")));
    }

    [Theory]
    [InlineData("""{"type":"EPCISDocument"}""", "field_missing")]
    [InlineData("""{C,"type":"EPCISDocument","schemaVersion":"1.2",D,"epcisBody":{"eventList":[{}]}}""", "version_unsupported")]
    [InlineData("""{C,"type":"Letter","schemaVersion":"2.0",D,"epcisBody":{"eventList":[{}]}}""", "type_unknown")]
    [InlineData("""{C,"type":"EPCISDocument","schemaVersion":"2.0",D,"epcisBody":{"eventList":[]}}""", "count_out_of_range")]
    [InlineData("""{C,"type":"EPCISDocument","schemaVersion":"2.0",D,"epcisBody":{"eventList":{}}}""", "not_a_list")]
    [InlineData("""{C,"type":"EPCISDocument","schemaVersion":"2.0",D,"epcisBody":{"eventList":[1]}}""", "not_an_object")]
    [InlineData("""{C,"type":"EPCISQueryDocument","epcisBody":{"queryResults":{}}}""", "field_missing")]
    [InlineData("""[]""", "not_an_object")]
    [InlineData("""{C,"type":"EPCISDocument","sender":"\ud800"}""", "text_unreadable")]
    [InlineData("""{C,"type":"EPCISDocument","example:\ud800":1}""", "text_unreadable")]
    public async Task What_is_no_document_is_refused_with_its_reason(string document, string code)
    {
        var supplier = (await services.OnAsync(Engine.Sqlite)).Client(Roles.Supplier, org: Guid.CreateVersion7());
        var text = document.Replace("{C,", """{"@context":"x:y",""", StringComparison.Ordinal)
            .Replace(",D,", ""","creationDate":"2026-11-21T10:00:00Z",""", StringComparison.Ordinal);
        using var answer = await supplier.PostAsync(
            "/logistics/epcis/capture", new StringContent(text, Encoding.UTF8, "application/json"), Ct);
        Assert.Equal(code, await CodeAsync(answer));
    }

    [Fact]
    public async Task What_has_to_be_there_together_is_told_by_type()
    {
        var supplier = (await services.OnAsync(Engine.Sqlite)).Client(Roles.Supplier, org: Guid.CreateVersion7());
        foreach (var (type, without, code) in new[]
        {
            ("ObjectEvent", new[] { "epcList", "quantityList", "readPoint" }, "objects_missing"),
            ("AggregationEvent", ["childEPCs", "childQuantityList"], "children_missing"),
            ("AssociationEvent", ["parentID"], "field_missing"),
            ("TransactionEvent", ["bizTransactionList"], "field_missing"),
            ("TransformationEvent", ["inputEPCList", "transformationID"], "objects_missing"),
            ("ObjectEvent", ["eventTimeZoneOffset"], "field_missing"),
        })
        {
            var one = SampleEvents.Whole(type, $"urn:uuid:{Guid.CreateVersion7()}");
            foreach (var name in without)
            {
                one.Remove(name);
            }

            Assert.Equal(code, await CodeAsync(await supplier.CaptureAsync(Document(one))));
        }

        var observed = SampleEvents.Whole("ObjectEvent", $"urn:uuid:{Guid.CreateVersion7()}");
        observed["action"] = "OBSERVE";
        Assert.Equal("ilmd_without_add", await CodeAsync(await supplier.CaptureAsync(Document(observed))));
        var posing = SampleEvents.Observed("urn:example:crate:1");
        posing[CapturedBy] = "https://somebody.else.example";
        Assert.Equal("vocabulary_reserved", await CodeAsync(await supplier.CaptureAsync(Document(posing))));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_event_is_seen_by_who_captured_it_and_by_who_sees_the_shipment_that_it_may_speak_of(Engine engine)
    {
        var road = await LogisticsScenario.DispatchedAsync(await services.OnAsync(engine));
        var shipment = Shipment(road.Part.PartId);
        var batch = Batch(road.Part.Lines[0].Batches[0].BatchId);
        var before = (await road.ViewAsync()).State;
        await road.Carrier.CapturedAsync(Document(SampleEvents.Observed(shipment)));
        var seen = Assert.Single(await OfOthersAsync(road.Purchaser, $"MATCH_epc={Escaped(shipment)}"));
        Assert.Equal($"{Base}/organisation/pty/{road.CarrierId}", seen.Text(CapturedBy));
        Assert.Single(await OfOthersAsync(road.Auditor, $"MATCH_epc={Escaped(shipment)}"));
        // A stranger may say what it likes, and nobody else reads it.
        var stranger = road.Logistics.Client(Roles.Supplier, org: Guid.CreateVersion7());
        await stranger.CapturedAsync(Document(SampleEvents.Observed(shipment)));
        Assert.Single(await OfOthersAsync(stranger, $"MATCH_epc={Escaped(shipment)}"));
        Assert.Single(await OfOthersAsync(road.Purchaser, $"MATCH_epc={Escaped(shipment)}"));
        Assert.Equal(before, (await road.ViewAsync()).State);
        // Of a batch those who have goods of it read what its supplier says.
        Assert.Empty(await OfOthersAsync(road.Purchaser, $"MATCH_anyEPCClass={Escaped(batch)}"));
        var tested = SampleEvents.Observed("urn:example:probe:1");
        tested["quantityList"] = new JsonArray(new JsonObject { ["epcClass"] = batch });
        await road.Logistics.DeliverAsync(BatchOf(road), ct: Ct);
        await road.Supplier.CapturedAsync(Document(tested));
        Assert.Single(await OfOthersAsync(road.Purchaser, $"MATCH_anyEPCClass={Escaped(batch)}"));
        Assert.Empty(await OfOthersAsync(stranger, $"MATCH_anyEPCClass={Escaped(batch)}"));
    }

    static Contracts.Catalog.BatchOffered BatchOf(LogisticsScenario road) => new()
    {
        BatchId = road.Part.Lines[0].Batches[0].BatchId,
        ProductId = road.Part.Lines[0].Goods.ProductId,
        SupplierId = road.Part.SupplierId,
        OriginPath = Examples.Jinyang,
        Quantity = Quantity.Of(1_000),
        HarvestFrom = new(2026, 11, 1),
        HarvestUntil = new(2026, 11, 30),
    };

    static async Task<List<JsonElement>> OfOthersAsync(HttpClient client, string query) =>
        [.. (await client.EventsAsync(query)).Where(one => one.TryGetProperty(CapturedBy, out _))];

    static async Task<string?> CodeAsync(HttpResponseMessage answer) =>
        (await LogisticsScenario.ReadAsync<JsonElement>(HttpStatusCode.BadRequest, answer)).Text("code");

    /// <summary>Events of any type with any of their members and extensions of any depth.</summary>
    static class Events
    {
        static readonly string[] Needed =
        [
            "type", "eventID", "eventTime", "eventTimeZoneOffset", "action", "parentID", "epcList", "childEPCs", "bizTransactionList",
            "inputEPCList", "outputQuantityList",
        ];

        public static Gen<JsonObject> Generator { get; } =
            from type in Gen.Elements(SampleEvents.Types)
            from kept in Gen.Choose(0, 1).ArrayOf(30)
            from extensions in Extension(3).ArrayOf(3)
            select Of(type, kept, extensions);

        static JsonObject Of(string type, int[] kept, JsonNode?[] extensions)
        {
            var whole = SampleEvents.Whole(type, $"urn:uuid:{Guid.CreateVersion7()}");
            string[] names = [.. whole.Select(member => member.Key)];
            for (var i = 0; i < names.Length; i++)
            {
                if (kept[i] == 0 && !Needed.Contains(names[i]))
                {
                    whole.Remove(names[i]);
                }
            }

            for (var i = 0; i < extensions.Length; i++)
            {
                whole[$"example:e{i}"] = extensions[i];
            }

            return whole;
        }

        static Gen<JsonNode?> Extension(int depth) => depth == 0
            ? Gen.OneOf(
                Gen.Elements("", "浅绿", "\"<&>\"", "a\\b", "\u0001", "😀").Select(text => (JsonNode?)JsonValue.Create(text)),
                Gen.Choose(-1_000_000, 1_000_000).Select(number => (JsonNode?)JsonValue.Create(number / 1_000m)),
                Gen.Elements(true, false).Select(truth => (JsonNode?)JsonValue.Create(truth)))
            : Gen.OneOf(
                Extension(0),
                from items in Extension(depth - 1).ArrayOf(2) select (JsonNode?)new JsonArray(items),
                from items in Extension(depth - 1).ArrayOf(2)
                select (JsonNode?)new JsonObject { ["example:a"] = items[0], ["plain name"] = items[1] });
    }
}
