using System.Net;
using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Drafts;

/// <summary>DELETE /ordering/drafts/{draftId}.</summary>
public sealed class DeleteDraftTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_draft_is_deleted_with_its_lines_and_one_that_is_ordered_stays(Engine engine)
    {
        var scenario = await DraftScenario.OpenAsync(await shared.OnAsync(engine));
        var (unwanted, ordered) = (await scenario.CreateAsync(scenario.Line()), await scenario.CreateAsync(scenario.Line()));
        (await DraftScenario.Order(ordered.DraftId, ordered.Version, 70_00)(scenario.Buyer)).Dispose();

        using var answer = await DeleteAsync(scenario.Buyer, unwanted.DraftId, unwanted.Version);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        await RefusedAsync(
            buyer => buyer.GetAsync($"/ordering/drafts/{unwanted.DraftId}", Ct), scenario.Buyer, HttpStatusCode.NotFound,
            "draft_not_found");
        await RefusedAsync(
            buyer => DeleteAsync(buyer, ordered.DraftId, ordered.Version + 1), scenario.Buyer, HttpStatusCode.Conflict, "draft_ordered");
    }

    static Task<HttpResponseMessage> DeleteAsync(HttpClient caller, Guid draftId, long version) =>
        DraftScenario.SendAsync(caller, HttpMethod.Delete, $"/ordering/drafts/{draftId}", version);
}
