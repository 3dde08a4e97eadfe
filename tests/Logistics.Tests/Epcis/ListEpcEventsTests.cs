using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Logistics.Tests.Epcis.EpcisClient;

namespace Marketplace.Logistics.Tests.Epcis;

/// <summary>GET /logistics/epcis/epcs/{epc}/events.</summary>
public sealed class ListEpcEventsTests(SharedServices services)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_events_of_an_object_are_those_of_the_query_by_its_URI(Engine engine)
    {
        var road = await LogisticsScenario.DeliveredAsync(await services.OnAsync(engine));
        var epc = Escaped(Shipment(road.Part.PartId));
        var events = await road.Purchaser.EventsAsync($"/logistics/epcis/epcs/{epc}/events?perPage=1");
        Assert.Equal(["shipping", "arriving"], events.Select(one => one.Text("bizStep")));
        Assert.Single(await road.Purchaser.EventsAsync($"/logistics/epcis/epcs/{epc}/events?EQ_bizStep=arriving"));
        Assert.Empty(await road.Purchaser.EventsAsync($"/logistics/epcis/epcs/{Escaped("urn:epc:id:sscc:6901234.0000000017")}/events"));
    }
}
