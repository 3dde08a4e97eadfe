using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Catalog.Tests.Suppliers;

/// <summary>
/// POST /catalog/suppliers/{supplierId}/sanctions/{number}/lifting. The clock is moved here, so these catalogues are not shared.
/// </summary>
public sealed class LiftSanctionTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task A_supplier_sells_again_and_the_days_of_each_suspension_are_told(Engine engine)
    {
        await using var catalog = await CatalogUnderTest.StartAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var productId = await catalog.ProductAsync(supplierId);
        var county = catalog.County();

        await county.SanctionAsync(supplierId).DoneAsync();
        // 21 November, 10:00 in Shanghai; two days and fourteen hours later it is the 24th there.
        catalog.Clock.Advance(TimeSpan.FromHours(62));
        await county.LiftAsync(supplierId).DoneAsync();
        catalog.Clock.Advance(TimeSpan.FromDays(10));
        await county.SanctionAsync(supplierId).DoneAsync();

        var told = await catalog.ToldAsync<SupplierPublished>(4, news => news.SupplierId == supplierId, supplierId);
        Assert.Null(told.MinBy(news => news.Version)!.Suspensions);
        Assert.Equal(
            [new(new DateOnly(2026, 11, 21), new DateOnly(2026, 11, 24)), new(new DateOnly(2026, 12, 4), new DateOnly(2027, 1, 1))],
            told.MaxBy(news => news.Version)!.Suspensions!);

        await county.LiftAsync(supplierId, number: 2).DoneAsync();
        var own = catalog.As(Roles.Supplier, supplierId);
        var seen = await own.GetNodeAsync($"/catalog/suppliers/{supplierId}");
        Assert.Equal("Active", (string?)seen["state"]);
        Assert.All(seen["sanctions"]!.AsArray(), sanction => Assert.Equal("整改合格", (string?)sanction!["liftingReason"]));
        await own.PutIfMatchAsync($"/catalog/products/{productId}", Samples.Revision(), 2, Ct).DoneAsync();
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task A_sanction_is_over_by_itself_after_its_last_day(Engine engine)
    {
        await using var catalog = await CatalogUnderTest.StartAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var county = catalog.County();
        await county.SanctionAsync(supplierId, until: "2026-11-22").DoneAsync();
        await county.SanctionAsync(supplierId, "Warning", "2026-11-23").DoneAsync();
        Assert.Equal("Suspended", await county.StateAsync(supplierId));
        catalog.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal("Warned", await county.StateAsync(supplierId));
        await catalog.ProductAsync(supplierId);
        catalog.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal("Active", await county.StateAsync(supplierId));
        await county.RefusesAsync(c => c.LiftAsync(supplierId), 409, "sanction_over");
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task Only_the_office_that_imposed_it_or_one_above_lifts_it(Engine engine)
    {
        await using var catalog = await CatalogUnderTest.StartAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var (county, province) = (catalog.County(), catalog.Service.Client(Roles.Official, region: Places.Sichuan, tier: "Province"));
        await county.RefusesAsync(c => c.LiftAsync(supplierId), 404, "sanction_not_found");
        await province.SanctionAsync(supplierId).DoneAsync();
        await county.RefusesAsync(c => c.LiftAsync(supplierId), 403, "not_your_region");
        await catalog.County(Places.Yanyuan).RefusesAsync(c => c.LiftAsync(supplierId), 403, "not_your_region");
        await catalog.As(Roles.Supplier, supplierId).RefusesAsync(c => c.LiftAsync(supplierId), 403, "role_not_allowed");
        await county.RefusesAsync(c => c.LiftAsync(Guid.CreateVersion7()), 404, "supplier_not_found");
        Assert.Equal("Suspended", await county.StateAsync(supplierId));
        await province.LiftAsync(supplierId).DoneAsync();
        Assert.Equal("Active", await county.StateAsync(supplierId));
    }
}
