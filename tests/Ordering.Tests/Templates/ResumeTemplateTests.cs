using Marketplace.Ordering.Domain;
using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Templates;

/// <summary>PUT /ordering/templates/{templateId}/resumption.</summary>
public sealed class ResumeTemplateTests
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task It_goes_on_where_it_was_paused_or_with_the_first_week_that_is_not_begun(Engine engine)
    {
        await using var fixture = await TemplateScenario.OpenServiceAsync(engine);
        var scenario = await TemplateScenario.OpenAsync(fixture);
        var template = await scenario.FileAsync(scenario.Content() with { ValidFrom = Today.AddDays(30) });
        var paused = await scenario.PutAsync(template.TemplateId, "pausing", template.Version);
        var resumed = await scenario.PutAsync(template.TemplateId, "resumption", paused.Version);
        Assert.Equal((TemplateState.Active, template.NextWeek), (resumed.State, resumed.NextWeek));

        var again = await scenario.PutAsync(template.TemplateId, "pausing", resumed.Version);
        fixture.Clock.Advance(TimeSpan.FromDays(60));
        var later = await scenario.PutAsync(template.TemplateId, "resumption", again.Version);

        // 19 January 2027 is a Tuesday.
        Assert.Equal(new DateOnly(2027, 1, 25), later.NextWeek);
    }
}
