using System.Net;
using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Templates;

/// <summary>GET /ordering/templates/{templateId}/runs; what it tells is tested with those who make the runs.</summary>
public sealed class ListTemplateRunsTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task There_are_none_before_the_first_week_is_due_and_none_for_strangers(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var scenario = await TemplateScenario.OpenAsync(fixture);
        var template = await scenario.FileAsync(scenario.Content() with { ValidFrom = Today.AddDays(30) });

        Assert.Empty(await scenario.RunsAsync(template.TemplateId));
        await RefusedAsync(
            stranger => stranger.GetAsync($"/ordering/templates/{template.TemplateId}/runs", Ct), fixture.Purchaser(Guid.CreateVersion7()),
            HttpStatusCode.NotFound, "template_not_found");
    }
}
