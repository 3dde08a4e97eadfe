namespace Marketplace.Ordering.Domain;

/// <summary>
/// 审批制度: who has to approve which orders of a unit. A version is written once; the one in force on a day is the newest whose first day has
/// come.
/// </summary>
public sealed class ApprovalPolicy
{
    public required Guid UnitId { get; init; }

    /// <summary>From 1, without gaps.</summary>
    public required int Version { get; init; }

    /// <summary>The first day on which orders are judged by it, in Asia/Shanghai.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>In the order in which their steps follow each other; none when no order needs approval any more.</summary>
    public required IReadOnlyList<ApprovalRule> Rules { get; init; }

    /// <summary>How many days back split orders are looked for.</summary>
    public required int SplittingDays { get; init; }

    /// <summary>The subject of the token.</summary>
    public required string FiledBy { get; init; }

    /// <summary>The unit itself, or the one above it.</summary>
    public required Guid FiledByUnitId { get; init; }

    public required DateTimeOffset FiledAt { get; init; }

    /// <summary>On which it rests; null when none was named.</summary>
    public string? Document { get; init; }

    /// <summary>Whether a unit above has filed it, which alone may then file another.</summary>
    public bool IsFromAbove => FiledByUnitId != UnitId;

    /// <summary>The steps of the rules that apply, or that orders have been split to avoid; each post once, at its first place.</summary>
    /// <param name="needs">What is ordered.</param>
    /// <param name="avoided">The names of the rules that split orders avoid.</param>
    public IReadOnlyList<ApprovalStep> StepsFor(IReadOnlyList<OrderNeed> needs, IReadOnlySet<string> avoided)
    {
        List<ApprovalStep> steps = [];
        foreach (var rule in Rules)
        {
            var applies = rule.AppliesTo(needs);
            if (!applies && !avoided.Contains(rule.Name))
            {
                continue;
            }

            foreach (var named in rule.Steps)
            {
                var index = steps.FindIndex(step => step.PostId == named.PostId);
                if (index < 0)
                {
                    steps.Add(new ApprovalStep(named.PostId, named.WithinHours, [rule.Name], IsLifted: !applies));
                }
                else
                {
                    steps[index] = steps[index].And(named, rule.Name, applies);
                }
            }
        }

        return steps;
    }
}

/// <summary>A step that an order needs.</summary>
/// <param name="PostId">Whoever holds this post takes it.</param>
/// <param name="WithinHours">How long it may take; null when only the limit of the whole counts.</param>
/// <param name="Rules">The names of the rules that ask for it.</param>
/// <param name="IsLifted">The order alone would not need it: it does together with others from which it seems to have been split.</param>
public sealed record ApprovalStep(Guid PostId, int? WithinHours, IReadOnlyList<string> Rules, bool IsLifted)
{
    /// <summary>The unit that has the post.</summary>
    public Guid UnitId { get; init; }

    /// <summary>What the post was called when the order was placed.</summary>
    public string PostName { get; init; } = "";

    internal ApprovalStep And(ApprovalRule.Step named, string rule, bool applies) => this with
    {
        // The shorter of two times; one that is not named does not count.
        WithinHours = named.WithinHours is { } hours && !(WithinHours < hours) ? hours : WithinHours,
        Rules = [.. Rules, rule],
        IsLifted = IsLifted && !applies,
    };
}
