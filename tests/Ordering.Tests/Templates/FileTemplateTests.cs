using System.Net;
using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Templates;

/// <summary>POST /ordering/templates.</summary>
public sealed class FileTemplateTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task It_keeps_the_prices_of_today_and_begins_with_the_first_week_that_is_not_begun(Engine engine)
    {
        var scenario = await TemplateScenario.OpenAsync(await shared.OnAsync(engine));

        var template = await scenario.FileAsync(scenario.Content() with
        {
            ValidFrom = new DateOnly(2027, 1, 6),
            SkippedWeeks = [new DateOnly(2027, 2, 3)],
        });

        Assert.Equal((TemplateState.Active, new DateOnly(2027, 1, 4), new DateOnly(2026, 12, 30)), (
            template.State, template.NextWeek, template.NextOn));
        Assert.Equal([UnitPrice.FromYuan(3.5m), UnitPrice.FromYuan(3.3333m)], template.Content.Lines.Select(line => line.UnitPrice));
        Assert.Equal([new DateOnly(2027, 2, 1)], template.Content.SkippedWeeks);
        Assert.All(template.Content.Lines, line => Assert.Equal(scenario.UnitId, line.UnitId));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_can_not_be_ordered_is_refused_at_once(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var scenario = await TemplateScenario.OpenAsync(fixture);
        var strange = await fixture.NewDockAsync(await fixture.NewUnitAsync());
        (Templates.TemplateScenario, Ordering.Templates.TemplateRequest Content, string Code, string Field)[] cases =
        [
            (scenario, scenario.Content() with { Lines = [scenario.Line(DayOfWeek.Monday, 20) with { DockId = strange }] },
                "unknown_dock", "template.lines[0].dockId"),
            (scenario, scenario.Content() with { Lines = [scenario.Line(DayOfWeek.Monday, 5)] },
                "product_not_on_offer", "template.lines[0].productId"),
            (scenario, scenario.Content() with { Lines = [scenario.Line(DayOfWeek.Monday, 20), scenario.Line(DayOfWeek.Monday, 30)] },
                "duplicate_product", "template.lines[1].productId"),
            (scenario, scenario.Content() with { PlaceAheadDays = 0 }, "out_of_range", "template.placeAheadDays"),
            (scenario, scenario.Content() with { ValidUntil = Today.AddDays(-1) }, "period_reversed", "template.validUntil"),
        ];

        foreach (var (_, content, code, field) in cases)
        {
            await RefusedAsync(
                buyer => buyer.PostOnceAsync("/ordering/templates", scenario.Request(content), ct: Ct), scenario.Buyer,
                HttpStatusCode.BadRequest, code, field);
        }

        await RefusedAsync(
            stranger => stranger.PostOnceAsync("/ordering/templates", scenario.Request(), ct: Ct), fixture.Purchaser(Guid.CreateVersion7()),
            HttpStatusCode.Forbidden, "not_your_organisation");
    }
}
