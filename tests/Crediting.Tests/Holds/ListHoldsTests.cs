using System.Net;
using Marketplace.Contracts;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Crediting.Tests.Holds;

/// <summary>GET /credits/holds (CR-17).</summary>
public sealed class ListHoldsTests(SharedLedger shared)
{
    const string Region = "350581";
    const string Origin = "620521";

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Officials_page_through_the_held_sales_of_their_region_the_oldest_first(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var official = service.Official(Region);
        await service.DeliverAsync(FixturePairings.Between(Region, Origin));
        var held = new List<(Guid LineId, Guid HoldId)>();
        for (var i = 0; i < 3; i++)
        {
            held.Add(await service.HoldAsync(Region, Origin));
        }

        var listed = await official.PagesOfTwoAsync("/credits/holds?state=Open&reason=Suspicion");
        Assert.Equal(held.Select(hold => hold.HoldId.ToString()), listed.Select(hold => hold.Text("holdId")));
        Assert.All(
            listed,
            hold => Assert.Equal(("CR-17", 1_000_00L, "100.00"), (hold.Text("rule"), hold.Number("amountFen"), hold.Text("unitPrice"))));
        Assert.Equal(
            $"{held[1].HoldId}",
            Assert.Single((await official.GetJsonAsync($"/credits/holds?lineId={held[1].LineId}")).List("items")).Text("holdId"));
        Assert.Equal(
            $"{held[2].HoldId}",
            Assert.Single((await official.GetJsonAsync($"/credits/holds?holdId={held[2].HoldId}")).List("items")).Text("holdId"));
        Assert.Empty((await official.GetJsonAsync("/credits/holds?state=Released")).List("items"));
        Assert.Empty((await official.GetJsonAsync("/credits/holds?reason=BatchOverdraw")).List("items"));
        Assert.Empty((await service.Official("441302").GetJsonAsync("/credits/holds")).List("items"));
    }

    [Fact]
    public async Task Officials_auditors_and_operators_list_them()
    {
        var service = await shared.OnAsync(Engine.Sqlite);

        await service.IsForAsync(HttpMethod.Get, "/credits/holds", Roles.Official, Roles.Auditor, Roles.Operator);
    }

    [Theory]
    [InlineData("state=Perhaps", "state")]
    [InlineData("reason=Weather", "reason")]
    [InlineData("lineId=12", "lineId")]
    [InlineData("holdId=12", "holdId")]
    [InlineData("size=0", "size")]
    [InlineData("after=nonsense", "after")]
    public async Task What_cannot_be_asked_is_refused(string query, string field)
    {
        var service = await shared.OnAsync(Engine.Sqlite);

        Assert.Equal(field, (await service.Client(Roles.Auditor).RefusedAsync($"/credits/holds?{query}", HttpStatusCode.BadRequest)).Field);
    }
}
