using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Logistics.Tests.Epcis.EpcisClient;

namespace Marketplace.Logistics.Tests.Epcis;

/// <summary>POST /logistics/epcis/events.</summary>
public sealed class CaptureEventTests(SharedServices services)
{
    const string Path = "/logistics/epcis/events";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_event_is_found_where_the_answer_says_also_when_it_had_no_id(Engine engine)
    {
        var keeper = (await services.OnAsync(engine)).Client(Roles.Keeper, org: Guid.CreateVersion7());
        var one = SampleEvents.Observed($"urn:example:crate:{Guid.CreateVersion7()}");
        one["@context"] = Context;
        using var answer = await keeper.CaptureAsync(one, path: Path);
        var captured = await LogisticsScenario.ReadAsync<JsonElement>(HttpStatusCode.Created, answer);
        var found = ListOf(await LogisticsScenario.ReadAsync<JsonElement>(
            HttpStatusCode.OK, await keeper.GetAsync(answer.Headers.Location!.ToString(), Ct)));
        Assert.Equal(captured.GetRawText(), Assert.Single(found.EnumerateArray()).GetRawText());
        // Said again it is the same event.
        using var again = await keeper.CaptureAsync(one, path: Path);
        Assert.Equal(answer.Headers.Location, again.Headers.Location);
        Assert.Equal("2.0.0", Assert.Single(again.Headers.GetValues("GS1-EPCIS-Version")));
    }

    [Fact]
    public async Task Without_a_context_or_with_other_words_under_its_id_it_is_refused()
    {
        var keeper = (await services.OnAsync(Engine.Sqlite)).Client(Roles.Keeper, org: Guid.CreateVersion7());
        var one = SampleEvents.Observed("urn:example:crate:7", $"urn:uuid:{Guid.CreateVersion7()}");
        Assert.Equal(
            "field_missing",
            (await LogisticsScenario.ReadAsync<JsonElement>(HttpStatusCode.BadRequest, await keeper.CaptureAsync(one, path: Path)))
                .Text("code"));
        one["@context"] = Context;
        Assert.Equal(HttpStatusCode.Created, (await keeper.CaptureAsync(one, path: Path)).StatusCode);
        one["bizStep"] = "storing";
        Assert.Equal(
            "event_differs",
            (await LogisticsScenario.ReadAsync<JsonElement>(HttpStatusCode.Conflict, await keeper.CaptureAsync(one, path: Path)))
                .Text("code"));
    }

    [Fact]
    public async Task Events_of_other_vocabularies_and_single_contexts_are_taken()
    {
        var keeper = (await services.OnAsync(Engine.Sqlite)).Client(Roles.Keeper, org: Guid.CreateVersion7());
        var one = new JsonObject
        {
            ["@context"] = new JsonObject { ["example"] = "http://ns.example.com/epcis/" },
            ["type"] = "example:TastingEvent",
            ["eventTime"] = "2026-11-20T09:30:00Z",
            ["eventTimeZoneOffset"] = "+08:00",
            ["example:taste"] = "麻",
        };
        var captured = await LogisticsScenario.ReadAsync<JsonElement>(HttpStatusCode.Created, await keeper.CaptureAsync(one, path: Path));
        Assert.Equal(
            Meaning.Of(JsonElement.Parse(one.ToJsonString()), null, hasId: false), Meaning.Of(captured, null, hasId: false));
    }
}
