using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Crediting.Tests.Decisions;

/// <summary>CR-17: sales of a party under suspicion wait for an official.</summary>
public sealed class SuspicionsTests(SharedLedger shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Sales_of_a_suspect_are_held_from_the_day_until_it_is_cleared(Engine engine)
    {
        var clock = new FixedClock(Examples.Noon("2024-05-20"));
        await using var service = await SharedLedger.StartPairedAsync(engine, clock);
        var (unit, supplierId, suspicionId) = (Examples.Unit("330211"), Guid.CreateVersion7(), Guid.CreateVersion7());
        await service.DeliverAsync(unit);
        await service.DeliverAsync(Examples.Supplier(supplierId));
        await MadeAsync(service.Official("513430").PostOnceAsync("/credits/suspicions", Raised(suspicionId, supplierId), ct: Ct));

        Assert.Equal("–", await SellAsync("2024-05-15"));
        Assert.NotEqual("–", await SellAsync("2024-04-30"));
        var listed = Assert.Single((await service.Official("330211").GetJsonAsync("/credits/suspicions?open=true")).List("items"));
        Assert.Equal((suspicionId.ToString(), "举报核查", "official-513430"), (listed.Text("suspicionId"), listed.Text("reason"), listed.Text("raisedBy")));

        clock.Now = Examples.Noon("2024-05-25");
        await MadeAsync(service.Official("330211").PostOnceAsync($"/credits/suspicions/{suspicionId}/clearance", new { }, ct: Ct));
        Assert.NotEqual("–", await SellAsync("2024-05-26"));
        Assert.Empty((await service.Official("330211").GetJsonAsync("/credits/suspicions?open=true")).List("items"));
        Assert.Equal(
            "409 suspicion_cleared",
            await service.Official("330211").PostOnceAsync($"/credits/suspicions/{suspicionId}/clearance", new { }, ct: Ct).RefusalAsync());

        async Task<string> SellAsync(string day)
        {
            var line = Examples.Line();
            line = line with { Goods = line.Goods with { SupplierId = supplierId } };
            await service.DeliverAsync(Examples.Acceptance(unit.UnitId, line) with { AcceptedAt = Examples.Noon(day) });
            return await service.CreditedToAsync(line.LineId);
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Only_officials_who_know_a_party_suspect_and_clear_it(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var (unit, supplierId, suspicionId) = (Examples.Unit("330211"), Guid.CreateVersion7(), Guid.CreateVersion7());
        await service.DeliverAsync(unit);
        await service.DeliverAsync(Examples.Supplier(supplierId));

        var stranger = service.Official("441302");
        Assert.Equal("403 not_your_party", await stranger.PostOnceAsync("/credits/suspicions", Raised(suspicionId, supplierId), ct: Ct).RefusalAsync());
        Assert.Equal("403 not_your_party", await stranger.PostOnceAsync("/credits/suspicions", Raised(suspicionId, unitId: unit.UnitId), ct: Ct).RefusalAsync());
        Assert.Equal(
            "400 unknown_supplier", await service.Official("513430").PostOnceAsync("/credits/suspicions", Raised(suspicionId, Guid.CreateVersion7()), ct: Ct).RefusalAsync());
        Assert.Equal("400 one_party", await stranger.PostOnceAsync("/credits/suspicions", Raised(suspicionId, supplierId, unit.UnitId), ct: Ct).RefusalAsync());

        await MadeAsync(service.Official("330211").PostOnceAsync("/credits/suspicions", Raised(suspicionId, unitId: unit.UnitId), ct: Ct));
        Assert.Equal("404 suspicion_not_found", await stranger.PostOnceAsync($"/credits/suspicions/{suspicionId}/clearance", new { }, ct: Ct).RefusalAsync());
        Assert.DoesNotContain(suspicionId.ToString(), (await stranger.GetJsonAsync("/credits/suspicions?size=200")).GetRawText(), StringComparison.Ordinal);
        Assert.Contains(suspicionId.ToString(), (await service.Official("330211").GetJsonAsync("/credits/suspicions?size=200")).GetRawText(), StringComparison.Ordinal);
    }

    static object Raised(Guid suspicionId, Guid? supplierId = null, Guid? unitId = null) =>
        new { suspicionId, supplierId, unitId, from = "2024-05-01", reason = "举报核查" };

    static async Task MadeAsync(Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
    }
}
