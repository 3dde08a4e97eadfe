using System.Net;
using System.Net.Http.Json;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Freight;
using Marketplace.Logistics.Tests.Network;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Freight;

/// <summary>POST /logistics/freight-quotes.</summary>
public sealed class QuoteFreightTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Each_carrier_offers_by_its_most_exact_tariff_the_cheapest_first(Engine engine)
    {
        var freight = await FreightScenario.OfAsync(await services.OnAsync(engine));
        var (dear, cheap) = (await freight.CarrierAsync(), await freight.CarrierAsync());
        await freight.SetAsync(dear, new { fenPerTonne = 10_000, fromRegionId = freight.WestProvince });
        var exact = (await freight.SetAsync(dear, new { fenPerTonne = 60_000, toRegionId = freight.EastProvince })).Tariff.TariffId;
        var other = (await freight.SetAsync(cheap, new { lorryKg = 2_000, lorryFen = 60_000, minimumFen = 5_000 })).Tariff.TariffId;
        var quote = await freight.QuoteAsync(freight.Consignment(1, FreightScenario.Goods("1500.5")));
        Assert.Equal((FreightClass.Ambient, 1_501, 1_501), (quote.Class, quote.WeightKg, quote.ChargeableKg));
        Assert.Equal(
            [(other, FreightBasis.PerLorry, 60_000L), (exact, FreightBasis.PerTonne, 90_060L)],
            quote.Offers.Select(offer => (offer.Tariff!.TariffId, offer.Tariff.Basis, offer.FreightFen)));
        Assert.Equal((cheap, 1, 39_973), (quote.Offers[0].CarrierId, quote.Offers[0].Tariff!.Lorries, quote.Offers[0].FenPerTonne));
        var small = await freight.QuoteAsync(freight.Consignment(1, FreightScenario.Goods("10")));
        Assert.Equal((600, 5_000, FreightBasis.Minimum), (
            small.Offers[0].FreightFen, small.Offers[1].FreightFen, small.Offers[1].Tariff!.Basis));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Only_what_stands_on_the_day_for_the_class_of_a_carrier_that_is_given_goods_is_offered(Engine engine)
    {
        var freight = await FreightScenario.OfAsync(await services.OnAsync(engine));
        var (carrierId, suspended) = (await freight.CarrierAsync(), await freight.CarrierAsync());
        var tomorrow = FreightScenario.Today.AddDays(1);
        await freight.SetAsync(carrierId, new { validFrom = tomorrow.AddDays(1) });
        await freight.SetAsync(carrierId, new { validUntil = FreightScenario.Today });
        await freight.SetAsync(carrierId, new { @class = "Chilled", validUntil = tomorrow });
        await freight.SetAsync(suspended);
        await freight.SetAsync(suspended, new { @class = "Chilled" });
        Assert.Single((await freight.QuoteAsync(freight.Consignment(1, FreightScenario.Goods("1")))).Offers);
        await freight.Logistics.SuspendAsync(suspended, tomorrow);
        var ambient = await freight.QuoteAsync(freight.Consignment(1, FreightScenario.Goods("1")));
        Assert.Empty(ambient.Offers);
        Assert.Equal(NotServedReason.PlaceUnknown, ambient.NotServed!.Reason);
        var chilled = await freight.QuoteAsync(freight.Consignment(1, FreightScenario.Goods("1"), FreightScenario.Goods("1", "Chilled")));
        Assert.Equal((carrierId, tomorrow), (chilled.Offers.Single().CarrierId!.Value, chilled.Offers[0].ValidUntil));
        Assert.Null(chilled.NotServed);
        var mixed = await freight.QuoteAsync(freight.Consignment(1, FreightScenario.Goods("1"), FreightScenario.Goods("1", "Frozen")));
        Assert.Null(mixed.Class);
        Assert.Equal(NotServedReason.MixedClasses, mixed.NotServed!.Reason);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Goods_of_a_supplier_go_from_where_they_grow_or_from_its_station_in_the_class_of_the_product(Engine engine)
    {
        var freight = await FreightScenario.OfAsync(await services.OnAsync(engine));
        var carrierId = await freight.CarrierAsync();
        await freight.SetAsync(carrierId, new { @class = "Chilled" });
        var listing = Listing(Guid.CreateVersion7(), $"/{freight.WestProvince}/{freight.West}/");
        await freight.Logistics.DeliverAsync(listing, ct: Ct);
        object Asked() => new
        {
            number = 7,
            from = new { supplierId = listing.SupplierId },
            to = new { regionId = freight.East },
            deliverOn = FreightScenario.Today,
            items = new[] { new { productId = listing.ProductId, quantity = "30" } },
        };
        var quote = await freight.QuoteAsync(Asked());
        // Thirty boxes of ten jin.
        Assert.Equal(
            (FreightClass.Chilled, 150, freight.West, "某县", 7_500),
            (quote.Class, quote.WeightKg, quote.FromRegionId, quote.FromName, quote.Offers.Single().FreightFen));

        var stationId = Guid.CreateVersion7();
        await NetworkScenario.NodeAsync(
            stationId, NodeKind.Station, freight.West,
            freight.Logistics.Client(Roles.Official, region: freight.West, tier: "County", subject: "office"));
        using var set = await freight.Logistics.Client(Roles.Supplier, org: listing.SupplierId)
            .PutAsJsonAsync($"/logistics/suppliers/{listing.SupplierId}/station", new { nodeId = stationId }, Ct);
        Assert.Equal(HttpStatusCode.OK, set.StatusCode);
        Assert.Equal("物流中心", (await freight.QuoteAsync(Asked())).FromName);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_wrong_with_one_consignment_does_not_stop_the_others(Engine engine)
    {
        var freight = await FreightScenario.OfAsync(await services.OnAsync(engine));
        await freight.SetAsync(await freight.CarrierAsync());
        var (nobody, day) = (Guid.CreateVersion7(), FreightScenario.Today);
        object To(int number, object from, object to, object item, DateOnly? on = null) =>
            new { number, from, to, deliverOn = on ?? day, items = new[] { item } };
        var (west, east, goods) = (new { regionId = freight.West }, new { regionId = freight.East }, FreightScenario.Goods("1"));
        var answer = await freight.AskAsync(
            To(1, new { regionId = "999999" }, east, goods),
            To(2, new { nodeId = nobody }, east, goods),
            To(3, new { supplierId = nobody }, east, goods),
            To(4, west, new { dockId = nobody }, goods),
            To(5, west, east, new { productId = nobody, weightKg = "1" }),
            To(6, west, east, goods, day.AddDays(-1)),
            To(7, west, east, goods));
        Assert.Equal(
            [
                "unknown_region from.regionId", "station_unknown from.nodeId", "origin_unknown from.supplierId", "dock_unknown to.dockId",
                "product_unknown items[0].productId", "day_out_of_range deliverOn",
            ],
            answer.Consignments.SkipLast(1).Select(outcome => $"{outcome.Problem!.Code} {outcome.Problem.Field}"));
        Assert.Equal((7, 50), (answer.Consignments[^1].Number, answer.Consignments[^1].Quote!.Offers.Single().FreightFen));
    }

    [Theory]
    [InlineData("origin_unclear", "consignments[0].from", """{"from":{}}""")]
    [InlineData("destination_unclear", "consignments[0].to", """{"to":{"regionId":"1","dockId":"019abc00-0000-7000-8000-000000000000"}}""")]
    [InlineData("goods_unclear", "consignments[0].items[0].productId", """{"items":[{"weightKg":"1"}]}""")]
    [InlineData("weight_unclear", "consignments[0].items[0].weightKg", """{"items":[{"class":"Frozen"}]}""")]
    [InlineData("weight_unclear", "consignments[0].items[0].quantity", """{"items":[{"class":"Frozen","quantity":"1"}]}""")]
    [InlineData("out_of_range", "consignments[0].items[0].weightKg", """{"items":[{"class":"Frozen","weightKg":"0"}]}""")]
    [InlineData("count_out_of_range", "consignments[0].items", """{"items":[]}""")]
    public async Task What_is_no_question_is_told_by_its_field(string code, string field, string changed)
    {
        var freight = await FreightScenario.OfAsync(await services.OnAsync(Engine.Sqlite));
        var consignment = FreightScenario.Changed(freight.Consignment(1, FreightScenario.Goods("1")), changed);
        await Refused.AsAsync(
            HttpStatusCode.BadRequest, code, field, freight.Purchaser,
            client => client.PostAsJsonAsync("/logistics/freight-quotes", new { consignments = new[] { consignment } }, Ct));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Without_any_tariff_it_is_estimated_by_the_vehicles_on_offer_stretch_by_stretch(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var network = await NetworkScenario.NodesAsync(logistics);
        await network.VehiclesAsync(network.CarrierId, fixedFen: 10_000);
        var freight = await FreightScenario.OfAsync(logistics);
        object Goods(string weightKg, string @class = "Ambient") => new
        {
            number = 1,
            from = new { regionId = network.County },
            to = new { regionId = network.City },
            deliverOn = NetworkScenario.Due,
            items = new[] { new { @class, weightKg } },
        };
        var quote = await freight.QuoteAsync(Goods("100"));
        var offer = Assert.Single(quote.Offers);
        Assert.Equal(OfferKind.EstimateByNodes, offer.Kind);
        Assert.Null(offer.CarrierId);
        // The hub stands in the middle of the county, as its goods do: nothing but the tour itself is left of that stretch.
        Assert.Equal(
            [(FreightLeg.Collection, 50), (FreightLeg.Trunk, 70), (FreightLeg.Delivery, 50)],
            offer.Legs!.Select(leg => (leg.Kind, leg.FillPercent)));
        Assert.Equal(offer.FreightFen, offer.Legs!.Sum(leg => leg.FreightFen));
        // 100 kg of 8,000 of 10,000 fen.
        Assert.Equal(125, offer.Legs![0].FreightFen);
        var trunk = offer.Legs[1];
        Assert.InRange(trunk.Kilometres, 1_500, 3_000);
        // 100 kg of 11,200 of 100 yuan and 5.80 yuan a kilometre, which is known here to the half kilometre.
        var tour = 10_000 + trunk.Kilometres * 580L;
        Assert.InRange(trunk.FreightFen, (tour - 300) / 112, (tour + 300) / 112 + 1);

        var whole = await freight.QuoteAsync(Goods("16000", "Chilled"));
        Assert.Equal(
            [(OfferKind.EstimateDirect, 100), (OfferKind.EstimateByNodes, 100)],
            whole.Offers.Select(known => (known.Kind, known.Legs![^1].FillPercent)));
        Assert.Equal(NotServedReason.NoCarrier, (await freight.QuoteAsync(Goods("100", "Frozen"))).NotServed!.Reason);

        await network.Logistics.SuspendAsync(network.CarrierId, NetworkScenario.Due);
        Assert.Empty((await freight.QuoteAsync(Goods("100"))).Offers);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_estimate_goes_by_declared_lanes_as_plans_do(Engine engine)
    {
        var network = await NetworkScenario.NodesAsync(await services.OnAsync(engine));
        await network.VehiclesAsync(network.CarrierId, fixedFen: 10_000);
        var freight = await FreightScenario.OfAsync(network.Logistics);
        async Task<int> TrunkKilometresAsync() => (await freight.QuoteAsync(new
        {
            number = 1,
            from = new { regionId = network.County },
            to = new { regionId = network.City },
            deliverOn = NetworkScenario.Due,
            items = new[] { FreightScenario.Goods("100") },
        })).Offers.Single().Legs!.Single(leg => leg.Kind == FreightLeg.Trunk).Kilometres;
        var reckoned = await TrunkKilometresAsync();
        await RegisterLaneTests.LaneAsync(network, RegisterLaneTests.Lane(network));
        Assert.NotEqual(2_301, reckoned);
        Assert.Equal(2_301, await TrunkKilometresAsync());
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Which_node_is_nearest_is_told_by_lanes_from_where_goods_are_and_go(Engine engine)
    {
        // Nodes of both are at the same places, and of two as near the first that was registered is taken.
        var other = await NetworkScenario.NodesAsync(await services.OnAsync(engine));
        var own = await NetworkScenario.NodesAsync(other.Logistics, beside: other);
        foreach (var network in new[] { other, own })
        {
            await network.VehiclesAsync(network.CarrierId, fixedFen: 10_000);
        }

        var freight = await FreightScenario.OfAsync(other.Logistics);
        async Task<int> TrunkKilometresAsync() => (await freight.QuoteAsync(new
        {
            number = 1,
            from = new { regionId = own.County },
            to = new { regionId = own.City },
            deliverOn = NetworkScenario.Due,
            items = new[] { FreightScenario.Goods("100") },
        })).Offers.Single().Legs!.Single(leg => leg.Kind == FreightLeg.Trunk).Kilometres;
        await RegisterLaneTests.LaneAsync(own, RegisterLaneTests.Lane(own, new { distanceKm = 2_222.2m }));
        Assert.NotEqual(2_222, await TrunkKilometresAsync());

        var detour = new { fromNodeId = (Guid?)null, distanceKm = 9, drivingMinutes = 30 };
        await RegisterLaneTests.LaneAsync(
            own, RegisterLaneTests.Lane(own, detour, new { fromRegionId = own.County, toNodeId = other.HubId }));
        await LogisticsScenario.ReadAsync<object>(HttpStatusCode.Created, await own.CityOffice.PostOnceAsync(
            "/logistics/lanes", RegisterLaneTests.Lane(own, detour, new { fromRegionId = own.City, toNodeId = other.DepotId }), ct: Ct));
        Assert.Equal(2_222, await TrunkKilometresAsync());
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_dock_counts_as_its_region_and_a_hub_is_not_collected_from(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var network = await NetworkScenario.NodesAsync(logistics);
        await network.VehiclesAsync(network.CarrierId, fixedFen: 10_000);
        var dockId = Guid.CreateVersion7();
        await logistics.DeliverAsync(
            LearnDocksTests.Dock(dockId, latitude: 1, longitude: 1) with { RegionId = network.City }, ct: Ct);
        var freight = await FreightScenario.OfAsync(logistics);
        var quote = await freight.QuoteAsync(new
        {
            number = 1,
            from = new { nodeId = network.HubId },
            to = new { dockId },
            deliverOn = NetworkScenario.Due,
            items = new[] { new { @class = "Chilled", weightKg = "100" } },
        });
        Assert.Equal((network.City, "某市"), (quote.ToRegionId, quote.ToRegionName));
        Assert.Equal([FreightLeg.Trunk, FreightLeg.Delivery], quote.Offers.Single().Legs!.Select(leg => leg.Kind));
    }

    /// <summary>Cabbage in boxes of ten jin.</summary>
    static ListingPublished Listing(Guid supplierId, string originPath) => new()
    {
        ProductId = Guid.CreateVersion7(),
        Version = 1,
        SupplierId = supplierId,
        Name = "高山白菜",
        Category = ProductCategory.Vegetable,
        ProcessingLevel = ProcessingLevel.Raw,
        OriginPath = new RegionPath(originPath),
        OriginName = "某县",
        Unit = new TradeUnit { Name = "箱", Grams = 5_000 },
        PriceTiers = [new PriceTier { FromQuantity = Quantity.Of(1), UnitPrice = UnitPrice.FromYuan(20) }],
        IsOnOffer = true,
    };
}
