using System.Net;
using Marketplace.Contracts;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Crediting.Tests.Snapshots;

/// <summary>GET /credits/snapshots (CR-16).</summary>
public sealed class ListSnapshotsTests(ClosedLedger closed)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Snapshots_are_listed_by_number_within_the_region(Engine engine)
    {
        var service = await closed.OnAsync(engine);
        var official = service.Official("330211");

        Assert.Equal(
            ["R1-2024-04-330211", "R1-2024-05-330211"],
            (await official.PagesOfTwoAsync("/credits/snapshots")).Select(snapshot => snapshot.Text("number")));
        Assert.Equal(
            "330211", Assert.Single((await official.GetJsonAsync("/credits/snapshots?month=2024-05")).List("items")).Text("regionId"));
        Assert.Equal(
            "R1-2024-05-330200",
            Assert.Single((await service.Client(Roles.Auditor)
                .GetJsonAsync("/credits/snapshots?month=2024-05&regionId=330200")).List("items")).Text("number"));
        Assert.Equal(
            "R1-2024-05-CN",
            Assert.Single((await service.Client(Roles.Auditor)
                .GetJsonAsync("/credits/snapshots?month=2024-05&regionId=CN")).List("items")).Text("number"));
        var all = await service.Client(Roles.Auditor).PagesOfTwoAsync("/credits/snapshots?month=2024-05");
        Assert.Equal(
            all.Select(snapshot => snapshot.Text("number")).Order(StringComparer.Ordinal), all.Select(snapshot => snapshot.Text("number")));
        Assert.Empty((await service.Official("441302").GetJsonAsync("/credits/snapshots")).List("items"));
    }

    [Fact]
    public async Task Officials_auditors_and_operators_list_them()
    {
        var service = await closed.OnAsync(Engine.Sqlite);

        await service.IsForAsync(HttpMethod.Get, "/credits/snapshots", Roles.Official, Roles.Auditor, Roles.Operator);
    }

    [Theory]
    [InlineData("month=2024-13", "month")]
    [InlineData("size=0", "size")]
    [InlineData("after=%00", "after")]
    [InlineData("regionId=%00", "regionId")]
    public async Task What_cannot_be_asked_is_refused(string query, string field)
    {
        var service = await closed.OnAsync(Engine.Sqlite);

        Assert.Equal(
            field, (await service.Client(Roles.Auditor).RefusedAsync($"/credits/snapshots?{query}", HttpStatusCode.BadRequest)).Field);
    }
}
