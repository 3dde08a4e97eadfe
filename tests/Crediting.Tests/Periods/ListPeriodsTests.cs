using System.Net;
using Marketplace.Contracts;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Crediting.Tests.Snapshots;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Crediting.Tests.Periods;

/// <summary>GET /credits/periods (CR-16).</summary>
public sealed class ListPeriodsTests(ClosedLedger closed)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Closed_months_are_listed_from_the_newest_down(Engine engine)
    {
        var service = await closed.OnAsync(engine);

        var first = await service.Official("441302").GetJsonAsync("/credits/periods?size=1");
        var second = await service.Official("441302").GetJsonAsync($"/credits/periods?size=1&after={first.Text("next")}");

        Assert.Equal([("2024-05", 9L)], first.List("items").Select(period => (period.Text("month"), period.Number("lastEntryNo"))));
        Assert.Equal([("2024-04", 9L)], second.List("items").Select(period => (period.Text("month"), period.Number("lastEntryNo"))));
    }

    [Fact]
    public async Task Officials_auditors_and_operators_list_them()
    {
        var service = await closed.OnAsync(Engine.Sqlite);

        await service.IsForAsync(HttpMethod.Get, "/credits/periods", Roles.Official, Roles.Auditor, Roles.Operator);
        Assert.Equal(
            "size", (await service.Client(Roles.Auditor).RefusedAsync("/credits/periods?size=0", HttpStatusCode.BadRequest)).Field);
    }
}
