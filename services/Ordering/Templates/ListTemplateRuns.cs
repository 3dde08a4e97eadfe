using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Templates;

/// <summary>
/// GET /ordering/templates/{templateId}/runs. What became of each week, the last first: ordered, left out, or not ordered and why.
/// </summary>
public static class ListTemplateRuns
{
    /// <summary>The weeks of two years.</summary>
    const int Max = 104;

    public static void Map(RouteGroupBuilder templates) => templates.MapGet("/{templateId:guid}/runs", HandleAsync)
        .WithName(nameof(ListTemplateRuns)).WithSummary("周菜单模板的执行情况 What became of the weeks of a template").For(TemplateScope.Readers);

    static async Task<Ok<View>> HandleAsync(Guid templateId, OrderingDb db, CancellationToken ct)
    {
        _ = await db.TemplateAsync(templateId, ct);
        var runs = await db.TemplateRuns.AsNoTracking().Where(run => run.TemplateId == templateId)
            .OrderByDescending(run => run.Week).Take(Max).ToListAsync(ct);
        Guid[] ids = [.. runs.SelectMany(run => run.OrderIds)];
        var orders = await db.Orders.AsNoTracking().Where(order => ids.Contains(order.OrderId))
            .Select(order => new OrderOfRun(order.OrderId, order.Number, order.State, order.CancellationZh, order.CancellationEn))
            .ToDictionaryAsync(order => order.OrderId, ct);
        return TypedResults.Ok(new View(
        [
            .. runs.Select(run => new RunView
            {
                Week = run.Week,
                Outcome = run.Outcome,
                At = run.At,
                Orders = [.. run.OrderIds.Where(orders.ContainsKey).Select(id => orders[id])],
                Faults = run.Faults,
            }),
        ]));
    }

    /// <summary>The weeks, the last first; those of two years.</summary>
    public sealed record View(IReadOnlyList<RunView> Runs);

    /// <summary>What became of a week.</summary>
    public sealed record RunView
    {
        /// <summary>The Monday of the week.</summary>
        public required DateOnly Week { get; init; }

        public required TemplateOutcome Outcome { get; init; }

        public required DateTimeOffset At { get; init; }

        /// <summary>The orders that were made, and what became of them: when stock or budget was refused, why.</summary>
        public required IReadOnlyList<OrderOfRun> Orders { get; init; }

        /// <summary>Why nothing was ordered, line by line.</summary>
        public required IReadOnlyList<TemplateFault> Faults { get; init; }
    }

    /// <summary>An order that was made.</summary>
    public sealed record OrderOfRun(Guid OrderId, string Number, OrderState State, string? CancellationZh, string? CancellationEn);
}
