using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Drafts;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Drafts;

/// <summary>Drafts that nobody touches are forgotten.</summary>
public sealed class ForgetDraftsTests
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_draft_is_kept_to_the_day_that_it_says_and_then_forgotten_with_its_lines(Engine engine)
    {
        await using var fixture = await OpenAsync(engine);
        var scenario = await DraftScenario.OpenAsync(fixture);
        var draft = await scenario.CreateAsync(scenario.Line());

        fixture.Clock.Advance(TimeSpan.FromDays(89));
        Assert.Equal(0, await ForgetAsync(fixture));
        Assert.Equal(Today.AddDays(90), draft.ExpiresOn);
        fixture.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await ForgetAsync(fixture));

        await using var scope = fixture.Service.OpenDb(out var db);
        Assert.False(await db.Set<DraftLine>().AnyAsync(Ct));
    }

    static async Task<int> ForgetAsync(OrderingFixture fixture)
    {
        await using var scope = fixture.Service.OpenDb(out _);
        return await ForgetDrafts.RunAsync(scope.ServiceProvider, Ct);
    }
}
