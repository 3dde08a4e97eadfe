using System.Net;
using Marketplace.Ordering.Domain;
using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Templates;

/// <summary>PUT /ordering/templates/{templateId}/ending.</summary>
public sealed class EndTemplateTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_ended_template_stays_as_it_is(Engine engine)
    {
        var scenario = await TemplateScenario.OpenAsync(await shared.OnAsync(engine));
        var template = await scenario.FileAsync(scenario.Content() with { ValidFrom = Today.AddDays(30) });

        var ended = await scenario.PutAsync(template.TemplateId, "ending", template.Version);

        Assert.Equal((TemplateState.Ended, (DateOnly?)null), (ended.State, ended.NextOn));
        foreach (var change in (string[])["pausing", "resumption", "ending"])
        {
            await RefusedAsync(
                TemplateScenario.Put(template.TemplateId, change, ended.Version), scenario.Buyer, HttpStatusCode.Conflict,
                "template_ended");
        }
    }
}
