using System.Net;
using Marketplace.Ordering.Drafts;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Drafts;

/// <summary>PUT /ordering/drafts/{draftId}/lines.</summary>
public sealed class SetDraftLinesTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Several_lines_are_mended_in_one_call_and_one_that_is_not_understood_stops_no_other(Engine engine)
    {
        var scenario = await DraftScenario.OpenAsync(await shared.OnAsync(engine));
        var wrong = scenario.Line() with { Product = "没有的产品" };
        var draft = await scenario.CreateAsync(wrong, scenario.Line(product: 1), wrong);
        Assert.Equal(2, draft.FaultyLines);
        var path = $"/ordering/drafts/{draft.DraftId}/lines";
        var mended = Lines((3, scenario.Line()), (1, scenario.Line() with { Quantity = "若干" }));

        using var answer = await scenario.Buyer.PutIfMatchAsync(path, mended, draft.Version, Ct);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var after = await ReadAsync<DraftView>(answer);
        Assert.Equal((1, scenario.Products[0].Id), (after.FaultyLines, after.Lines[2].ProductId!.Value));
        Assert.Equal("若干", after.Lines[0].Typed.Quantity);
        await RefusedAsync(
            buyer => buyer.PutIfMatchAsync(path, mended, draft.Version, Ct), scenario.Buyer, HttpStatusCode.PreconditionFailed,
            "changed_meanwhile", "If-Match");

        // Nothing is done of what names a line that is not there, or one twice.
        foreach (var (request, status, code, field) in ((SetDraftLines.Request, HttpStatusCode, string, string)[])
        [
            (Lines((1, scenario.Line()), (9, scenario.Line())), HttpStatusCode.NotFound, "draft_line_not_found", "lineNumber"),
            (Lines((1, scenario.Line()), (1, scenario.Line())), HttpStatusCode.BadRequest, "duplicate_line", "lines"),
            (Lines(), HttpStatusCode.BadRequest, "count_out_of_range", "lines"),
        ])
        {
            await RefusedAsync(
                buyer => buyer.PutIfMatchAsync(path, request, after.Version, Ct), scenario.Buyer, status, code, field);
        }

        Assert.Equal(1, (await scenario.SeeAsync(draft.DraftId)).FaultyLines);
        await RefusedAsync(
            stranger => stranger.PutIfMatchAsync(path, mended, after.Version, Ct),
            scenario.Fixture.Purchaser(Guid.CreateVersion7()), HttpStatusCode.NotFound, "draft_not_found");
    }

    static SetDraftLines.Request Lines(params (int Number, DraftLineRequest Line)[] lines) => new()
    {
        Lines = [.. lines.Select(line => new SetDraftLines.NumberedLine { LineNumber = line.Number, Line = line.Line })],
    };
}
