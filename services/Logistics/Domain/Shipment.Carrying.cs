using Marketplace.Platform.Refusals;

namespace Marketplace.Logistics.Domain;

/// <content>Who carries the goods after the dispatch, as long as nothing was delivered.</content>
public sealed partial class Shipment
{
    /// <summary>How often its carrier was replaced or has refused.</summary>
    public int CarrierChangeCount { get; private set; }

    /// <summary>
    /// The supplier names another carrier, or another waybill of the same. What the carrier is (<see cref="Domain.Carriage"/>) is judged
    /// when the one that brings the goods records the delivery.
    /// </summary>
    /// <param name="carrierId">Who will record the delivery.</param>
    /// <param name="waybill">That carrier's number.</param>
    /// <param name="vehicle">The plate or name of what carries them; null when nobody said.</param>
    /// <param name="reason">Why, what is said to the others, and the subject of the token.</param>
    /// <param name="now">The server's clock.</param>
    /// <exception cref="RuleBrokenException">It is not on its way.</exception>
    /// <exception cref="InvalidRequestException">Carrier and waybill are those that are named already.</exception>
    public CarrierChange ReplaceCarrier(
        Guid carrierId, string waybill, string? vehicle, (CarrierChangeReason Why, string? Note, string By) reason, DateTimeOffset now)
    {
        RequireOnItsWay("请在发货时填写承运商。", "Name the carrier when you dispatch it.");
        if (carrierId == CarrierId && waybill == Waybill)
        {
            throw new InvalidRequestException(
                "carrier_unchanged",
                "carrierId",
                $"此发货单已由该承运商以运单号 {Waybill} 承运，请填写其他承运商或其他运单号。",
                $"This shipment goes with that carrier by waybill {Waybill} already; name another carrier or another waybill.");
        }

        return Change(carrierId, waybill, vehicle, reason, now);
    }

    /// <summary>The carrier that was named refuses what it never got: nobody carries it until the supplier names another.</summary>
    /// <param name="note">What is said to the others; null when nothing is.</param>
    /// <param name="refusedBy">The subject of the token.</param>
    /// <param name="now">The server's clock.</param>
    /// <exception cref="RuleBrokenException">It is not on its way.</exception>
    public CarrierChange RefuseCarriage(string? note, string refusedBy, DateTimeOffset now)
    {
        RequireOnItsWay("没有需要拒绝的承运。", "There is nothing to refuse.");
        return Change(carrierId: null, waybill: null, vehicle: null, (CarrierChangeReason.Refused, note, refusedBy), now);
    }

    CarrierChange Change(
        Guid? carrierId, string? waybill, string? vehicle, (CarrierChangeReason Why, string? Note, string By) reason, DateTimeOffset now)
    {
        CarrierChangeCount++;
        var change = new CarrierChange
        {
            ShipmentId = ShipmentId,
            Number = CarrierChangeCount,
            OldCarrierId = CarrierId,
            OldWaybill = Waybill,
            NewCarrierId = carrierId,
            NewWaybill = waybill,
            Reason = reason.Why,
            Note = reason.Note,
            ChangedBy = reason.By,
            ChangedAt = Instants.Later(now, DispatchedAt!.Value),
        };
        // The last waybill stays, so that the papers of goods that arrive all the same have one.
        (CarrierId, Waybill, Vehicle) = (carrierId, waybill ?? Waybill, vehicle);
        return change;
    }

    void RequireOnItsWay(string whatToDoZh, string whatToDoEn)
    {
        if (State == ShipmentState.Planned)
        {
            throw NotYet("not_dispatched", whatToDoZh, whatToDoEn);
        }

        if (State != ShipmentState.Dispatched)
        {
            throw AlreadyPast("already_delivered");
        }
    }
}
