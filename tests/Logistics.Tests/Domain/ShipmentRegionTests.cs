using Marketplace.Contracts;
using Xunit;

namespace Marketplace.Logistics.Tests.Domain;

/// <summary>Which regions a shipment concerns.</summary>
public sealed class ShipmentRegionTests
{
    [Fact]
    public void A_shipment_concerns_the_regions_of_the_unit_the_destination_and_the_origins_each_once()
    {
        var shipment = Goods.Planned(("1", "1.00"), ("2", "1.00"));

        string[] paths = [$"{Examples.Zhenhai}", $"{Examples.ShanghaiPutuo}", $"{Examples.Jinyang}"];
        Assert.Equal(RegionPath.IdsIn(paths), shipment.Regions.Select(region => region.RegionId));
        Assert.All(
            shipment.Regions,
            region => Assert.Equal((shipment.PlannedAt, shipment.ShipmentId), (region.PlannedAt, region.ShipmentId)));
    }
}
