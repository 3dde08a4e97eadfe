using System.Net;
using Marketplace.Contracts;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Crediting.Tests.Holds;

/// <summary>POST /credits/suspicions: sales of a party under suspicion wait for an official (CR-17).</summary>
public sealed class RaiseSuspicionTests(SharedLedger shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Sales_of_a_suspect_are_held_from_the_day_until_it_is_cleared(Engine engine)
    {
        var clock = new FixedClock(Examples.Noon("2024-05-20"));
        await using var service = await SharedLedger.StartPairedAsync(engine, clock);
        var unit = Examples.Unit("330211");
        await service.DeliverAsync(unit);
        var (suspicionId, supplierId) = await service.SuspectAsync();

        Assert.Equal("–", await SellAsync("2024-05-15"));
        Assert.NotEqual("–", await SellAsync("2024-04-30"));
        var listed = Assert.Single((await service.Official("330211").GetJsonAsync("/credits/suspicions?open=true")).List("items"));
        Assert.Equal(
            (suspicionId.ToString(), "举报核查", "official-513430"),
            (listed.Text("suspicionId"), listed.Text("reason"), listed.Text("raisedBy")));

        clock.Now = Examples.Noon("2024-05-25");
        Assert.Equal("403 not_the_raiser", await service.Official("330211").ClearAsync(suspicionId).RefusalAsync());
        await service.Official("513430").ClearAsync(suspicionId).JsonAsync(HttpStatusCode.OK);
        Assert.NotEqual("–", await SellAsync("2024-05-26"));
        Assert.Empty((await service.Official("330211").GetJsonAsync("/credits/suspicions?open=true")).List("items"));
        Assert.Equal("409 suspicion_cleared", await service.Official("513430").ClearAsync(suspicionId).RefusalAsync());

        async Task<string> SellAsync(string day)
        {
            var line = Examples.Line(supplierId: supplierId);
            await service.DeliverAsync(Examples.Acceptance(unit.UnitId, line) with { AcceptedAt = Examples.Noon(day) });
            return await service.CreditedToAsync(line.LineId);
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_region_that_only_trades_with_a_party_holds_its_own_sales_and_no_others(Engine engine)
    {
        await using var service = await SharedLedger.StartPairedAsync(engine, new FixedClock(Examples.Noon("2024-05-20")));
        var (own, other, supplierId) = (Examples.Unit("330211"), Examples.Unit("330281"), Guid.CreateVersion7());
        await service.DeliverAsync(own);
        await service.DeliverAsync(other);
        await service.DeliverAsync(Examples.Supplier(supplierId));
        Assert.NotEqual("–", await SellAsync(own.UnitId));

        await service.Official("330211").RaiseAsync(SuspicionScenario.Suspicion(Guid.CreateVersion7(), supplierId))
            .JsonAsync(HttpStatusCode.Created);

        Assert.Equal("–", await SellAsync(own.UnitId));
        Assert.NotEqual("–", await SellAsync(other.UnitId));

        async Task<string> SellAsync(Guid unitId)
        {
            var line = Examples.Line(supplierId: supplierId);
            await service.DeliverAsync(Examples.Acceptance(unitId, line) with { AcceptedAt = Examples.Noon("2024-05-15") });
            return await service.CreditedToAsync(line.LineId);
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Only_officials_who_know_a_party_suspect_it(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var (unit, supplierId, suspicionId) = (Examples.Unit("330211"), Guid.CreateVersion7(), Guid.CreateVersion7());
        await service.DeliverAsync(unit);
        await service.DeliverAsync(Examples.Supplier(supplierId));

        var stranger = service.Official("441302");
        Assert.Equal("403 not_your_party", await stranger.RaiseAsync(SuspicionScenario.Suspicion(suspicionId, supplierId)).RefusalAsync());
        Assert.Equal(
            "403 not_your_party", await stranger.RaiseAsync(SuspicionScenario.Suspicion(suspicionId, unitId: unit.UnitId)).RefusalAsync());

        var raised = await service.Official("330211")
            .RaiseAsync(SuspicionScenario.Suspicion(suspicionId, unitId: unit.UnitId)).JsonAsync(HttpStatusCode.Created);
        Assert.Equal(
            (suspicionId.ToString(), unit.UnitId.ToString(), "2024-05-01"),
            (raised.Text("suspicionId"), raised.Text("partyId"), raised.Text("from")));
        await service.IsForAsync(HttpMethod.Post, SuspicionScenario.Path, Roles.Official);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_suspicion_names_one_known_party_and_a_reason(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var (official, id, unknown) = (service.Official("513430"), Guid.CreateVersion7(), Guid.CreateVersion7());

        Assert.Equal(
            "400 unknown_supplier supplierId", await official.RaiseAsync(SuspicionScenario.Suspicion(id, unknown)).FieldRefusalAsync());
        Assert.Equal(
            "400 unknown_unit unitId", await official.RaiseAsync(SuspicionScenario.Suspicion(id, unitId: unknown)).FieldRefusalAsync());
        Assert.Equal(
            "400 one_party unitId", await official.RaiseAsync(SuspicionScenario.Suspicion(id, unknown, unknown)).FieldRefusalAsync());
        Assert.Equal("400 one_party unitId", await official.RaiseAsync(SuspicionScenario.Suspicion(id)).FieldRefusalAsync());
        Assert.Equal(
            "400 text_blank reason", await official.RaiseAsync(SuspicionScenario.Suspicion(id, unknown, reason: " ")).FieldRefusalAsync());
    }
}
