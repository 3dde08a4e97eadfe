using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Crediting.Tests.Registry;

/// <summary>What an agent sells is credited on the days on which its principal lets it (CR-05g).</summary>
public sealed class LearnAgenciesTests(SharedLedger shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_agent_is_credited_on_the_days_of_its_authority_only(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var goods = await AgentsGoodsAsync(service);
        await service.DeliverAsync(Authority(goods));

        var (before, within) = (await SellAsync(service, goods, "2024-05-05"), await SellAsync(service, goods, "2024-05-06"));
        var ownName = await SellAsync(service, goods with { Agency = null }, "2024-05-06");

        Assert.Equal("–", await service.CreditedToAsync(before));
        Assert.Equal(CreditReason.AgentUnauthorised, (await service.SaleAsync(before))![Scheme.EastWest, PairingTier.County]);
        Assert.Equal("P F01, C F02, K F03", await service.CreditedToAsync(within));
        Assert.Equal("–", await service.CreditedToAsync(ownName));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_sale_that_was_heard_of_before_its_authority_is_credited_then_and_a_withdrawal_does_not_reach_back(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var goods = await AgentsGoodsAsync(service);
        var (first, second) = (await SellAsync(service, goods, "2024-05-06"), await SellAsync(service, goods, "2024-05-07"));
        Assert.Equal("–", await service.CreditedToAsync(first));
        var authority = Authority(goods);

        await service.DeliverAsync(authority);
        await service.DeliverAsync(authority with { Version = 2, WithdrawnFrom = new DateOnly(2024, 5, 7) });
        await service.DeliverAsync(authority);

        Assert.Equal("P F01, C F02, K F03", await service.CreditedToAsync(first));
        Assert.Equal(
            (6, 0L),
            (await service.EntriesAsync(second)) is var entries ? (entries.Count, entries.Sum(entry => entry.AmountFen)) : default);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_authority_for_another_product_or_principal_is_none(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var goods = await AgentsGoodsAsync(service);
        await service.DeliverAsync(Authority(goods) with { ProductIds = [Guid.CreateVersion7()] });
        await service.DeliverAsync(Authority(goods) with { PrincipalId = Guid.CreateVersion7() });
        Assert.Equal("–", await service.CreditedToAsync(await SellAsync(service, goods, "2024-05-07")));
        await service.DeliverAsync(Authority(goods) with { ProductIds = [goods.Agency!.ProductId] });
        Assert.Equal("P F01, C F02, K F03", await service.CreditedToAsync(await SellAsync(service, goods, "2024-05-07")));
    }

    static AgencyPublished Authority(GoodsFacts goods) => new()
    {
        AgencyId = Guid.CreateVersion7(),
        Version = 1,
        AgentId = goods.SupplierId,
        PrincipalId = goods.Agency!.PrincipalId,
        ValidFrom = new DateOnly(2024, 5, 6),
        ValidUntil = new DateOnly(2025, 12, 31),
        Document = "代理授权书1号",
    };

    /// <summary>What an agent sells of a principal.</summary>
    static async Task<GoodsFacts> AgentsGoodsAsync(ServiceUnderTest<CreditingDb> service)
    {
        var agent = Examples.Supplier(Guid.CreateVersion7()) with { Type = SupplierType.Agent };
        var principal = Examples.Supplier(Guid.CreateVersion7());
        await service.DeliverAsync(agent);
        await service.DeliverAsync(principal);
        return Examples.Line(supplierId: agent.SupplierId).Goods with
        {
            Agency = new Agency
            {
                PrincipalId = principal.SupplierId,
                PrincipalName = principal.Name,
                ProductId = Guid.CreateVersion7(),
                ValidFrom = new DateOnly(2024, 5, 6),
                ValidUntil = new DateOnly(2025, 12, 31),
            },
        };
    }

    static async Task<Guid> SellAsync(ServiceUnderTest<CreditingDb> service, GoodsFacts goods, string confirmed)
    {
        var (unit, line) = (Examples.Unit("330211"), Examples.Line() with { Goods = goods });
        await service.DeliverAsync(unit);
        await service.DeliverAsync(Examples.Acceptance(unit.UnitId, line) with { ConfirmedAt = Examples.Noon(confirmed) });
        return line.LineId;
    }
}
