using System.Net;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Templates;

/// <summary>GET /ordering/templates/{templateId}.</summary>
public sealed class GetTemplateTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Its_unit_sees_it_and_nobody_else(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var scenario = await TemplateScenario.OpenAsync(fixture);
        var template = await scenario.FileAsync(scenario.Content() with { ValidFrom = Today.AddDays(30) });
        using var approver = await fixture.Service.Client(Roles.Approver, org: scenario.UnitId)
            .GetAsync($"/ordering/templates/{template.TemplateId}", Ct);

        Assert.Equal(HttpStatusCode.OK, approver.StatusCode);
        Assert.Equal("秋季周菜单", (await scenario.SeeAsync(template.TemplateId)).Content.Name);
        await RefusedAsync(
            stranger => stranger.GetAsync($"/ordering/templates/{template.TemplateId}", Ct), fixture.Purchaser(Guid.CreateVersion7()),
            HttpStatusCode.NotFound, "template_not_found");
    }
}
