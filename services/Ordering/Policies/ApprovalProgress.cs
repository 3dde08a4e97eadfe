using Marketplace.Ordering.Domain;

namespace Marketplace.Ordering.Policies;

/// <summary>Which approvals an order needs, which it has, and which one it waits for.</summary>
public sealed record ApprovalProgress
{
    /// <summary>From 1; null while it waits for none: stock and budget are not held yet, or all is decided.</summary>
    public int? CurrentStep { get; init; }

    /// <summary>When the order is cancelled if the step is not decided before; null while it waits for none.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>In order.</summary>
    public required IReadOnlyList<StepView> Steps { get; init; }

    /// <summary>Orders from which this one seems to have been split to avoid a rule (疑似拆分); mostly none.</summary>
    public required IReadOnlyList<SuspectedSplit> SuspectedSplits { get; init; }

    /// <summary>One post's part.</summary>
    public sealed record StepView
    {
        /// <summary>From 1.</summary>
        public required int Step { get; init; }

        public required Guid PostId { get; init; }

        /// <summary>The unit that has the post.</summary>
        public required Guid UnitId { get; init; }

        /// <summary>What the post was called when the order was placed.</summary>
        public required string PostName { get; init; }

        /// <summary>The rules of the policy that ask for it.</summary>
        public required IReadOnlyList<string> Rules { get; init; }

        /// <summary>The order alone would not need it: it does together with those from which it seems to have been split.</summary>
        public required bool IsLifted { get; init; }

        /// <summary>How long it may take; null when only the limit of the whole counts.</summary>
        public int? WithinHours { get; init; }

        /// <summary>Null until it is decided.</summary>
        public DecisionView? Decision { get; init; }
    }

    /// <summary>What a post has decided.</summary>
    public sealed record DecisionView
    {
        public required bool IsApproved { get; init; }

        /// <summary>The subject of the token.</summary>
        public required string DecidedBy { get; init; }

        /// <summary>The holder of the post for whom it was decided; null when the holder decided in person.</summary>
        public string? OnBehalfOf { get; init; }

        public required DateTimeOffset DecidedAt { get; init; }

        /// <summary>What was said to it; of a refusal the reason.</summary>
        public string? Comment { get; init; }
    }

    /// <summary>Of a request that is loaded with its decisions.</summary>
    public static ApprovalProgress Of(ApprovalRequest request) => new()
    {
        CurrentStep = request.CurrentStep == 0 ? null : request.CurrentStep,
        DueAt = request.DueAt,
        Steps = [.. request.Steps.Select((step, index) => new StepView
        {
            Step = index + 1,
            PostId = step.PostId,
            UnitId = step.UnitId,
            PostName = step.PostName,
            Rules = step.Rules,
            IsLifted = step.IsLifted,
            WithinHours = step.WithinHours,
            Decision = request.Decisions.FirstOrDefault(decision => decision.Step == index + 1) is { } made
                ? new DecisionView
                {
                    IsApproved = made.IsApproved,
                    DecidedBy = made.DecidedBy,
                    OnBehalfOf = made.OnBehalfOf,
                    DecidedAt = made.DecidedAt,
                    Comment = made.Comment,
                }
                : null,
        })],
        SuspectedSplits = request.SuspectedSplits,
    };
}
