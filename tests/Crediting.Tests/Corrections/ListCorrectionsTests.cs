using System.Net;
using Marketplace.Contracts;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Crediting.Tests.Corrections;

/// <summary>GET /credits/corrections (CR-19).</summary>
public sealed class ListCorrectionsTests(SharedLedger shared)
{
    const string Region = "441900";

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Officials_page_through_the_corrections_of_their_sales_from_the_newest_down(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var official = service.Official(Region);
        var ids = new List<Guid>();
        for (var i = 0; i < 3; i++)
        {
            ids.Add(await official.ProposeAsync((await service.SellAsync(region: Region)).Lines[0].LineId));
        }

        Assert.Equal(
            ids.AsEnumerable().Reverse().Select(id => id.ToString()),
            (await official.PagesOfTwoAsync(CorrectionScenario.Path)).Select(correction => correction.Text("correctionId")));

        await service.Official("513430").DecideAsync(ids[1], "refusal").JsonAsync(HttpStatusCode.OK);
        Assert.Equal(
            $"{ids[1]}",
            Assert.Single((await official.GetJsonAsync($"{CorrectionScenario.Path}?state=Refused")).List("items")).Text("correctionId"));
        Assert.Equal(2, (await official.GetJsonAsync($"{CorrectionScenario.Path}?state=Proposed")).List("items").Length);
        Assert.Empty((await service.Official("441302").GetJsonAsync(CorrectionScenario.Path)).List("items"));
    }

    [Fact]
    public async Task Officials_auditors_and_operators_list_them()
    {
        var service = await shared.OnAsync(Engine.Sqlite);

        await service.IsForAsync(HttpMethod.Get, CorrectionScenario.Path, Roles.Official, Roles.Auditor, Roles.Operator);
    }

    [Theory]
    [InlineData("state=Perhaps", "state")]
    [InlineData("size=0", "size")]
    [InlineData("after=nonsense", "after")]
    public async Task What_cannot_be_asked_is_refused(string query, string field)
    {
        var service = await shared.OnAsync(Engine.Sqlite);

        Assert.Equal(
            field,
            (await service.Client(Roles.Auditor).RefusedAsync($"{CorrectionScenario.Path}?{query}", HttpStatusCode.BadRequest)).Field);
    }
}
