using System.Net;
using Marketplace.Ordering.Domain;
using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Templates;

/// <summary>PUT /ordering/templates/{templateId}/pausing.</summary>
public sealed class PauseTemplateTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_paused_template_makes_no_orders_and_a_stranger_pauses_none(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var scenario = await TemplateScenario.OpenAsync(fixture);
        var template = await scenario.FileAsync(scenario.Content() with { ValidFrom = Today.AddDays(30) });

        var paused = await scenario.PutAsync(template.TemplateId, "pausing", template.Version);

        Assert.Equal((TemplateState.Paused, (DateOnly?)null), (paused.State, paused.NextOn));
        await RefusedAsync(
            TemplateScenario.Put(template.TemplateId, "pausing", template.Version), scenario.Buyer, HttpStatusCode.PreconditionFailed,
            "changed_meanwhile", "If-Match");
        await RefusedAsync(
            TemplateScenario.Put(template.TemplateId, "pausing", paused.Version), fixture.Purchaser(Guid.CreateVersion7()),
            HttpStatusCode.NotFound, "template_not_found");
    }
}
