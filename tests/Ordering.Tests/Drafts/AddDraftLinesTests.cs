using System.Net;
using Marketplace.Ordering.Drafts;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Drafts;

/// <summary>POST /ordering/drafts/{draftId}/lines.</summary>
public sealed class AddDraftLinesTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Lines_come_behind_those_that_are_there(Engine engine)
    {
        var scenario = await DraftScenario.OpenAsync(await shared.OnAsync(engine));
        var draft = await scenario.CreateAsync(scenario.Line());

        using var answer = await AddAsync(scenario, draft.DraftId, scenario.Line(product: 1), scenario.Line(day: 1));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var after = await scenario.SeeAsync(draft.DraftId);
        Assert.Equal([1, 2, 3], after.Lines.Select(line => line.LineNumber));
        Assert.Equal(scenario.Products[1].Id, after.Lines[1].ProductId);
        Assert.Equal(draft.Version + 1, after.Version);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_draft_has_no_more_lines_than_it_may(Engine engine)
    {
        var scenario = await DraftScenario.OpenAsync(await shared.OnAsync(engine));
        var draft = await scenario.CreateAsync([.. Enumerable.Repeat(scenario.Line(), 1_999)]);
        using var last = await AddAsync(scenario, draft.DraftId, scenario.Line());
        Assert.Equal(HttpStatusCode.OK, last.StatusCode);

        await RefusedAsync(
            buyer => buyer.PostOnceAsync(
                $"/ordering/drafts/{draft.DraftId}/lines", new AddDraftLines.Request { Lines = [scenario.Line()] }, ct: Ct),
            scenario.Buyer, HttpStatusCode.Conflict, "draft_full", "lines");
        Assert.Equal(2_000, (await scenario.SeeAsync(draft.DraftId)).Lines.Count);
    }

    static Task<HttpResponseMessage> AddAsync(DraftScenario scenario, Guid draftId, params DraftLineRequest[] lines) =>
        scenario.Buyer.PostOnceAsync($"/ordering/drafts/{draftId}/lines", new AddDraftLines.Request { Lines = lines }, ct: Ct);
}
