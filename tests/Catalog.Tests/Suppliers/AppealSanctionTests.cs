using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Catalog.Tests.Suppliers;

/// <summary>POST /catalog/suppliers/{supplierId}/sanctions/{number}/appeal.</summary>
public sealed class AppealSanctionTests(Catalogs catalogs)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_supplier_appeals_once_and_the_sanction_stays_in_force_until_it_is_decided(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var (own, county) = (catalog.As(Roles.Supplier, supplierId), catalog.County());
        await own.RefusesAsync(c => c.AppealAsync(supplierId), 404, "sanction_not_found");
        await county.SanctionAsync(supplierId).DoneAsync();
        await catalog.As(Roles.Supplier, Guid.CreateVersion7()).RefusesAsync(c => c.AppealAsync(supplierId), 403, "not_your_organisation");
        await county.RefusesAsync(c => c.AppealAsync(supplierId), 403, "role_not_allowed");
        await own.AppealAsync(supplierId).DoneAsync();
        await own.RefusesAsync(c => c.AppealAsync(supplierId), 409, "appeal_exists");
        Assert.Equal("Suspended", await own.StateAsync(supplierId));
        Assert.Contains(
            await county.GetAllAsync("/catalog/suppliers?hasOpenAppeal=true"), supplier => (Guid?)supplier["supplierId"] == supplierId);

        Assert.DoesNotContain(
            await catalog.As(Roles.Purchaser).GetAllAsync("/catalog/suppliers?hasOpenAppeal=true"),
            supplier => (Guid?)supplier["supplierId"] == supplierId);

        // The county sees that it was wrong.
        await county.LiftAsync(supplierId).DoneAsync();
        Assert.DoesNotContain(
            await county.GetAllAsync("/catalog/suppliers?hasOpenAppeal=true"), supplier => (Guid?)supplier["supplierId"] == supplierId);
        await own.RefusesAsync(
            c => c.PostOnceAsync($"{Sanctions.Path(supplierId)}/1/appeal", new { reason = " " }, ct: Ct), 400, "text_blank", "reason");
    }
}
