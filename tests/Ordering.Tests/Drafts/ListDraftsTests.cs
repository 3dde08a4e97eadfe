using Marketplace.Ordering.Drafts;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Drafts;

/// <summary>GET /ordering/drafts.</summary>
public sealed class ListDraftsTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_unit_sees_its_own_page_by_page_and_by_whether_they_are_ordered(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var scenario = await DraftScenario.OpenAsync(fixture);
        var (first, second, third) = (
            await scenario.CreateAsync(scenario.Line()), await scenario.CreateAsync(), await scenario.CreateAsync());
        (await DraftScenario.Order(first.DraftId, first.Version, 70_00)(scenario.Buyer)).Dispose();

        var (page, next) = await PageAsync(scenario.Buyer, "?size=2");
        var (rest, end) = await PageAsync(scenario.Buyer, $"?size=2&after={next}");

        Guid[] all = [.. page.Concat(rest).Select(draft => draft.DraftId)];
        Assert.Equal(((Guid[])[first.DraftId, second.DraftId, third.DraftId]).Order(), all.Order());
        Assert.Null(end);
        Assert.Equal([first.DraftId], (await PageAsync(scenario.Buyer, "?isOrdered=true")).Items.Select(draft => draft.DraftId));
        Assert.Equal(2, (await PageAsync(scenario.Buyer, "?isOrdered=false")).Items.Count);
        Assert.Empty((await PageAsync(fixture.Purchaser(Guid.CreateVersion7()), "")).Items);
    }

    static async Task<(IReadOnlyList<DraftSummary> Items, string? Next)> PageAsync(HttpClient caller, string query)
    {
        using var answer = await caller.GetAsync($"/ordering/drafts{query}", Ct);
        var page = await ReadAsync<Page<DraftSummary>>(answer);
        return (page.Items, page.Next);
    }
}
