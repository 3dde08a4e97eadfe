using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Catalog.Tests.NegativeList;

/// <summary>POST /catalog/negative-list/{listingId}/lifting (CR-05f).</summary>
public sealed class LiftNegativeListingTests(Catalogs catalogs)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_office_that_listed_it_or_one_above_lifts_it_from_today_on(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var province = catalog.Service.Client(Roles.Official, region: Places.Sichuan, tier: "Province");
        var listingId = await province.ListedAsync("Supplier", supplierId);
        await catalog.County().RefusesAsync(c => c.UnlistAsync(listingId), 403, "not_your_region");
        await catalog.As(Roles.Supplier, supplierId).RefusesAsync(c => c.UnlistAsync(listingId), 403, "role_not_allowed");
        await province.RefusesAsync(c => c.UnlistAsync(Guid.CreateVersion7()), 404, "negative_listing_not_found");

        using var lifted = await catalog.Service.Client(Roles.Official, tier: "Nation").UnlistAsync(listingId);

        Assert.Equal(HttpStatusCode.OK, lifted.StatusCode);
        Assert.False((bool)(await lifted.NodeAsync())!["isInForce"]!);
        var told = (await catalog.ToldAsync<NegativeListingPublished>(2, news => news.ListingId == listingId, listingId))
            .MaxBy(news => news.Version)!;
        Assert.Equal((2L, new DateOnly(2026, 11, 21)), (told.Version, told.LiftedFrom));
        await catalog.ProductAsync(supplierId);
        await province.RefusesAsync(c => c.UnlistAsync(listingId), 409, "listing_over");
        await province.ListedAsync("Supplier", supplierId);
    }
}
