using Marketplace.Contracts;
using Marketplace.Platform.Refusals;

namespace Marketplace.Logistics.Domain;

/// <content>When its goods are ready, and what became of its place in a plan.</content>
public sealed partial class Shipment
{
    /// <summary>How far ahead a supplier may say when goods are ready.</summary>
    const int ReadyDaysMax = 60;

    /// <summary>By when the goods are to have arrived: the end of the window, or of the day; null when no day was agreed.</summary>
    public DateTimeOffset? DueAt { get; private init; }

    /// <summary>When its goods are ready to be taken in, as was said; null when nobody said.</summary>
    public DateTimeOffset? ReadyAt { get; private set; }

    /// <summary>The station or hub where its goods are taken in, as its supplier says; null for where its goods usually are.</summary>
    public Guid? StationId { get; private set; }

    /// <summary>Why it dropped out of its plan; null when it never did.</summary>
    public PlanLeftOut? LeftOut { get; private set; }

    /// <summary>When it dropped out of its plan, since it could not go any more; null when it never did.</summary>
    public DateTimeOffset? LeftOutAt { get; private set; }

    /// <summary>
    /// Since when its goods are on a lorry that broke down; null when they never were, or their supplier has said since when they are
    /// ready, or where they are taken in. No plan takes them until then.
    /// </summary>
    public DateTimeOffset? StrandedSince { get; private set; }

    /// <summary>Says when the goods are ready; what is said later counts.</summary>
    /// <exception cref="RuleBrokenException">It is not waiting for its dispatch any more.</exception>
    /// <exception cref="InvalidRequestException">It is not from now on and within 60 days.</exception>
    public void StateReadiness(DateTimeOffset readyAt, DateTimeOffset now)
    {
        if (State != ShipmentState.Planned)
        {
            throw AlreadyPast("already_dispatched");
        }

        if (readyAt < now || readyAt > now.AddDays(ReadyDaysMax))
        {
            throw new InvalidRequestException(
                "ready_out_of_range",
                "readyAt",
                $"备货完成时间须在现在起 {ReadyDaysMax} 天之内。",
                $"Goods are ready from now on and within {ReadyDaysMax} days.");
        }

        (ReadyAt, StrandedSince) = (readyAt, null);
    }

    /// <summary>Says where the goods are taken in; null for where the supplier's goods usually are.</summary>
    /// <exception cref="RuleBrokenException">It is not waiting for its dispatch any more.</exception>
    public void NameStation(Guid? stationId)
    {
        if (State != ShipmentState.Planned)
        {
            throw AlreadyPast("already_dispatched");
        }

        (StationId, StrandedSince) = (stationId, null);
    }

    /// <summary>It can't go any more as it was planned. What is on a lorry that broke down is nowhere where a plan takes it in.</summary>
    public void LeavePlan(PlanLeftOut reason, DateTimeOffset at)
    {
        (LeftOut, LeftOutAt) = (reason, at);
        StrandedSince = reason.Reason == PlanLeftOut.OnBrokenLorry ? at : StrandedSince;
    }

    /// <summary>The end of the window on a day, or of the day.</summary>
    static DateTimeOffset? DueBy(DateOnly? day, DeliveryWindow? window) => day is not { } due ? null
        : window is { } known ? BusinessDay.StartOf(due) + known.Until.ToTimeSpan()
        : BusinessDay.StartOf(due.AddDays(1));
}
