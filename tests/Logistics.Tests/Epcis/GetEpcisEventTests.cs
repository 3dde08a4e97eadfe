using System.Net;
using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Logistics.Tests.Epcis.EpcisClient;

namespace Marketplace.Logistics.Tests.Epcis;

/// <summary>GET /logistics/epcis/events/{eventId}.</summary>
public sealed class GetEpcisEventTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_event_is_read_by_its_id_whatever_its_form_and_by_those_who_see_it(Engine engine)
    {
        var road = await LogisticsScenario.DispatchedAsync(await services.OnAsync(engine));
        var sent = Assert.Single(await road.Carrier.EventsAsync($"MATCH_epc={Escaped(Shipment(road.Part.PartId))}"));
        var path = $"/logistics/epcis/events/{Escaped(sent.Text("eventID")!)}";
        Assert.Equal(sent.GetRawText(), Assert.Single(await road.Supplier.EventsAsync(path)).GetRawText());
        var stranger = road.Logistics.Client(Roles.Carrier, org: Guid.CreateVersion7());
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(path, Ct)).StatusCode);
        var id = $"ni:///sha-256;{Guid.CreateVersion7():N}{Guid.CreateVersion7():N}?ver=CBV2.0";
        await road.Carrier.CapturedAsync(Document(SampleEvents.Observed("urn:example:crate:9", id)));
        var document = await LogisticsScenario.ReadAsync<JsonElement>(
            HttpStatusCode.OK, await road.Carrier.GetAsync($"/logistics/epcis/events/{Escaped(id)}", Ct));
        Assert.Equal("EPCISQueryDocument", document.Text("type"));
        Assert.Equal(id, Assert.Single(ListOf(document).EnumerateArray()).Text("eventID"));
    }
}
