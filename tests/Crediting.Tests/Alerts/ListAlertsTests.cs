using System.Net;
using Marketplace.Contracts;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Crediting.Tests.Alerts;

/// <summary>GET /credits/alerts (R11).</summary>
public sealed class ListAlertsTests(SharedLedger shared)
{
    const string Owner = "610926";

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Officials_page_through_the_alerts_of_their_region_from_the_newest_down(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var official = service.Official(Owner);
        var alerts = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            alerts.Add((await service.RaiseAlertAsync(Owner)).Text("alertId"));
        }

        var listed = await official.PagesOfTwoAsync("/credits/alerts?kind=FakeTrade");
        Assert.Equal(alerts.AsEnumerable().Reverse(), listed.Select(alert => alert.Text("alertId")));
        Assert.All(listed, alert =>
        {
            Assert.Equal((Owner, "虚假交易"), (alert.GetProperty("owner").Text("regionId"), alert.GetProperty("kindWords").Text("zh")));
            Assert.Equal(("Red", "体系重构建议"), (alert.Text("level"), alert.GetProperty("action").Text("zh")));
        });

        using var closing = await official.PostOnceAsync($"/credits/alerts/{alerts[1]}/closing", new { note = "已核查" });
        Assert.Equal(HttpStatusCode.OK, closing.StatusCode);
        Assert.Equal(
            [alerts[2], alerts[0]],
            (await official.GetJsonAsync("/credits/alerts?state=Open")).List("items").Select(alert => alert.Text("alertId")));
        Assert.Equal(alerts[1], Assert.Single((await official.GetJsonAsync("/credits/alerts?state=Closed")).List("items")).Text("alertId"));
        Assert.Empty((await official.GetJsonAsync("/credits/alerts?kind=NoSales")).List("items"));
        Assert.Empty((await service.Official("441302").GetJsonAsync("/credits/alerts")).List("items"));
    }

    [Fact]
    public async Task Officials_auditors_and_operators_list_them()
    {
        var service = await shared.OnAsync(Engine.Sqlite);

        await service.IsForAsync(HttpMethod.Get, "/credits/alerts", Roles.Official, Roles.Auditor, Roles.Operator);
    }

    [Theory]
    [InlineData("kind=Weather", "kind")]
    [InlineData("state=Perhaps", "state")]
    [InlineData("size=201", "size")]
    [InlineData("after=nonsense", "after")]
    public async Task What_cannot_be_asked_is_refused(string query, string field)
    {
        var service = await shared.OnAsync(Engine.Sqlite);

        Assert.Equal(
            field, (await service.Client(Roles.Auditor).RefusedAsync($"/credits/alerts?{query}", HttpStatusCode.BadRequest)).Field);
    }
}
