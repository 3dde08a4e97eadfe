using Marketplace.Ordering.Templates;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Templates;

/// <summary>GET /ordering/templates.</summary>
public sealed class ListTemplatesTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_unit_sees_its_own_page_by_page(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var scenario = await TemplateScenario.OpenAsync(fixture);
        var later = scenario.Content() with { ValidFrom = Today.AddDays(30) };
        Guid[] filed = [(await scenario.FileAsync(later)).TemplateId, (await scenario.FileAsync(later)).TemplateId];

        var (first, next) = await PageAsync(scenario.Buyer, "?size=1");
        var (rest, end) = await PageAsync(scenario.Buyer, $"?size=1&after={next}");

        Assert.Equal(filed.Order(), first.Concat(rest).Select(template => template.TemplateId).Order());
        Assert.Null(end);
        Assert.Empty((await PageAsync(fixture.Purchaser(Guid.CreateVersion7()), "")).Items);
    }

    static async Task<(IReadOnlyList<TemplateView> Items, string? Next)> PageAsync(HttpClient caller, string query)
    {
        using var answer = await caller.GetAsync($"/ordering/templates{query}", Ct);
        var page = await ReadAsync<Page<TemplateView>>(answer);
        return (page.Items, page.Next);
    }
}
