using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Listings;

public sealed class LearnSuppliersTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_supplier_is_known_in_its_newest_version(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var supplierId = Guid.CreateVersion7();
        await fixture.KeepsTheNewestAsync(
            version => Supplier(supplierId, $"第{version}版", version),
            async db =>
            {
                var row = await db.Suppliers.AsNoTracking().SingleAsync(supplier => supplier.SupplierId == supplierId, Ct);
                return (row.Version, row.Name);
            });
    }
}
