using System.Net;
using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Drafts;

/// <summary>DELETE /ordering/drafts/{draftId}/lines/{lineNumber}.</summary>
public sealed class RemoveDraftLineTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_other_lines_keep_their_numbers(Engine engine)
    {
        var scenario = await DraftScenario.OpenAsync(await shared.OnAsync(engine));
        var draft = await scenario.CreateAsync(scenario.Line(), scenario.Line(day: 1), scenario.Line(day: 2));

        using var answer = await DraftScenario.SendAsync(
            scenario.Buyer, HttpMethod.Delete, $"/ordering/drafts/{draft.DraftId}/lines/2", draft.Version);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal([1, 3], (await scenario.SeeAsync(draft.DraftId)).Lines.Select(line => line.LineNumber));
        await RefusedAsync(
            buyer => DraftScenario.SendAsync(buyer, HttpMethod.Delete, $"/ordering/drafts/{draft.DraftId}/lines/2", draft.Version),
            scenario.Buyer, HttpStatusCode.PreconditionFailed, "changed_meanwhile", "If-Match");
    }
}
