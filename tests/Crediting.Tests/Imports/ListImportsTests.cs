using System.Net;
using Marketplace.Contracts;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Crediting.Tests.Imports;

/// <summary>GET /credits/imports (CR-22).</summary>
public sealed class ListImportsTests(SharedLedger shared)
{
    const string Region = "350521";

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Officials_page_through_the_imports_of_their_region_the_newest_first(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        await service.DeliverAsync(SharedLedger.Regions(Region));
        var official = service.Official(Region);
        var ids = new List<Guid>();
        for (var i = 0; i < 3; i++)
        {
            ids.Add((await service.ImportAsync(Region, "A")).ImportId);
        }

        Assert.Equal(
            ids.AsEnumerable().Reverse().Select(id => $"{id}"),
            (await official.PagesOfTwoAsync("/credits/imports")).Select(import => import.Text("importId")));

        foreach (var (reviewer, side) in (IEnumerable<(HttpClient, string)>)[
            (service.Reviewer(Region), "Facilitator"), (service.Reviewer("513430"), "Origin")])
        {
            using var review = await reviewer.ReviewAsync(ids[1], side);
            Assert.Equal(HttpStatusCode.Created, review.StatusCode);
        }

        Assert.Equal(
            $"{ids[1]}", Assert.Single((await official.GetJsonAsync("/credits/imports?state=Reviewed")).List("items")).Text("importId"));
        Assert.Equal(2, (await official.GetJsonAsync("/credits/imports?state=AwaitingReview")).List("items").Length);
        Assert.Empty((await service.Official("520100").GetJsonAsync("/credits/imports")).List("items"));
    }

    [Fact]
    public async Task Officials_auditors_and_operators_list_them()
    {
        var service = await shared.OnAsync(Engine.Sqlite);

        await service.IsForAsync(HttpMethod.Get, "/credits/imports", Roles.Official, Roles.Auditor, Roles.Operator);
    }

    [Theory]
    [InlineData("state=Perhaps", "state")]
    [InlineData("size=0", "size")]
    [InlineData("after=nonsense", "after")]
    public async Task What_cannot_be_asked_is_refused(string query, string field)
    {
        var service = await shared.OnAsync(Engine.Sqlite);

        Assert.Equal(
            field, (await service.Client(Roles.Auditor).RefusedAsync($"/credits/imports?{query}", HttpStatusCode.BadRequest)).Field);
    }
}
