using System.Net;
using Marketplace.Ordering.Templates;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Templates;

/// <summary>PUT /ordering/templates/{templateId}.</summary>
public sealed class ReviseTemplateTests
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_ordered_stays_and_the_next_week_is_as_it_says_now(Engine engine)
    {
        await using var fixture = await TemplateScenario.OpenServiceAsync(engine);
        var scenario = await TemplateScenario.OpenAsync(fixture);
        var template = await scenario.FileAsync();
        await scenario.RunsAsync(template.TemplateId, 1);
        var request = new ReviseTemplate.Request { Template = scenario.Content() with { Lines = [scenario.Line(DayOfWeek.Friday, 10)] } };

        using var answer = await scenario.Buyer.PutIfMatchAsync(
            $"/ordering/templates/{template.TemplateId}", request, template.Version, Ct);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(TemplateScenario.FirstWeek.AddDays(7), (await ReadAsync<TemplateView>(answer)).NextWeek);
        fixture.Clock.Advance(TimeSpan.FromDays(5));
        await scenario.RunsAsync(template.TemplateId, 2);
        Assert.Equal([403_33L, 35_00L], scenario.Submitted().OrderBy(order => order.SubmittedAt).Select(order => order.AmountFen));
        await RefusedAsync(
            buyer => buyer.PutIfMatchAsync($"/ordering/templates/{template.TemplateId}", request, template.Version, Ct),
            scenario.Buyer, HttpStatusCode.PreconditionFailed, "changed_meanwhile", "If-Match");
    }
}
