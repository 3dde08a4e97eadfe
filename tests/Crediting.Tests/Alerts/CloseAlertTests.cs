using System.Net;
using Marketplace.Contracts;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Crediting.Tests.Alerts;

/// <summary>POST /credits/alerts/{alertId}/closing (R11).</summary>
public sealed class CloseAlertTests(SharedLedger shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_alert_is_closed_with_what_was_done_about_it(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var path = $"/credits/alerts/{(await service.RaiseAlertAsync("513430")).Text("alertId")}/closing";
        Assert.Equal(
            "400 text_blank note", await service.Official("513430").PostOnceAsync(path, new { note = " " }, ct: Ct).FieldRefusalAsync());
        Assert.Equal(
            "404 alert_not_found", await service.Official("441302").PostOnceAsync(path, new { note = "不是我的" }, ct: Ct).RefusalAsync());

        var closed = await service.Official("513430").PostOnceAsync(path, new { note = "已约谈" }, ct: Ct).JsonAsync(HttpStatusCode.OK);

        Assert.Equal(("official-513430", "已约谈"), (closed.Text("closedBy"), closed.Text("note")));
        Assert.Equal(
            "409 alert_closed", await service.Nation().PostOnceAsync(path, new { note = "已约谈" }, ct: Ct).RefusalAsync());
        await service.IsForAsync(HttpMethod.Post, path, Roles.Official);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_was_closed_by_hand_is_not_raised_again_while_it_holds(Engine engine)
    {
        var clock = new FixedClock(Examples.Noon("2028-06-02"));
        await using var service = await SharedLedger.StartAsync(engine, clock);
        await service.PairAsync("F03");
        await service.DeliverAsync(SalesScenario.Target(FixturePairings.Id("F03"), 2028, 100_000));
        await service.EvaluateAlertsAsync();
        var alert = Assert.Single(await service.AlertsAsync("kind=NoSales"));
        var path = $"/credits/alerts/{alert.Text("alertId")}/closing";

        var stranger = service.Client(Roles.Official, region: "440000", tier: "Province");
        Assert.Equal("404 alert_not_found", await stranger.PostOnceAsync(path, new { note = "不是我的" }, ct: Ct).RefusalAsync());
        Assert.Equal(
            "403 not_alert_owner", await service.Official("513430").PostOnceAsync(path, new { note = "西部看得到" }, ct: Ct).RefusalAsync());
        await service.Official("330211").PostOnceAsync(path, new { note = "已约谈" }, ct: Ct).JsonAsync(HttpStatusCode.OK);
        Assert.Equal("409 alert_closed", await service.Official("330211").PostOnceAsync(path, new { note = "已约谈" }, ct: Ct).RefusalAsync());

        await service.EvaluateAlertsAsync();
        Assert.Equal("已约谈", Assert.Single(await service.AlertsAsync("kind=NoSales")).Text("note"));

        // A sale ends it; silence after it is another alert.
        var unit = Examples.Unit("330211");
        await service.DeliverAsync(unit);
        await service.SellAsync(unit.UnitId, "2028-06-02", "1.00");
        await service.EvaluateAlertsAsync();
        clock.Now = Examples.Noon("2028-09-02");
        await service.EvaluateAlertsAsync();
        Assert.Equal(2, (await service.AlertsAsync("kind=NoSales")).Count);
        Assert.Empty((await stranger.GetJsonAsync("/credits/alerts")).List("items"));
    }
}
