using System.Net;
using Marketplace.Contracts;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Crediting.Tests.Measures;

/// <summary>GET /credits/measures (CR-23).</summary>
public sealed class ListMeasuresTests(SharedLedger shared)
{
    const string Region = "350584";

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Officials_page_through_the_measures_of_their_region_the_newest_first(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        await service.DeliverAsync(SharedLedger.Regions(Region));
        var official = service.Official(Region);
        foreach (var (kind, date) in ((string, string)[])[("Signed", "2024-05-01"), ("Intent", "2024-05-03"), ("Signed", "2024-05-02")])
        {
            await official.RecordAsync(MeasureScenario.Measure(Region, west: null, kind: kind, date: date))
                .JsonAsync(HttpStatusCode.Created);
        }

        Assert.Equal(
            ["2024-05-03", "2024-05-02", "2024-05-01"],
            (await official.PagesOfTwoAsync(MeasureScenario.Path)).Select(measure => measure.Text("date")));
        Assert.Equal(["2024-05-02", "2024-05-01"], await ListAsync("kind=Signed"));
        Assert.Equal(["2024-05-03", "2024-05-02"], await ListAsync("from=2024-05-02"));
        Assert.Equal(["2024-05-02", "2024-05-01"], await ListAsync("to=2024-05-02"));
        Assert.Empty((await service.Official("441302").GetJsonAsync(MeasureScenario.Path)).List("items"));

        async Task<IEnumerable<string>> ListAsync(string query) =>
            (await official.GetJsonAsync($"{MeasureScenario.Path}?{query}")).List("items").Select(measure => measure.Text("date"));
    }

    [Fact]
    public async Task Officials_auditors_and_operators_list_them()
    {
        var service = await shared.OnAsync(Engine.Sqlite);

        await service.IsForAsync(HttpMethod.Get, MeasureScenario.Path, Roles.Official, Roles.Auditor, Roles.Operator);
    }

    [Theory]
    [InlineData("kind=Weather", "kind")]
    [InlineData("from=yesterday", "from")]
    [InlineData("size=0", "size")]
    [InlineData("after=nonsense", "after")]
    public async Task What_cannot_be_asked_is_refused(string query, string field)
    {
        var service = await shared.OnAsync(Engine.Sqlite);

        Assert.Equal(
            field, (await service.Client(Roles.Auditor).RefusedAsync($"{MeasureScenario.Path}?{query}", HttpStatusCode.BadRequest)).Field);
    }
}
