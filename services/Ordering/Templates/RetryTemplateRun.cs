using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Templates;

/// <summary>
/// POST /ordering/templates/{templateId}/runs/{week}/attempts → OrderSubmitted. Tries a week again that was not ordered, once what stood in
/// the way is mended; in the name of the caller.
/// </summary>
public static class RetryTemplateRun
{
    public static void Map(RouteGroupBuilder templates) => templates.MapPost("/{templateId:guid}/runs/{week}/attempts", HandleAsync)
        .WithName(nameof(RetryTemplateRun)).WithSummary("重新执行某周 Try a week of a template again")
        .For(Roles.Purchaser).Decided(DecidedBy.Organisation).RequireIdempotencyKey<OrderingDb>();

    /// <summary>What became of it.</summary>
    public sealed record View(DateOnly Week, TemplateOutcome Outcome, IReadOnlyList<Guid> OrderIds, IReadOnlyList<TemplateFault> Faults);

    static async Task<Ok<View>> HandleAsync(
        Guid templateId, DateOnly week, OrderingDb db, WeeklyOrders orders, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        await db.LockSeenAsync<OrderTemplate>([templateId], ct);
        var template = await db.TemplateAsync(templateId, ct);
        var run = await db.TemplateRuns.SingleOrDefaultAsync(known => known.TemplateId == templateId && known.Week == week, ct)
            ?? throw new NotFoundException(
                "template_run_not_found",
                "该模板没有这一周的执行记录；week 须为该周的周一。", "The template has no run of that week; week is the Monday of it.", "week");
        if (run.Outcome != TemplateOutcome.NotOrdered)
        {
            throw new RuleBrokenException(
                "week_not_open",
                "该周已下单或已跳过，不能重新执行。", "The week is ordered or was left out, and can't be tried again.", "week");
        }

        var (outcome, orderIds, faults) = await orders.PlaceAsync(template, week, caller.Subject, ct);
        (run.Outcome, run.OrderIds, run.Faults, run.At) = (outcome, orderIds, faults, clock.NowToTheMillisecond());
        await db.SaveNewAsync(ct);
        return TypedResults.Ok(new View(week, outcome, orderIds, faults));
    }
}
