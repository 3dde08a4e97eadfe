using System.Net;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Templates;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Templates;

/// <summary>POST /ordering/templates/{templateId}/runs/{week}/attempts.</summary>
public sealed class RetryTemplateRunTests
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_week_that_was_not_ordered_is_once_what_stood_in_the_way_is_mended(Engine engine)
    {
        await using var fixture = await TemplateScenario.OpenServiceAsync(engine);
        var scenario = await TemplateScenario.OpenAsync(fixture);
        var template = await scenario.FileAsync(scenario.Content() with { ValidFrom = TemplateScenario.FirstWeek.AddDays(7) });
        await fixture.HearAsync(Listing(scenario.ProductId, scenario.SupplierId, version: 2, isOnOffer: false));
        fixture.Clock.Advance(TimeSpan.FromDays(5));
        Assert.Equal(TemplateOutcome.NotOrdered, Assert.Single(await scenario.RunsAsync(template.TemplateId, 1)).Outcome);
        var path = $"/ordering/templates/{template.TemplateId}/runs/2026-11-30/attempts";
        using var still = await scenario.Buyer.PostOnceAsync(path, new { }, ct: Ct);
        Assert.Equal(TemplateOutcome.NotOrdered, (await ReadAsync<RetryTemplateRun.View>(still)).Outcome);
        await fixture.HearAsync(Listing(scenario.ProductId, scenario.SupplierId, version: 3));

        using var answer = await scenario.Buyer.PostOnceAsync(path, new { }, ct: Ct);

        Assert.Equal(TemplateOutcome.Ordered, (await ReadAsync<RetryTemplateRun.View>(answer)).Outcome);
        Assert.Equal(OrderState.Submitted, Assert.Single(Assert.Single(await scenario.RunsAsync(template.TemplateId)).Orders).State);
        await RefusedAsync(
            buyer => buyer.PostOnceAsync(path, new { }, ct: Ct), scenario.Buyer, HttpStatusCode.Conflict, "week_not_open", "week");
        await RefusedAsync(
            buyer => buyer.PostOnceAsync($"/ordering/templates/{template.TemplateId}/runs/2026-12-01/attempts", new { }, ct: Ct),
            scenario.Buyer, HttpStatusCode.NotFound, "template_run_not_found", "week");
        await RefusedAsync(
            stranger => stranger.PostOnceAsync(path, new { }, ct: Ct), fixture.Purchaser(Guid.CreateVersion7()),
            HttpStatusCode.NotFound, "template_not_found");
    }
}
