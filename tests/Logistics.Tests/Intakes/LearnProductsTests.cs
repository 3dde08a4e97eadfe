using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Logistics.Tests.Intakes;

/// <summary>← ListingPublished.</summary>
public sealed class LearnProductsTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_product_is_called_as_its_newest_version_says(Engine engine)
    {
        var station = await StationScenario.StartAsync(await services.OnAsync(engine));
        foreach (var (version, name) in new[] { (3L, "新名"), (3L, "新名"), (2L, "旧名") })
        {
            await station.Network.Logistics.DeliverAsync(station.Product(version, name), ct: Ct);
        }

        await using var scope = station.Network.Logistics.OpenDb(out var db);
        var product = await db.Products.SingleAsync(known => known.ProductId == station.ProductId, Ct);
        Assert.Equal(("新名", 5_000L), (product.Name, product.UnitGrams));
    }
}
