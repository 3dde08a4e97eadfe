using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Crediting.Tests.Registry;

/// <summary>What was confirmed while its supplier, buyer or product was on the negative list earns nothing (CR-05f).</summary>
public sealed class LearnNegativeListTests(SharedLedger shared)
{
    [Theory]
    [InlineData(Engine.Sqlite, NegativeListSubject.Supplier)]
    [InlineData(Engine.PostgreSql, NegativeListSubject.Supplier)]
    [InlineData(Engine.Sqlite, NegativeListSubject.Unit)]
    [InlineData(Engine.PostgreSql, NegativeListSubject.Unit)]
    [InlineData(Engine.Sqlite, NegativeListSubject.Product)]
    [InlineData(Engine.PostgreSql, NegativeListSubject.Product)]
    public async Task What_is_listed_when_it_sells_is_not_eligible_and_before_and_after_it_is(Engine engine, NegativeListSubject subject)
    {
        var service = await shared.OnAsync(engine);
        var (unitId, goods) = await PartiesAsync(service);
        await service.DeliverAsync(Listing(subject, unitId, goods));

        Guid[] sold =
        [
            await SellAsync(service, unitId, goods, "2024-05-05"), await SellAsync(service, unitId, goods, "2024-05-06"),
            await SellAsync(service, unitId, goods, "2024-05-07"), await SellAsync(service, unitId, goods, "2024-05-08"),
        ];

        Assert.Equal("P F01, C F02, K F03", await service.CreditedToAsync(sold[0]));
        Assert.Equal("–", await service.CreditedToAsync(sold[1]));
        Assert.Equal("–", await service.CreditedToAsync(sold[2]));
        Assert.Equal(CreditReason.NegativeListed, (await service.SaleAsync(sold[2]))![Scheme.EastWest, PairingTier.County]);
        Assert.Equal("P F01, C F02, K F03", await service.CreditedToAsync(sold[3]));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Heard_of_after_the_sale_it_takes_the_credit_back_once_and_lifted_before_it_gives_it_again(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var (unitId, goods) = await PartiesAsync(service);
        var lineId = await SellAsync(service, unitId, goods, "2024-05-07");
        var listing = Listing(NegativeListSubject.Supplier, unitId, goods);

        await service.DeliverAsync(listing);
        await service.DeliverAsync(listing);

        Assert.Equal((6, 0L), await CountAsync(service, lineId));
        await service.DeliverAsync(listing with { Version = 2, LiftedFrom = new DateOnly(2024, 5, 7) });
        await service.DeliverAsync(listing);
        Assert.Equal((9, 300_000L), await CountAsync(service, lineId));
    }

    /// <summary>How many entries there are of a sale, and what they sum to.</summary>
    static async Task<(int Entries, long SumFen)> CountAsync(ServiceUnderTest<CreditingDb> service, Guid lineId)
    {
        var entries = await service.EntriesAsync(lineId);
        return (entries.Count, entries.Sum(entry => entry.AmountFen));
    }

    static NegativeListingPublished Listing(NegativeListSubject subject, Guid unitId, GoodsFacts goods) => new()
    {
        ListingId = Guid.CreateVersion7(),
        Version = 1,
        Subject = subject,
        SubjectId = subject switch
        {
            NegativeListSubject.Supplier => goods.SupplierId,
            NegativeListSubject.Unit => unitId,
            _ => goods.ProductId,
        },
        SubjectName = "某对象",
        ValidFrom = new DateOnly(2024, 5, 6),
        ValidUntil = new DateOnly(2024, 5, 7),
        Reason = "农残超标",
        Document = "金市监〔2024〕8号",
    };

    static async Task<(Guid UnitId, GoodsFacts Goods)> PartiesAsync(ServiceUnderTest<CreditingDb> service)
    {
        var (unit, supplier) = (Examples.Unit("330211"), Examples.Supplier(Guid.CreateVersion7()));
        await service.DeliverAsync(unit);
        await service.DeliverAsync(supplier);
        return (unit.UnitId, Examples.Line(supplierId: supplier.SupplierId).Goods);
    }

    static async Task<Guid> SellAsync(ServiceUnderTest<CreditingDb> service, Guid unitId, GoodsFacts goods, string confirmed)
    {
        var line = Examples.Line() with { Goods = goods };
        await service.DeliverAsync(Examples.Acceptance(unitId, line) with { ConfirmedAt = Examples.Noon(confirmed) });
        return line.LineId;
    }
}
