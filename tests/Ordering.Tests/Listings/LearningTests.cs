using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Marketplace.Ordering.Tests.Fair;

namespace Marketplace.Ordering.Tests.Listings;

/// <summary>LearnListings, LearnSuppliers, LearnUnits and LearnRegions: the newest version is what is known, however the messages arrive.</summary>
public sealed class LearningTests(SharedFair shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Listings_are_kept_in_their_newest_version(Engine engine)
    {
        var fair = await shared.OnAsync(engine);
        var (productId, supplierId) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await KeepsTheNewestAsync(
            fair,
            version => Listing(productId, supplierId, version: version) with { Name = $"第{version}版" },
            async () =>
            {
                await using var scope = fair.Service.OpenDb(out var db);
                var row = await db.Listings.AsNoTracking().SingleAsync(listing => listing.ProductId == productId, Ct);
                Assert.Equal((supplierId, Zhaojue, 2, "RD-51-0001"), (row.SupplierId, row.OriginPath, row.PriceTiers.Count, row.Recognition!.Number));
                return (row.Version, row.Name);
            });
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Suppliers_are_kept_in_their_newest_version(Engine engine)
    {
        var fair = await shared.OnAsync(engine);
        var supplierId = Guid.CreateVersion7();
        await KeepsTheNewestAsync(fair, version => Supplier(supplierId, $"第{version}版", version), async () =>
        {
            await using var scope = fair.Service.OpenDb(out var db);
            var row = await db.Suppliers.AsNoTracking().SingleAsync(supplier => supplier.SupplierId == supplierId, Ct);
            return (row.Version, row.Name);
        });
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Units_are_kept_in_their_newest_version(Engine engine)
    {
        var fair = await shared.OnAsync(engine);
        var unitId = Guid.CreateVersion7();
        await KeepsTheNewestAsync(fair, version => Unit(unitId, Zhenhai, $"第{version}版", version), async () =>
        {
            await using var scope = fair.Service.OpenDb(out var db);
            var row = await db.PurchasingUnits.AsNoTracking().SingleAsync(unit => unit.UnitId == unitId, Ct);
            Assert.Equal(Zhenhai, Assert.Single(row.Affiliations).Path);
            return (row.Version, row.Name);
        });
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Regions_are_kept_in_their_newest_version(Engine engine)
    {
        var fair = await shared.OnAsync(engine);
        await KeepsTheNewestAsync(
            fair,
            version => new RegionsPublished
            {
                Regions =
                [
                    Region("330282", RegionLevel.County, $"/330000/330200/第{version}版/", version),
                    // An older version of the same region later in the same message.
                    Region("330282", RegionLevel.County, "/330000/", version - 1),
                ],
            },
            async () =>
            {
                await using var scope = fair.Service.OpenDb(out var db);
                var row = await db.Regions.AsNoTracking().SingleAsync(region => region.RegionId == "330282", Ct);
                return (row.Version, row.Path.RegionId);
            });
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_listing_of_an_unknown_supplier_is_kept_until_the_supplier_is_heard_of(Engine engine)
    {
        var fair = await shared.OnAsync(engine);
        var (unitId, supplierId) = (await fair.NewUnitAsync(), Guid.CreateVersion7());
        var productId = await fair.NewProductAsync(supplierId);

        await fair.HearAsync(Supplier(supplierId));

        Assert.Equal(supplierId, (await fair.PlaceAsync(Order(unitId, (productId, 10)))).Parts[0].SupplierId);
    }

    static async Task KeepsTheNewestAsync(Fair fair, Func<long, object> publish, Func<Task<(long Version, string Name)>> readAsync)
    {
        var id = Guid.CreateVersion7();
        await fair.HearAsync(publish(2), id);
        await fair.HearAsync(publish(2), id);
        await fair.HearAsync(publish(2));
        Assert.Equal((2, "第2版"), await readAsync());

        await fair.HearAsync(publish(1));
        Assert.Equal((2, "第2版"), await readAsync());

        await Task.WhenAll(new long[] { 5, 3, 7, 4, 6 }.Select(version => fair.HearAsync(publish(version))));
        Assert.Equal((7, "第7版"), await readAsync());
    }
}
