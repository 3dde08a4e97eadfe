using Marketplace.Routing.Checking;

namespace Marketplace.Routing.Network;

/// <summary>A plan that was mended.</summary>
/// <param name="Plan">As it is now.</param>
/// <param name="Changes">The tours that are no longer as they were, those that are new, and those that are gone.</param>
/// <param name="LeftOut">The parts that can't go any more; they are among those that the plan leaves out.</param>
public sealed record RepairedPlan(NetworkPlan Plan, IReadOnlyList<TourChange> Changes, IReadOnlyList<LeftOutPart> LeftOut)
{
    /// <summary>What stays on a lorry that broke down: no vehicle at rest takes it on in time.</summary>
    public IReadOnlyList<StrandedPart> Stranded { get; init; } = [];
}

/// <summary>Goods on a lorry that can't go on.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Parts">What is on it.</param>
public sealed record LoadOnBoard(int Place, IReadOnlyList<string> Parts);

/// <summary>A part on a lorry that can't go on, which no vehicle at rest takes on in time.</summary>
/// <param name="Part">Its id.</param>
/// <param name="Place">Where the lorry stands.</param>
/// <param name="NextChance">When the first vehicle that is free could hand it over; null when none is fit and large enough.</param>
public sealed record StrandedPart(string Part, int Place, int? NextChance);

/// <summary>What became of a tour.</summary>
/// <param name="Leg">Of the tour.</param>
/// <param name="Before">The same object as in the plan before; null when it is new.</param>
/// <param name="Now">Null when it is gone.</param>
public sealed record TourChange(LegKey Leg, LegTour? Before, LegTour? Now);

/// <summary>What came of moving a part by hand.</summary>
/// <param name="Plan">Null when the move breaks a limit.</param>
/// <param name="Broken">The limits that it breaks; empty when it breaks none.</param>
public sealed record MovedPart(RepairedPlan? Plan, IReadOnlyList<PlanFault> Broken);

/// <summary>What may be changed when a plan is mended.</summary>
/// <param name="IsFixed">Tours to which nothing is added: their carriers have agreed to them as they are, or they have begun.</param>
/// <param name="IsUnderWay">Parts that have begun their way, and can't go another.</param>
public sealed record RepairLimits(Func<LegTour, bool> IsFixed, Func<string, bool> IsUnderWay)
{
    /// <summary>Before anything has left and anybody has agreed.</summary>
    public static RepairLimits None { get; } = new(_ => false, _ => false);
}
