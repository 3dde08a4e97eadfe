using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Background;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.Ordering.Templates;

/// <summary>
/// Makes the orders of the weeks of templates that are due → OrderSubmitted, or notes why not. Any number of processes may look at once: a
/// template that another has locked is left to it, and a week has one run by its key, in the transaction that places its orders.
/// </summary>
public sealed partial class MakeWeeklyOrders(
    RowWork<OrderingDb> work, IOptions<TemplateOptions> options, TimeProvider clock, ILogger<MakeWeeklyOrders> logger) : BackgroundService
{
    const int AtOnceMax = 20;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        work.RunInScopeAsync<Guid>("make-weekly-orders", options.Value.LookEvery, AtOnceMax, FindAsync, MakeAsync, stoppingToken);

    /// <summary>Those that have been due longest.</summary>
    Task<List<Guid>> FindAsync(OrderingDb db, IReadOnlyCollection<Guid> aside, CancellationToken ct) =>
        Due(db).Where(template => !aside.Contains(template.TemplateId))
            .OrderBy(template => template.DueOn).Take(AtOnceMax).Select(template => template.TemplateId).ToListAsync(ct);

    async Task MakeAsync(IServiceProvider services, IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        var db = services.GetRequiredService<OrderingDb>();
        var orders = services.GetRequiredService<WeeklyOrders>();
        var free = await db.LockFreeAsync<OrderTemplate>(ids, ct);
        foreach (var template in await Due(db).Where(template => free.Contains(template.TemplateId)).ToListAsync(ct))
        {
            var (outcome, orderIds, faults) = await orders.PlaceAsync(template, template.NextWeek, template.FiledBy, ct);
            db.Add(new TemplateRun
            {
                TemplateId = template.TemplateId,
                UnitId = template.UnitId,
                Week = template.NextWeek,
                Outcome = outcome,
                At = clock.NowToTheMillisecond(),
                OrderIds = orderIds,
                Faults = faults,
            });
            Made(logger, template.TemplateId, template.NextWeek, outcome, orderIds.Count, faults.Count);
            template.Advance();
        }

        await db.SaveChangesAsync(ct);
    }

    IQueryable<OrderTemplate> Due(OrderingDb db)
    {
        var today = BusinessDay.Of(clock.GetUtcNow());
        // Days are texts that sort in the database, and nothing is due that has no day.
        return db.OrderTemplates.Where(template => template.DueOn != null && template.DueOn <= today);
    }

    [LoggerMessage(LogLevel.Information, "Template {TemplateId}, week of {Week}: {Outcome}, {Orders} orders, {Faults} faults")]
    static partial void Made(ILogger logger, Guid templateId, DateOnly week, TemplateOutcome outcome, int orders, int faults);
}
