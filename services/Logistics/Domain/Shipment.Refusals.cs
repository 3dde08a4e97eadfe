using Marketplace.Contracts;
using Marketplace.Platform.Refusals;

namespace Marketplace.Logistics.Domain;

/// <content>What is answered when somebody was faster, or comes too early.</content>
public sealed partial class Shipment
{
    InvalidRequestException NotOpen(Guid lineId, string field) => _lines.Find(known => known.LineId == lineId) is { } repeated
        ? repeated.Cancellation is { } cancelled ? new(
            "line_cancelled",
            field,
            $"第{repeated.LineNumber}行已于 {BusinessDay.Text(cancelled.At)}（北京时间）取消，请不要填写。",
            $"Line {repeated.LineNumber} was cancelled at {BusinessDay.Text(cancelled.At)} (UTC+8); leave it out.") : new(
            "line_repeated",
            field,
            $"第{repeated.LineNumber}行填写了不止一次，请只填一次。",
            $"Line {repeated.LineNumber} is given more than once; give it once.")
        : new("line_unknown", field, $"此发货单没有明细 {lineId}，请核对。", $"This shipment has no line {lineId}; check the id.");

    /// <summary>Somebody was faster: says what has happened and when.</summary>
    /// <param name="code">What the step is refused with, unless all was cancelled.</param>
    RuleBrokenException AlreadyPast(string code)
    {
        if (State == ShipmentState.Cancelled)
        {
            var ended = BusinessDay.Text(CancelledAt!.Value);
            return new(
                "already_cancelled",
                $"此发货单已于 {ended}（北京时间）全部取消，不再发货；如仍需要，请重新下单。",
                $"All of this shipment was cancelled at {ended} (UTC+8) and nothing of it is sent; "
                + "if the goods are still wanted, order anew.");
        }

        if (State == ShipmentState.Lost)
        {
            var lost = BusinessDay.Text(LostAt!.Value);
            return new(
                "already_lost",
                $"此发货单的货物已于 {lost}（北京时间）认定全部未送达，不再办理；如仍需要，请重新下单。",
                $"All of this shipment was found lost at {lost} (UTC+8) and it is closed; if the goods are still wanted, order anew.");
        }

        if (State == ShipmentState.Accepted)
        {
            var accepted = BusinessDay.Text(AcceptedAt!.Value);
            return new(
                code,
                $"此发货单已于 {accepted}（北京时间）验收，验收金额 {AcceptedAmount} 元，不能再次办理；请查看验收单。",
                $"This shipment was accepted at {accepted} (UTC+8) for {AcceptedAmount} yuan and is closed; see its acceptance sheet.");
        }

        if (State == ShipmentState.Delivered)
        {
            var delivered = BusinessDay.Text(DeliveredAt!.Value);
            return new(
                code,
                $"此发货单已于 {delivered}（北京时间）签收，接下来由采购单位验收。",
                $"This shipment was delivered at {delivered} (UTC+8); the buyer's acceptance is next.");
        }

        var dispatched = BusinessDay.Text(DispatchedAt!.Value);
        return CarrierId is null
            ? new(
                code,
                $"此发货单已于 {dispatched}（北京时间）发货，原承运商已拒绝承运，请供应商更换承运商。",
                $"This shipment was dispatched at {dispatched} (UTC+8), and its carrier has refused it; the supplier is to name another.")
            : new(
                code,
                $"此发货单已于 {dispatched}（北京时间）发货，运单号 {Waybill}，不能再发货或取消；"
                + "未送达的由供应商登记损失，送到的由采购单位验收或拒收。",
                $"This shipment was dispatched at {dispatched} (UTC+8) by waybill {Waybill}: it can be neither dispatched again nor "
                + "cancelled. The supplier reports what is lost; the buyer accepts or refuses what arrives.");
    }

    RuleBrokenException NotYet(string code, string whatToDoZh, string whatToDoEn) => State == ShipmentState.Planned
        ? new(code, $"此发货单尚未发货。{whatToDoZh}", $"This shipment has not been dispatched yet. {whatToDoEn}")
        : new(code, $"此发货单尚在途中，未登记签收。{whatToDoZh}", $"This shipment is still on its way. {whatToDoEn}");
}
