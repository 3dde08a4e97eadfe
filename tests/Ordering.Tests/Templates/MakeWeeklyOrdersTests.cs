using System.Net;
using System.Net.Http.Json;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Templates;
using Marketplace.Platform.Background;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Templates;

/// <summary>The order of each week is made once, ahead of time, or it is told why not.</summary>
public sealed class MakeWeeklyOrdersTests
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Each_week_is_ordered_once_and_ahead_of_time_in_the_name_of_who_filed_it(Engine engine)
    {
        await using var fixture = await TemplateScenario.OpenServiceAsync(engine);
        var scenario = await TemplateScenario.OpenAsync(fixture);
        var template = await scenario.FileAsync();

        // Friday: the week from Monday on is due since Wednesday.
        var first = Assert.Single(await scenario.RunsAsync(template.TemplateId, 1));
        Assert.Equal((TemplateOutcome.Ordered, TemplateScenario.FirstWeek), (first.Outcome, first.Week));
        var order = await SeeAsync(Assert.Single(first.Orders).OrderId, scenario.Buyer);
        Assert.Equal(
            [TemplateScenario.FirstWeek, TemplateScenario.FirstWeek.AddDays(2)], order.Parts.Select(part => part.DeliverOn!.Value));
        Assert.Equal(403_33, order.AmountFen);
        await using (var scope = fixture.Service.OpenDb(out var db))
        {
            var placedBy = await db.Orders.Where(row => row.OrderId == order.OrderId).Select(row => row.PlacedBy).SingleAsync(Ct);
            Assert.Equal(template.FiledBy, placedBy);
        }

        Assert.Equal(TemplateScenario.FirstWeek.AddDays(2), (await scenario.SeeAsync(template.TemplateId)).NextOn);

        fixture.Clock.Advance(TimeSpan.FromDays(5));
        Assert.Equal(
            [TemplateScenario.FirstWeek.AddDays(7), TemplateScenario.FirstWeek],
            (await scenario.RunsAsync(template.TemplateId, 2)).Select(run => run.Week));
        Assert.Equal(2, scenario.Submitted().Count);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task However_many_look_at_once_a_week_is_ordered_once(Engine engine)
    {
        await using var fixture = await TemplateScenario.OpenServiceAsync(engine, looks: false);
        var scenario = await TemplateScenario.OpenAsync(fixture);
        var filed = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => scenario.FileAsync()));
        Guid[] templates = [.. filed.Select(view => view.TemplateId)];
        // As many processes would, each with workers of its own on the same database.
        var workers = Enumerable.Range(0, 4).Select(_ => ActivatorUtilities.CreateInstance<MakeWeeklyOrders>(
            fixture.Service.Services,
            Microsoft.Extensions.Options.Options.Create(new TemplateOptions { LookEvery = TimeSpan.FromMilliseconds(20) }))).ToList();
        foreach (var worker in workers)
        {
            await worker.StartAsync(Ct);
        }

        foreach (var template in templates)
        {
            Assert.Single(await scenario.RunsAsync(template, 1));
        }

        // Two more weeks become due at once.
        fixture.Clock.Advance(TimeSpan.FromDays(12));
        foreach (var template in templates)
        {
            await scenario.RunsAsync(template, 3);
        }

        foreach (var worker in workers)
        {
            await worker.StopAsync(Ct);
            worker.Dispose();
        }

        await using var scope = fixture.Service.OpenDb(out var db);
        var runs = await db.TemplateRuns.AsNoTracking().ToListAsync(Ct);
        Assert.Equal(15, runs.Count);
        // The first of the two weeks has begun by then, so that its days are past.
        var ordered = runs.Where(run => run.Outcome == TemplateOutcome.Ordered).SelectMany(run => run.OrderIds).ToList();
        Assert.Equal(10, ordered.Distinct().Count());
        Assert.Equal(10, await db.Orders.CountAsync(Ct));
        Assert.False(await db.Set<SetAsideRow>().AnyAsync(Ct));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_stands_in_the_way_is_told_line_by_line_and_nothing_is_ordered_in_part(Engine engine)
    {
        await using var fixture = await TemplateScenario.OpenServiceAsync(engine);
        var scenario = await TemplateScenario.OpenAsync(fixture);
        var gone = await fixture.NewProductAsync(scenario.SupplierId);
        var template = await scenario.FileAsync(scenario.Content() with
        {
            ValidFrom = TemplateScenario.FirstWeek.AddDays(7),
            Lines =
            [
                scenario.Line(DayOfWeek.Monday, 20),
                scenario.Line(DayOfWeek.Tuesday, 20) with { ProductId = gone },
                scenario.Line(DayOfWeek.Sunday, 20),
            ],
        });
        await fixture.HearAsync(Listing(gone, scenario.SupplierId, version: 2, isOnOffer: false));
        await fixture.HearAsync(Priced(scenario, version: 2, yuan: 3.6m));

        fixture.Clock.Advance(TimeSpan.FromDays(5));

        var run = Assert.Single(await scenario.RunsAsync(template.TemplateId, 1));
        Assert.Equal((TemplateOutcome.NotOrdered, 0), (run.Outcome, run.Orders.Count));
        Assert.Equal(
            [(1, "price_above_tolerance"), (2, "product_withdrawn"), (3, "dock_closed"), (3, "price_above_tolerance")],
            run.Faults.Select(fault => (fault.Line!.Value, fault.Code)));
        Assert.Empty(scenario.Submitted());
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Who_has_filed_the_policy_orders_no_week_and_an_order_has_an_upper_limit(Engine engine)
    {
        await using var fixture = await TemplateScenario.OpenServiceAsync(engine);
        var scenario = await TemplateScenario.OpenAsync(fixture);
        var later = scenario.Content() with { ValidFrom = TemplateScenario.FirstWeek.AddDays(7) };
        var template = await scenario.FileAsync(later);
        var dear = await fixture.NewProductAsync(scenario.SupplierId);
        await fixture.HearAsync(Listing(dear, scenario.SupplierId, version: 2) with
        {
            PriceTiers = [new PriceTier { FromQuantity = Quantity.Of(1), UnitPrice = UnitPrice.FromYuan(200_000) }],
        });
        var large = await scenario.FileAsync(later with
        {
            Lines = [scenario.Line(DayOfWeek.Monday, 1_000_000) with { ProductId = dear }],
        });
        var filer = fixture.Service.Client(Roles.Approver, org: scenario.UnitId, subject: template.FiledBy);
        var post = Guid.CreateVersion7();
        using (var set = await filer.PutAsJsonAsync(
            $"/ordering/posts/{post}", new { unitId = scenario.UnitId, name = "科长", holders = Array.Empty<object>() }, Ct))
        {
            Assert.Equal(HttpStatusCode.Created, set.StatusCode);
        }

        using (var filed = await filer.PutAsJsonAsync(
            $"/ordering/approval-policies/{scenario.UnitId}",
            new { validFrom = Today, rules = new[] { new { name = "一律", steps = new[] { new { postId = post } } } } }, Ct))
        {
            Assert.Equal(HttpStatusCode.Created, filed.StatusCode);
        }

        fixture.Clock.Advance(TimeSpan.FromDays(5));

        var run = Assert.Single(await scenario.RunsAsync(template.TemplateId, 1));
        Assert.Equal((TemplateOutcome.NotOrdered, "own_policy"), (run.Outcome, Assert.Single(run.Faults).Code));
        var tooLarge = Assert.Single(await scenario.RunsAsync(large.TemplateId, 1));
        Assert.Contains(tooLarge.Faults, fault => fault.Code == "order_too_large");
        await using var scope = fixture.Service.OpenDb(out var db);
        Assert.False(await db.Set<SetAsideRow>().AnyAsync(Ct));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_price_within_the_tolerance_is_paid_and_what_became_of_the_order_is_told(Engine engine)
    {
        await using var fixture = await TemplateScenario.OpenServiceAsync(engine);
        var scenario = await TemplateScenario.OpenAsync(fixture);
        var template = await scenario.FileAsync(scenario.Content() with
        {
            ValidFrom = TemplateScenario.FirstWeek.AddDays(7),
            PriceToleranceBasisPoints = 300,
            Lines = [scenario.Line(DayOfWeek.Monday, 20)],
        });
        await fixture.HearAsync(Priced(scenario, version: 2, yuan: 3.6m));
        fixture.Clock.Advance(TimeSpan.FromDays(5));
        var order = Assert.Single(Assert.Single(await scenario.RunsAsync(template.TemplateId, 1)).Orders);
        Assert.Equal(72_00, Assert.Single(scenario.Submitted()).AmountFen);

        await fixture.HearAsync(new BudgetDeclined
        {
            OrderId = order.OrderId,
            UnitId = scenario.UnitId,
            Year = 2026,
            AmountFen = 72_00,
            AvailableFen = 1,
        });

        var after = Assert.Single(Assert.Single(await scenario.RunsAsync(template.TemplateId)).Orders);
        Assert.Equal(OrderState.Cancelled, after.State);
        Assert.Contains("预算不足", after.CancellationZh, StringComparison.Ordinal);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Weeks_that_are_left_out_or_over_are_noted_and_the_end_is_the_end(Engine engine)
    {
        await using var fixture = await TemplateScenario.OpenServiceAsync(engine);
        var scenario = await TemplateScenario.OpenAsync(fixture);
        var template = await scenario.FileAsync(scenario.Content() with
        {
            ValidFrom = TemplateScenario.FirstWeek.AddDays(7),
            ValidUntil = TemplateScenario.FirstWeek.AddDays(25),
            SkippedWeeks = [TemplateScenario.FirstWeek.AddDays(7)],
        });

        // Nobody has looked for a month.
        fixture.Clock.Advance(TimeSpan.FromDays(40));

        Assert.Equal(
            [TemplateOutcome.NotOrdered, TemplateOutcome.NotOrdered, TemplateOutcome.Skipped],
            (await scenario.RunsAsync(template.TemplateId, 3)).Select(run => run.Outcome));
        Assert.Equal("week_passed", (await scenario.RunsAsync(template.TemplateId))[0].Faults[0].Code);
        Assert.Null((await scenario.SeeAsync(template.TemplateId)).NextWeek);
        Assert.Empty(scenario.Submitted());
    }

    static ListingPublished Priced(TemplateScenario scenario, long version, decimal yuan) =>
        Listing(scenario.ProductId, scenario.SupplierId, version: version) with
        {
            PriceTiers = [new PriceTier { FromQuantity = Quantity.Of(10), UnitPrice = UnitPrice.FromYuan(yuan) }],
        };
}
