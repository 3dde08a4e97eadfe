using Marketplace.Contracts;
using Marketplace.Platform.Refusals;

namespace Marketplace.Logistics.Domain;

/// <content>The delivery, and from when on the buyer's silence counts (CR-01).</content>
public sealed partial class Shipment
{
    /// <summary>
    /// The carrier hands the goods over (proof of delivery). From the recording on the buyer may be silent for so long, if the carrier is
    /// independent; otherwise from when the buyer has confirmed the arrival.
    /// </summary>
    /// <param name="statedAt">When they arrived, as the carrier says; kept beside the recording and nothing else.</param>
    /// <param name="receivedBy">Who took them in.</param>
    /// <param name="now">The server's clock.</param>
    /// <param name="rules">How long the buyer may be silent; as the rule book has it when null.</param>
    /// <param name="carriage">What the carrier is today, if it is not the supplier itself.</param>
    /// <exception cref="RuleBrokenException">It was not dispatched yet, or delivered before.</exception>
    /// <exception cref="InvalidRequestException">The time does not fit.</exception>
    public void Deliver(
        DateTimeOffset? statedAt,
        string receivedBy,
        DateTimeOffset now,
        AcceptanceRules? rules = null,
        Carriage carriage = Domain.Carriage.Independent)
    {
        if (State == ShipmentState.Planned)
        {
            throw NotYet("not_dispatched", "请等供应商发货后再登记签收。", "Record the delivery after the supplier has dispatched it.");
        }

        if (State != ShipmentState.Dispatched)
        {
            throw AlreadyPast("already_delivered");
        }

        var left = StatedDispatchedAt ?? DispatchedAt!.Value;
        if (statedAt < left)
        {
            throw new InvalidRequestException(
                "delivered_before_dispatch",
                "statedDeliveredAt",
                $"签收时间不能早于发货时间 {BusinessDay.Text(left)}（北京时间）。",
                $"The goods can't have arrived before they were dispatched at {BusinessDay.Text(left)} (UTC+8).");
        }

        if (statedAt > now)
        {
            throw new InvalidRequestException(
                "delivered_in_future",
                "statedDeliveredAt",
                $"签收时间不能晚于现在（北京时间 {BusinessDay.Text(now)}）；请在签收后再登记，或不填此项。",
                $"The goods can't arrive later than now, {BusinessDay.Text(now)} (UTC+8); "
                + "record the delivery when it has happened, or leave this out.");
        }

        var at = Instants.Later(now, DispatchedAt!.Value);
        (State, DeliveredAt, StatedDeliveredAt, ReceivedBy) = (ShipmentState.Delivered, at, statedAt, receivedBy);
        Carriage = IsCarriedBySupplier ? Domain.Carriage.SuppliersOwn : carriage;
        if (Carriage == Domain.Carriage.Independent)
        {
            AcceptDueAt = SilenceDueFrom(at, rules);
        }
    }

    /// <summary>
    /// The carrier has turned out to be related to the supplier before silence accepted what it brought: its record does not count, and
    /// the days run from when the buyer confirms the arrival. One that the buyer has confirmed stands.
    /// </summary>
    public void Disregard(Carrier carrier)
    {
        if (Carriage == Domain.Carriage.Independent
            && State == ShipmentState.Delivered
            && carrier.Id == CarrierId
            && carrier.IsRelatedSince(SupplierId, BusinessDay.Of(DeliveredAt!.Value)))
        {
            (Carriage, AcceptDueAt) = (Domain.Carriage.Related, null);
        }
    }

    /// <summary>
    /// The buyer confirms that goods have arrived which no independent carrier brought, or whose carrier records nothing: from now on its
    /// silence counts.
    /// </summary>
    /// <param name="now">The server's clock.</param>
    /// <param name="rules">How long the buyer may be silent; as the rule book has it when null.</param>
    /// <returns>True when that is the first record of the delivery.</returns>
    /// <exception cref="RuleBrokenException">
    /// It is not dispatched, accepted, confirmed before, or the carrier's record is enough.
    /// </exception>
    public bool ConfirmArrival(DateTimeOffset now, AcceptanceRules? rules = null)
    {
        if (State is ShipmentState.Accepted or ShipmentState.Cancelled or ShipmentState.Lost)
        {
            throw AlreadyPast("already_accepted");
        }

        if (State == ShipmentState.Planned)
        {
            throw NotYet("not_dispatched", "请等供应商发货后再确认到货。", "Confirm the arrival after the supplier has dispatched it.");
        }

        var isFirst = State == ShipmentState.Dispatched;
        if (isFirst)
        {
            var at = Instants.Later(now, DispatchedAt!.Value);
            (State, DeliveredAt, Carriage) = (ShipmentState.Delivered, at, Domain.Carriage.NotRecorded);
        }

        if (Carriage == Domain.Carriage.Independent || ArrivalConfirmedAt is not null)
        {
            throw new RuleBrokenException(
                "arrival_needs_no_confirmation",
                "此发货单无需确认到货：承运方与供应商无关联且登记有效，或到货已确认；请直接验收。",
                "The arrival of this shipment needs no confirmation: its carrier is registered and not related to the supplier, "
                + "or it is confirmed already; inspect the goods.");
        }

        ArrivalConfirmedAt = Instants.Later(now, DeliveredAt!.Value);
        if (HasUndisputed)
        {
            AcceptDueAt = SilenceDueFrom(ArrivalConfirmedAt.Value, rules);
        }

        return isFirst;
    }

    /// <summary>
    /// When silence accepts what arrived then: the days begin with the day for which the goods were ordered, if they came before it, since
    /// nobody has to be there sooner.
    /// </summary>
    DateTimeOffset DueFrom(DateTimeOffset at, AcceptanceRules? rules) =>
        (DeliverOn is { } day ? Instants.Later(at, BusinessDay.StartOf(day)) : at)
        .AddDays((rules ?? AcceptanceRules.Default).AutoAcceptDays);
}
