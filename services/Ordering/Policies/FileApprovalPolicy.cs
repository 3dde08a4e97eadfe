using Marketplace.Contracts;
using Marketplace.Ordering.Buyers;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Policies;

/// <summary>
/// PUT /approval-policies/{unitId}. An approver of the unit, or of the one above it, files a version of its approval policy. Whoever orders
/// gains by weak rules, so that purchasers file none, and what the unit above has filed it alone changes.
/// </summary>
public static class FileApprovalPolicy
{
    const int RulesMax = 50;
    const int StepsMax = 10;
    const int ListMax = 200;
    const int HoursMax = 720;
    const int SplittingDaysDefault = 14;
    const int SplittingDaysMax = 60;
    const int DaysAheadMax = 366;

    public static void Map(RouteGroupBuilder policies) => policies.MapPut("/{unitId:guid}", HandleAsync)
        .WithName(nameof(FileApprovalPolicy)).WithSummary("制定审批制度 File the approval policy of a unit")
        .WithDescription("The first version counts from today at the earliest, a later one from tomorrow: nobody changes the rules "
            + "for what is ordered today. The If-Match header with the policy's ETag is needed once there is a version. No rules: no "
            + "order needs approval.")
        .For(Roles.Approver).Decided(DecidedBy.Organisation).TakesIfMatch();

    public sealed record Request : IChecked
    {
        /// <summary>The first day on which orders are judged by it.</summary>
        public required DateOnly ValidFrom { get; init; }

        /// <summary>0 to 50, in the order in which their steps follow each other.</summary>
        public required IReadOnlyList<ApprovalRule> Rules { get; init; }

        /// <summary>How many days back split orders are looked for, 1 to 60; 14 when absent.</summary>
        public int? SplittingDays { get; init; }

        /// <summary>On which it rests, 1 to 200 characters.</summary>
        public string? Document { get; init; }

        public void Check(Checks check)
        {
            check.Range(SplittingDays ?? SplittingDaysDefault, 1, SplittingDaysMax, "splittingDays");
            check.TextOrNone(Document, "document", max: 200);
            check.Count(Rules.Count, 0, RulesMax, "rules", "规则", "rules");
            if (Rules.Count <= RulesMax)
            {
                check.Each(Rules, "rules", static (rule, within) => CheckRule(rule, within));
                check.Distinct(Rules.Select(rule => rule.Name), "rules");
            }
        }

        static void CheckRule(ApprovalRule rule, Checks check)
        {
            check.Text(rule.Name, "name", max: 50);
            check.Range(rule.AmountFromFen ?? 1, 1, Money.FenMax, "amountFromFen");
            check.Count(rule.Categories?.Count ?? 1, 1, ListMax, "categories", "品类", "categories");
            check.Distinct(rule.Categories ?? [], "categories");
            check.Count(rule.SupplierIds?.Count ?? 1, 1, ListMax, "supplierIds", "供应商", "suppliers");
            check.Distinct(rule.SupplierIds ?? [], "supplierIds");
            check.Count(rule.Steps.Count, 1, StepsMax, "steps", "步骤", "steps");
            check.Each(rule.Steps, "steps", static (step, within) =>
            {
                within.NotEmpty(step.PostId, "postId");
                within.Range(step.WithinHours ?? 1, 1, HoursMax, "withinHours");
            });
            check.Distinct(rule.Steps.Select(step => step.PostId), "steps");
        }
    }

    static async Task<Results<EtagCreated<PolicyView>, EtagOk<PolicyView>>> HandleAsync(
        Guid unitId, Request request, HttpContext http, OrderingDb db, KnownBuyers buyers, Caller caller, TimeProvider clock,
        CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockAsync<PurchasingUnit>([unitId], ct);
        var versions = await db.ApprovalPolicies.AsNoTracking().Where(policy => policy.UnitId == unitId).ToListAsync(ct);
        var newest = versions.MaxBy(policy => policy.Version);
        var unit = await UnitScope.RequireFilerAsync(buyers, caller, unitId, newest?.IsFromAbove == true, ct);
        if (newest is not null)
        {
            (await IfMatch.BindAsync(http)).Require(newest.Version);
        }

        var now = clock.NowToTheMillisecond();
        var today = BusinessDay.Of(now);
        RequireDay(request.ValidFrom, newest is null ? today : today.AddDays(1), today);
        await RequirePostsAsync(db, unit, request, ct);
        var filed = new ApprovalPolicy
        {
            UnitId = unitId,
            Version = (newest?.Version ?? 0) + 1,
            ValidFrom = request.ValidFrom,
            Rules = request.Rules,
            SplittingDays = request.SplittingDays ?? SplittingDaysDefault,
            FiledBy = caller.Subject,
            FiledByUnitId = caller.Org!.Value,
            FiledAt = now,
            Document = request.Document,
        };
        db.Add(filed);
        buyers.Forget(unitId);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        var view = PolicyView.Of(unitId, [.. versions, filed], today);
        return newest is null ? Etag.Created(http.Request.Path, view, filed.Version) : Etag.Ok(view, filed.Version);
    }

    static void RequireDay(DateOnly validFrom, DateOnly earliest, DateOnly today)
    {
        if (validFrom < earliest || validFrom > today.AddDays(DaysAheadMax))
        {
            throw new InvalidRequestException(
                "day_out_of_range",
                "validFrom",
                string.Create(
                    null, $"生效日须在 {earliest:yyyy-MM-dd} 与 {today.AddDays(DaysAheadMax):yyyy-MM-dd} 之间；修改已有制度最早自次日起生效。"),
                string.Create(
                    null,
                    $"It must count from a day between {earliest:yyyy-MM-dd} and {today.AddDays(DaysAheadMax):yyyy-MM-dd}; "
                    + $"a change of what stands counts from tomorrow at the earliest."));
        }
    }

    /// <summary>Steps name posts of the unit or of the one above it.</summary>
    static async Task RequirePostsAsync(OrderingDb db, PurchasingUnit unit, Request request, CancellationToken ct)
    {
        var posts = await db.PostsAsync([.. request.Rules.SelectMany(rule => rule.Steps).Select(step => step.PostId).Distinct()], ct);
        foreach (var (rule, index) in request.Rules.Select((rule, index) => (rule, index)))
        {
            foreach (var (step, number) in rule.Steps.Select((step, number) => (step, number)))
            {
                if (posts.GetValueOrDefault(step.PostId) is not { } post || (post.UnitId != unit.UnitId && post.UnitId != unit.ParentId))
                {
                    throw new InvalidRequestException(
                        "unknown_post",
                        string.Create(null, $"rules[{index}].steps[{number}].postId"),
                        $"规则“{rule.Name}”的岗位 {step.PostId} 不是本单位或上级单位的岗位；请先设置该岗位。",
                        $"The post {step.PostId} of the rule \"{rule.Name}\" is none of the unit or of the one above it; set it first.");
                }
            }
        }
    }
}
