using Marketplace.Contracts;
using Marketplace.Crediting.Domain;

namespace Marketplace.Crediting.Assessments;

/// <summary>What goods would count for.</summary>
public sealed record AssessmentView
{
    /// <summary>The day of acceptance for which it was judged.</summary>
    public required DateOnly Day { get; init; }

    public required IReadOnlyList<LineView> Lines { get; init; }

    /// <summary>What would be credited at each scheme and tier. Amounts of different schemes or tiers are never added up (CR-13).</summary>
    public required IReadOnlyList<Sum> Sums { get; init; }

    /// <summary>What would be credited at a scheme and tier.</summary>
    public sealed record Sum(Scheme Scheme, PairingTier Tier, long AmountFen);

    /// <summary>A line, or the part of it that comes from one origin.</summary>
    public sealed record LineView
    {
        public required int LineNumber { get; init; }

        /// <summary>Which origin of the line this is (CR-04), from 1, and of how many.</summary>
        public required int ShareNo { get; init; }

        public required int Shares { get; init; }

        public required string OriginName { get; init; }

        /// <summary>What it would be worth when all of it is accepted (CR-03).</summary>
        public required long AmountFen { get; init; }

        /// <summary>What it would be held for until somebody decides; null when for nothing (CR-17).</summary>
        public CreditReason? HeldFor { get; init; }

        /// <summary>Scheme by scheme and tier by tier.</summary>
        public required IReadOnlyList<Decision> Decisions { get; init; }
    }

    /// <summary>What the rule book says at a scheme and tier.</summary>
    /// <param name="Scheme">The scheme.</param>
    /// <param name="Tier">The tier.</param>
    /// <param name="Outcome">What would become of the sale there.</param>
    /// <param name="Reason">Why, for programs.</param>
    /// <param name="Rule">The rule that decides.</param>
    /// <param name="Words">Why, for people.</param>
    /// <param name="HolderId">The pairing, the designation or the quota account that it would be credited to; null when to none.</param>
    /// <param name="EastName">The eastern party of the pairing, or the designated unit.</param>
    /// <param name="WestName">The western party of the pairing, or the designated county.</param>
    public sealed record Decision(
        Scheme Scheme, PairingTier Tier, CreditOutcome Outcome, CreditReason Reason, string Rule, BilingualText Words, Guid? HolderId,
        string? EastName, string? WestName);

    internal static AssessmentView Of(
        DateOnly day, IReadOnlyList<(int Number, SaleLine Sale, Judgement Judgement)> judged,
        IReadOnlyDictionary<(Guid Id, long Version), (string East, string West)> names) => new()
        {
            Day = day,
            Lines =
            [
                .. judged.Select(line => new LineView
                {
                    LineNumber = line.Number,
                    ShareNo = line.Sale.ShareNo,
                    Shares = line.Sale.Shares,
                    OriginName = line.Sale.OriginName,
                    AmountFen = line.Sale.AmountFen,
                    HeldFor = line.Judgement.HeldFor,
                    Decisions = [.. line.Judgement.Decisions.Select(decision => Of(decision, names))],
                }),
            ],
            Sums =
            [
                .. RuleBook.SchemesAndTiers.Select(at => new Sum(at.Scheme, at.Tier, judged
                    .Where(line => line.Judgement.Decisions.Any(
                        decision => decision.Scheme == at.Scheme && decision.Tier == at.Tier && decision.Holder is not null))
                    .Sum(line => line.Sale.AmountFen))),
            ],
        };

    static Decision Of(TierDecision decision, IReadOnlyDictionary<(Guid Id, long Version), (string East, string West)> names)
    {
        var holder = decision.Holder;
        var (east, west) = holder is not null && names.TryGetValue((holder.Id, holder.Version), out var named) ? named : (null, null);
        return new Decision(
            decision.Scheme, decision.Tier, decision.Reason.Outcome, decision.Reason, decision.Reason.Rule, decision.Reason.Words,
            holder?.Id, east, west);
    }
}
