using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Periods;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Crediting.Tests.Periods;

/// <summary>Months close by themselves (CR-16), each as an act of its own (CR-21).</summary>
public sealed class CloseDuePeriodsTests
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_month_closes_at_the_end_of_the_day_that_the_rule_set_of_its_last_day_names(Engine engine)
    {
        var ct = TestContext.Current.CancellationToken;
        var clock = new FixedClock(Examples.Noon("2024-05-20"));
        await using var service = await SharedLedger.StartPairedAsync(engine, clock);
        var school = Examples.Unit(Examples.Zhenhai);
        await service.DeliverAsync(school, ct: ct);
        await service.DeliverAsync(LedgerScenario.Sale(school, "2024-05-10", Examples.Line()), ct: ct);
        await service.PostJsonAsync("/credits/rule-sets", new
        {
            version = 2,
            effectiveFrom = "2024-05-15",
            parameters = RuleParameters.Default with { MonthCloseDay = 5 },
            document = "口径二",
        });
        var closing = service.Services.GetRequiredService<CloseDuePeriods>();

        clock.Now = BusinessDay.StartOf(Examples.Day("2024-06-06")).AddMilliseconds(-1);
        Assert.Equal(0, await closing.CloseAsync(ct));
        clock.Now = BusinessDay.StartOf(Examples.Day("2024-06-06"));
        Assert.Equal(1, await closing.CloseAsync(ct));
        Assert.Equal(0, await closing.CloseAsync(ct));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_service_that_was_down_closes_each_month_that_became_due_as_an_act_of_its_own(Engine engine)
    {
        var ct = TestContext.Current.CancellationToken;
        var clock = new FixedClock(Examples.Noon("2024-05-20"));
        await using var service = await SharedLedger.StartPairedAsync(engine, clock);
        var school = Examples.Unit(Examples.Zhenhai);
        await service.DeliverAsync(school, ct: ct);
        await service.DeliverAsync(LedgerScenario.Sale(school, "2024-05-10", Examples.Line()), ct: ct);

        clock.Now = Examples.Noon("2024-08-11");
        Assert.Equal(3, await service.Services.GetRequiredService<CloseDuePeriods>().CloseAsync(ct));

        await using var scope = service.OpenDb(out var db);
        var closed = await db.ClosedPeriods.AsNoTracking().OrderBy(period => period.Month).ToListAsync(ct);
        Assert.Equal(["2024-05", "2024-06", "2024-07"], closed.Select(period => period.Month));
        Assert.Equal(3, closed.Select(period => period.ClosedAt).Distinct().Count());
    }
}
