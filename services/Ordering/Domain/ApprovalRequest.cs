using Marketplace.Platform.Refusals;

namespace Marketplace.Ordering.Domain;

/// <summary>
/// What an order waits for: its steps, one after another, as the policy of the day asked for them. It begins when stock and budget
/// are held, and ends with the last approval or with the order.
/// </summary>
public sealed class ApprovalRequest
{
    readonly List<ApprovalDecision> _decisions = [];
    readonly List<ApprovalUnit> _units = [];

    ApprovalRequest()
    {
    }

    public required Guid OrderId { get; init; }

    /// <summary>The unit that ordered.</summary>
    public required Guid UnitId { get; init; }

    /// <summary>When the order was placed.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>Who placed the order, and can't approve it.</summary>
    public required string PlacedBy { get; init; }

    /// <summary>At least one.</summary>
    public required IReadOnlyList<ApprovalStep> Steps { get; init; }

    /// <summary>The orders from which this one seems to have been split.</summary>
    public required IReadOnlyList<SuspectedSplit> SuspectedSplits { get; init; }

    /// <summary>When it would be too late for a delivery on the agreed day; null when no day was agreed.</summary>
    public DateTimeOffset? ConfirmBefore { get; init; }

    /// <summary>Which step it waits for, from 1; 0 until stock and budget are held, and when it waits no more.</summary>
    public int CurrentStep { get; private set; }

    /// <summary>The post that it waits for; null when it waits for none.</summary>
    public Guid? CurrentPostId { get; private set; }

    /// <summary>When it ends if the step is not decided before; null while it waits for none.</summary>
    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>When all of it ends at the latest; null until it begins.</summary>
    public DateTimeOffset? EndsAt { get; private set; }

    /// <summary>By step; one for a step.</summary>
    public IReadOnlyList<ApprovalDecision> Decisions => _decisions;

    /// <summary>Which units see it.</summary>
    public IReadOnlyList<ApprovalUnit> Units => _units;

    /// <summary>What a new order has to wait for.</summary>
    /// <param name="order">The order.</param>
    /// <param name="steps">At least one, with unit and name of their posts.</param>
    /// <param name="splits">The orders from which it seems to have been split.</param>
    /// <param name="judges">The units by whose policies.</param>
    /// <param name="confirmBefore">When it would be too late for the agreed day.</param>
    public static ApprovalRequest Of(
        Order order, IReadOnlyList<ApprovalStep> steps, IReadOnlyList<SuspectedSplit> splits, IEnumerable<Guid> judges,
        DateTimeOffset? confirmBefore)
    {
        var request = new ApprovalRequest
        {
            OrderId = order.OrderId,
            UnitId = order.UnitId,
            RequestedAt = order.SubmittedAt,
            PlacedBy = order.PlacedBy,
            Steps = steps,
            SuspectedSplits = splits,
            ConfirmBefore = confirmBefore,
        };
        request._units.AddRange(judges.Append(order.UnitId).Concat(steps.Select(step => step.UnitId)).Distinct()
            .Select(unitId => new ApprovalUnit { UnitId = unitId, OrderId = order.OrderId, RequestedAt = order.SubmittedAt }));
        return request;
    }

    /// <summary>Stock and budget are held: the first post is asked.</summary>
    /// <param name="at">From when on.</param>
    /// <param name="within">How long all steps together may take.</param>
    public void Begin(DateTimeOffset at, TimeSpan within)
    {
        EndsAt = Earlier(at + within, ConfirmBefore);
        Ask(1, at);
    }

    /// <summary>A post approves the step that is asked for.</summary>
    /// <returns>True when it was the last.</returns>
    /// <exception cref="RuleBrokenException">It is another step's turn, or the person has a part in the order already.</exception>
    public bool Approve(int step, PostActor actor, string? comment, DateTimeOffset at)
    {
        RequireCurrent(step);
        RequireApart(actor);
        Decide(step, actor, isApproved: true, comment, at);
        if (step == Steps.Count)
        {
            Close();
            return true;
        }

        Ask(step + 1, at);
        return false;
    }

    /// <summary>A post refuses the step that is asked for, which ends the order.</summary>
    /// <exception cref="RuleBrokenException">It is another step's turn.</exception>
    public void Refuse(int step, PostActor actor, string reason, DateTimeOffset at)
    {
        RequireCurrent(step);
        Decide(step, actor, isApproved: false, reason, at);
        Close();
    }

    /// <summary>It waits for nobody any more, since its order has ended.</summary>
    public void Close() => (CurrentStep, CurrentPostId, DueAt) = (0, null, null);

    void Ask(int step, DateTimeOffset at)
    {
        CurrentStep = step;
        CurrentPostId = Steps[step - 1].PostId;
        DueAt = Earlier(EndsAt!.Value, Steps[step - 1].WithinHours is { } hours ? at.AddHours(hours) : null);
    }

    void Decide(int step, PostActor actor, bool isApproved, string? comment, DateTimeOffset at) => _decisions.Add(new ApprovalDecision
    {
        OrderId = OrderId,
        Step = step,
        PostId = Steps[step - 1].PostId,
        IsApproved = isApproved,
        DecidedBy = actor.Subject,
        OnBehalfOf = actor.OnBehalfOf,
        DelegationId = actor.DelegationId,
        DecidedAt = at,
        Comment = comment,
    });

    void RequireCurrent(int step)
    {
        if (step != CurrentStep)
        {
            throw new RuleBrokenException(
                "step_not_current",
                $"现在等待的是第 {CurrentStep} 步，不是第 {step} 步；请重新查看审批单后再办理。",
                $"It waits for step {CurrentStep} now, not for step {step}; look at the request again before you decide.",
                "step");
        }
    }

    /// <summary>Whether the person has no part in the order so far, nor has whoever they act for.</summary>
    public bool IsApart(PostActor actor) => !actor.Persons.Contains(PlacedBy)
        && !_decisions.Any(decision => actor.Persons.Intersect(decision.Persons, StringComparer.Ordinal).Any());

    /// <summary>Nobody approves the own order, nor two steps of one, by themselves or through whoever acts for them.</summary>
    void RequireApart(PostActor actor)
    {
        if (actor.Persons.Contains(PlacedBy))
        {
            throw new RuleBrokenException(
                "own_order",
                "不能审批本人下的订单，也不能受下单人委托审批；请由该岗位的其他任职人或其委托人办理。",
                "Nobody approves an order that they have placed, nor in the place of whoever placed it; another holder of the post "
                    + "has to.");
        }

        if (!IsApart(actor))
        {
            throw new RuleBrokenException(
                "approved_before",
                "同一人不能审批同一订单的两个步骤；请由该岗位的其他任职人或其委托人办理。",
                "Nobody approves two steps of one order; another holder of the post, or whoever acts for one, has to.");
        }
    }

    static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset? other) => other < one ? other.Value : one;
}

/// <summary>Who acts in a post.</summary>
/// <param name="Subject">The subject of the token.</param>
/// <param name="OnBehalfOf">The holder who has delegated; null when the holder acts in person.</param>
/// <param name="DelegationId">By which delegation; null when the holder acts in person.</param>
public sealed record PostActor(string Subject, string? OnBehalfOf = null, Guid? DelegationId = null)
{
    /// <summary>Who acts and for whom.</summary>
    public IReadOnlyList<string> Persons => OnBehalfOf is null ? [Subject] : [Subject, OnBehalfOf];
}

/// <summary>A unit that sees a request: it orders, it is ordered for, or it has one of the posts.</summary>
public sealed class ApprovalUnit
{
    public required Guid UnitId { get; init; }

    /// <summary>The request's, so that the rows of a unit lie in the order of the list.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    public required Guid OrderId { get; init; }
}

/// <summary>What a post has decided about a step; written once.</summary>
public sealed class ApprovalDecision
{
    public required Guid OrderId { get; init; }

    /// <summary>From 1.</summary>
    public required int Step { get; init; }

    public required Guid PostId { get; init; }

    /// <summary>False when it was refused, which ended the order.</summary>
    public required bool IsApproved { get; init; }

    /// <summary>The subject of the token.</summary>
    public required string DecidedBy { get; init; }

    /// <summary>The holder of the post for whom it was decided; null when the holder decided in person.</summary>
    public string? OnBehalfOf { get; init; }

    public Guid? DelegationId { get; init; }

    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>What was said to it; of a refusal the reason.</summary>
    public string? Comment { get; init; }

    internal IReadOnlyList<string> Persons => OnBehalfOf is null ? [DecidedBy] : [DecidedBy, OnBehalfOf];
}
