using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Catalog.Tests.NegativeList;

/// <summary>GET /catalog/negative-list/{listingId}.</summary>
public sealed class GetNegativeListingTests(Catalogs catalogs)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Whoever_is_listed_reads_why_and_until_when(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var listingId = await catalog.County().ListedAsync("Supplier", supplierId);
        var own = catalog.As(Roles.Supplier, supplierId);
        var entry = await own.GetNodeAsync($"{Listed.Path}/{listingId}");
        Assert.Equal(
            ("农残超标", "2027-05-31", "金阳县青花椒专业合作社", true),
            ((string?)entry["reason"], (string?)entry["validUntil"], (string?)entry["subjectName"], (bool?)entry["isInForce"]));
        await own.RefusesAsync(
            c => c.GetAsync(new Uri($"{Listed.Path}/{Guid.CreateVersion7()}", UriKind.Relative), Ct), 404, "negative_listing_not_found");
    }
}
