using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Registry;
using Marketplace.Crediting.Storage;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Crediting.Tests.Registry;

/// <summary>Which sales a change of a unit may concern, and that finding them doesn't read the whole ledger.</summary>
public sealed class SalesOfUnitsTests(SharedLedger shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_unit_concerns_what_it_and_those_below_it_bought_themselves_by_an_agent_or_through_a_facilitator(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var (top, middle, bottom) = (Examples.Unit("330211"), Examples.Unit("330211"), Examples.Unit("330211"));
        var (agent, stranger) = (Examples.Unit("330211"), Examples.Unit("330211"));
        var facilitator = SalesScenario.Facilitator(Guid.CreateVersion7(), "330211", bottom.UnitId);
        foreach (var unit in new[]
        {
            top, middle with { ParentId = top.UnitId }, bottom with { ParentId = middle.UnitId }, agent, stranger,
        })
        {
            await service.DeliverAsync(unit);
        }

        await service.DeliverAsync(facilitator);
        var own = await BuyAsync(service, middle, terms: null);
        var below = await BuyAsync(service, bottom, terms: null);
        var byAgent = await BuyAsync(service, agent, new OrderTerms { PrincipalUnitId = bottom.UnitId });
        var helped = await BuyAsync(service, stranger, SalesScenario.HelpedBy(facilitator.FacilitatorId, "2024-05-10"));
        var others = await BuyAsync(service, stranger, terms: null);

        Assert.Equal(Sorted(own, below, byAgent, helped), await ConcernedAsync(service, middle));
        Assert.Equal(Sorted(below, byAgent, helped), await ConcernedAsync(service, bottom));
        Assert.Equal(Sorted(own, below, byAgent, helped), await ConcernedAsync(service, top));
        Assert.Equal(Sorted(helped, others), await ConcernedAsync(service, stranger));
    }

    /// <summary>A sale judged by the old parent is found by it also after the unit has got another.</summary>
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_unit_concerns_what_those_bought_that_were_once_below_it(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var (before, after, child) = (Examples.Unit("330211"), Examples.Unit("330211"), Examples.Unit("330211"));
        await service.DeliverAsync(before);
        await service.DeliverAsync(after);
        await service.DeliverAsync(child with { ParentId = before.UnitId });
        var bought = await BuyAsync(service, child, terms: null);
        await service.DeliverAsync(child with { ParentId = after.UnitId, Version = 2 });

        Assert.Equal([bought], await ConcernedAsync(service, before));
        Assert.Equal([bought], await ConcernedAsync(service, after));
    }

    [Fact]
    public async Task PostgreSql_finds_them_by_indexes()
    {
        var service = await shared.OnAsync(Engine.PostgreSql);
        var (unit, facilitator) = (Examples.Unit("330211"), Guid.CreateVersion7());
        await service.DeliverAsync(unit);
        await service.DeliverAsync(SalesScenario.Facilitator(facilitator, "330211", unit.UnitId));
        await using var scope = service.OpenDb(out var db);

        var plan = await Statements.PlanWithSomeRowsAsync(db, await SalesOfUnits.ConcernedAsync(db, unit.UnitId, Ct), Ct);

        Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal);
        Assert.Contains("principal_unit_id", plan, StringComparison.Ordinal);
        Assert.Contains("facilitator_id", plan, StringComparison.Ordinal);
    }

    static async Task<Guid> BuyAsync(ServiceUnderTest<CreditingDb> service, UnitPublished unit, OrderTerms? terms)
    {
        var line = Examples.Line();
        await service.DeliverAsync(Examples.Acceptance(unit.UnitId, line) with { Terms = terms });
        return line.LineId;
    }

    static async Task<IReadOnlyList<Guid>> ConcernedAsync(ServiceUnderTest<CreditingDb> service, UnitPublished unit)
    {
        await using var scope = service.OpenDb(out var db);
        return Sorted(await (await SalesOfUnits.ConcernedAsync(db, unit.UnitId, Ct)).Select(line => line.LineId).ToArrayAsync(Ct));
    }

    static IReadOnlyList<Guid> Sorted(params Guid[] lines) => [.. lines.Order()];
}
