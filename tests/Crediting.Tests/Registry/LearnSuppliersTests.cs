using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Crediting.Tests.Registry;

/// <summary>What a supplier confirmed while it was suspended is not eligible, whenever the suspension becomes known (CR-05c).</summary>
public sealed class LearnSuppliersTests(SharedLedger shared)
{
    static readonly SupplierPublished.Suspension OverTheSale = new(new DateOnly(2024, 5, 1), new DateOnly(2024, 5, 9));

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_suspension_that_is_known_keeps_the_sale_from_credit(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var supplier = Examples.Supplier(Guid.CreateVersion7());
        await service.DeliverAsync(supplier with { Suspensions = [OverTheSale] });

        var (during, after) = (
            await SellAsync(service, supplier.SupplierId, "2024-05-08"), await SellAsync(service, supplier.SupplierId, "2024-05-09"));

        Assert.Equal("–", await service.CreditedToAsync(during));
        Assert.Equal(CreditReason.SupplierSuspended, (await service.SaleAsync(during))![Scheme.EastWest, PairingTier.County]);
        Assert.Equal("P F01, C F02, K F03", await service.CreditedToAsync(after));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_suspension_that_comes_after_the_sale_takes_its_credit_back_once(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var supplier = Examples.Supplier(Guid.CreateVersion7());
        await service.DeliverAsync(supplier);
        var lineId = await SellAsync(service, supplier.SupplierId, "2024-05-08");
        Assert.Equal("P F01, C F02, K F03", await service.CreditedToAsync(lineId));

        await service.DeliverAsync(supplier with { Version = 2, Suspensions = [OverTheSale] });
        await service.DeliverAsync(supplier with { Version = 2, Suspensions = [OverTheSale] });

        Assert.Equal(
            (6, 0L),
            (await service.EntriesAsync(lineId)) is var entries ? (entries.Count, entries.Sum(entry => entry.AmountFen)) : default);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_removed_supplier_earns_nothing_more_and_keeps_what_it_confirmed_before(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var supplier = Examples.Supplier(Guid.CreateVersion7());
        var removal = new SupplierPublished.Suspension(new DateOnly(2024, 5, 8), null, IsRemoval: true);
        await service.DeliverAsync(supplier with { Suspensions = [OverTheSale, removal] });

        var during = await SellAsync(service, supplier.SupplierId, "2024-05-08");

        Assert.Equal("–", await service.CreditedToAsync(during));
        Assert.Equal(CreditReason.SupplierRemoved, (await service.SaleAsync(during))![Scheme.EastWest, PairingTier.Province]);
        Assert.Equal("P F01, C F02, K F03", await service.CreditedToAsync(await SellAsync(service, supplier.SupplierId, "2024-04-30")));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_older_version_that_comes_later_changes_nothing(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var supplier = Examples.Supplier(Guid.CreateVersion7());
        await service.DeliverAsync(supplier with { Version = 2, Name = "新名合作社" });

        await service.DeliverAsync(supplier with { Suspensions = [OverTheSale] });

        Assert.Equal("P F01, C F02, K F03", await service.CreditedToAsync(await SellAsync(service, supplier.SupplierId, "2024-05-08")));
        await using var scope = service.OpenDb(out var db);
        var known = await db.Suppliers.AsNoTracking()
            .SingleAsync(other => other.SupplierId == supplier.SupplierId, TestContext.Current.CancellationToken);
        Assert.Equal((2L, "新名合作社"), (known.Version, known.Name));
    }

    static async Task<Guid> SellAsync(ServiceUnderTest<CreditingDb> service, Guid supplierId, string confirmed)
    {
        var (unit, line) = (Examples.Unit("330211"), Examples.Line(supplierId: supplierId));
        await service.DeliverAsync(unit);
        await service.DeliverAsync(Examples.Acceptance(unit.UnitId, line) with { ConfirmedAt = Examples.Noon(confirmed) });
        return line.LineId;
    }
}
