using System.Text.Json.Nodes;
using Marketplace.Catalog.Tests.Units;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Catalog.Tests.NegativeList;

/// <summary>POST /catalog/negative-list (CR-05f).</summary>
public sealed class AddToNegativeListTests(Catalogs catalogs)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_listed_supplier_offers_nothing_and_everybody_is_told_for_which_days(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var productId = await catalog.ProductAsync(supplierId);
        var listingId = await catalog.County().ListedAsync("Supplier", supplierId);

        var told = Assert.Single(await catalog.ToldAsync<NegativeListingPublished>(1, news => news.ListingId == listingId, listingId));
        Assert.Equal(
            (NegativeListSubject.Supplier, supplierId, new DateOnly(2026, 11, 21), new DateOnly(2027, 5, 31), null),
            (told.Subject, told.SubjectId, told.ValidFrom, told.ValidUntil, told.LiftedFrom));
        Assert.Empty(await catalog.As(Roles.Purchaser).GetAllAsync($"/catalog/products?supplierId={supplierId}"));
        var own = catalog.As(Roles.Supplier, supplierId);
        Assert.Single(await own.GetAllAsync($"/catalog/products?supplierId={supplierId}"));
        await own.RefusesAsync(
            c => c.PostOnceAsync("/catalog/products", Samples.Product(Guid.CreateVersion7(), supplierId), ct: Ct),
            409, "on_negative_list");
        await own.RefusesAsync(
            c => c.PutIfMatchAsync($"/catalog/products/{productId}", Samples.Revision(), 1, Ct), 409, "on_negative_list");
        await own.RefusesAsync(
            c => c.PostOnceAsync($"/catalog/products/{productId}/batches", Samples.Batch(Guid.CreateVersion7()), ct: Ct),
            409, "on_negative_list");

        // To take it off the shelf is no offer.
        using var withdrawn = await own.PutIfMatchAsync($"/catalog/products/{productId}", Samples.Revision(isOnOffer: false), 1, Ct);
        Assert.True(withdrawn.IsSuccessStatusCode);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_listed_product_is_not_offered_while_others_of_its_supplier_are(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var (bad, good) = (await catalog.ProductAsync(supplierId), await catalog.ProductAsync(supplierId, "金阳土豆"));
        await catalog.County().ListedAsync("Product", bad);
        var offered = await catalog.As(Roles.Purchaser).GetAllAsync($"/catalog/products?supplierId={supplierId}");
        Assert.Equal([good], offered.Select(product => (Guid)product["productId"]!));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_listed_from_a_later_day_is_offered_until_then(Engine engine)
    {
        await using var catalog = await CatalogUnderTest.StartAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        await catalog.ProductAsync(supplierId);
        await catalog.County().ListedAsync("Supplier", supplierId, from: "2026-11-22", until: "2026-11-23");
        var (buyer, path) = (catalog.As(Roles.Purchaser), $"/catalog/products?supplierId={supplierId}");
        Assert.Single(await buyer.GetAllAsync(path));
        catalog.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Empty(await buyer.GetAllAsync(path));
        catalog.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Single(await buyer.GetAllAsync(path));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Officials_list_what_is_of_their_region_and_the_nation_lists_all(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var (supplierId, unitId) = (await catalog.SupplierAsync(), Guid.CreateVersion7());
        var productId = await catalog.ProductAsync(supplierId);
        await catalog.Service.DeliverAsync(LearnUnitsTests.Unit(unitId));
        await catalog.County(Places.Wuchuan).RefusesAsync(c => c.ListAsync("Supplier", supplierId), 403, "not_your_region");
        await catalog.County(Places.Wuchuan).RefusesAsync(c => c.ListAsync("Product", productId), 403, "not_your_region");
        await catalog.County().RefusesAsync(c => c.ListAsync("Unit", unitId), 403, "not_your_region");
        await catalog.As(Roles.Supplier, supplierId).RefusesAsync(c => c.ListAsync("Supplier", supplierId), 403, "role_not_allowed");
        await catalog.As(Roles.Operator).RefusesAsync(c => c.ListAsync("Supplier", supplierId), 403, "role_not_allowed");
        await catalog.County(Places.Wuchuan).ListedAsync("Unit", unitId);
        await catalog.Service.Client(Roles.Official, tier: "Nation").ListedAsync("Supplier", supplierId);
        await catalog.County().RefusesAsync(c => c.ListAsync("Supplier", supplierId), 409, "already_listed");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_no_entry_is_refused_with_the_field(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        (string Field, JsonNode? Value, string Code)[] faults =
        [
            ("subject", "Carrier", "json_wrong_type"),
            ("subjectId", Guid.CreateVersion7().ToString(), "unknown_subject"),
            ("reason", "", "text_blank"),
            ("document", null, "field_missing"),
            ("validFrom", "2026-11-20", "day_past"),
            ("validUntil", "2026-11-20", "period_reversed"),
        ];
        foreach (var (field, value, code) in faults)
        {
            var body = Listed.Request("Supplier", supplierId);
            body[field] = value;
            await catalog.County().RefusesAsync(c => c.PostOnceAsync(Listed.Path, body, ct: Ct), 400, code, field);
        }
    }
}
