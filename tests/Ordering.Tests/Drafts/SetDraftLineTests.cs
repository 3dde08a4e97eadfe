using System.Net;
using Marketplace.Ordering.Drafts;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Drafts;

/// <summary>PUT /ordering/drafts/{draftId}/lines/{lineNumber}.</summary>
public sealed class SetDraftLineTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_line_is_mended_by_who_has_seen_it(Engine engine)
    {
        var scenario = await DraftScenario.OpenAsync(await shared.OnAsync(engine));
        var draft = await scenario.CreateAsync(scenario.Line() with { Product = "没有的产品" }, scenario.Line(product: 1));
        Assert.Equal(1, draft.FaultyLines);
        var (path, mended) = ($"/ordering/drafts/{draft.DraftId}/lines/1", new SetDraftLine.Request { Line = scenario.Line() });

        using var answer = await scenario.Buyer.PutIfMatchAsync(path, mended, draft.Version, Ct);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var after = await ReadAsync<DraftView>(answer);
        Assert.Equal((0, scenario.Products[0].Id), (after.FaultyLines, after.Lines[0].ProductId!.Value));
        await RefusedAsync(
            buyer => buyer.PutIfMatchAsync(path, mended, draft.Version, Ct), scenario.Buyer, HttpStatusCode.PreconditionFailed,
            "changed_meanwhile", "If-Match");
        await RefusedAsync(
            buyer => buyer.PutIfMatchAsync($"/ordering/drafts/{draft.DraftId}/lines/9", mended, after.Version, Ct),
            scenario.Buyer, HttpStatusCode.NotFound, "draft_line_not_found", "lineNumber");
        await RefusedAsync(
            stranger => stranger.PutIfMatchAsync(path, mended, after.Version, Ct),
            scenario.Fixture.Purchaser(Guid.CreateVersion7()), HttpStatusCode.NotFound, "draft_not_found");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_can_be_found_by_now_is_told_and_not_filled_in_by_itself(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var scenario = await DraftScenario.OpenAsync(fixture);
        var name = DraftScenario.Unlike() + "核桃";
        var draft = await scenario.CreateAsync(scenario.Line() with { Product = name });
        await DraftScenario.NewProductAsync(fixture, scenario.SupplierId, name);

        var after = await scenario.SeeAsync(draft.DraftId);

        Assert.Equal(["line_to_be_confirmed"], DraftScenario.Codes(after, 0));
        Assert.Null(after.Lines[0].ProductId);
    }
}
