using System.Net;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Drafts;

/// <summary>GET /ordering/drafts/{draftId}.</summary>
public sealed class GetDraftTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Purchasers_and_approvers_of_the_unit_see_it_and_nobody_else(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var scenario = await DraftScenario.OpenAsync(fixture);
        var draft = await scenario.CreateAsync(scenario.Line());

        using var seen = await fixture.Service.Client(Roles.Approver, org: scenario.UnitId)
            .GetAsync($"/ordering/drafts/{draft.DraftId}", Ct);

        Assert.Equal(HttpStatusCode.OK, seen.StatusCode);
        await RefusedAsync(
            stranger => stranger.GetAsync($"/ordering/drafts/{draft.DraftId}", Ct), fixture.Purchaser(Guid.CreateVersion7()),
            HttpStatusCode.NotFound, "draft_not_found");
        using var auditor = await fixture.Service.Client(Roles.Auditor).GetAsync($"/ordering/drafts/{draft.DraftId}", Ct);
        Assert.Equal(HttpStatusCode.Forbidden, auditor.StatusCode);
    }
}
