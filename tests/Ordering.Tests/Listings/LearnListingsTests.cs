using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Listings;

public sealed class LearnListingsTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_listing_is_known_in_its_newest_version(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var (productId, supplierId) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await fixture.KeepsTheNewestAsync(
            version => Listing(productId, supplierId, version: version) with { Name = $"第{version}版" },
            async db =>
            {
                var row = await db.Listings.AsNoTracking().SingleAsync(listing => listing.ProductId == productId, Ct);
                Assert.Equal(
                    (supplierId, Zhaojue, 2, "RD-51-0001"),
                    (row.SupplierId, row.OriginPath, row.PriceTiers.Count, row.Recognition!.Number));
                return (row.Version, row.Name);
            });
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_product_may_lose_its_recognition(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var (productId, supplierId) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await fixture.HearAsync(Listing(productId, supplierId));

        await fixture.HearAsync(Listing(productId, supplierId, version: 2) with { Recognition = null });

        await using var scope = fixture.Service.OpenDb(out var db);
        Assert.Null((await db.Listings.AsNoTracking().SingleAsync(listing => listing.ProductId == productId, Ct)).Recognition);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_listing_of_an_unknown_supplier_is_kept_until_the_supplier_is_heard_of(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var (unitId, supplierId) = (await fixture.NewUnitAsync(), Guid.CreateVersion7());
        var productId = await fixture.NewProductAsync(supplierId);

        await fixture.HearAsync(Supplier(supplierId));

        Assert.Equal(supplierId, (await fixture.PlaceAsync(Order(unitId, (productId, 10)))).Parts[0].SupplierId);
    }
}
