using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Platform.Refusals;

namespace Marketplace.Logistics.Domain;

/// <summary>What can't be dispatched or can't have been found, and is refused.</summary>
public sealed partial class ShipmentLine
{
    /// <summary>
    /// Refuses negative quantities, and more than twice the order as a typing error. More than was ordered may arrive (多发); what the
    /// buyer may take of it is decided at the acceptance.
    /// </summary>
    internal void CheckDispatch(DispatchedLine said, string field)
    {
        var quantity = said.Quantity;
        if (quantity < Quantity.Zero || said.Free < Quantity.Zero)
        {
            throw Negative(field);
        }

        if (said.Free > quantity)
        {
            throw new InvalidRequestException(
                "free_exceeds_dispatched",
                field,
                $"第{LineNumber}行：赠送 {said.Free} 超过发货 {quantity}。",
                $"Line {LineNumber}: {said.Free} is free, but only {quantity} is sent.");
        }

        if (quantity > Ordered + Ordered)
        {
            throw new InvalidRequestException(
                "over_delivery",
                field,
                $"第{LineNumber}行：发货 {quantity} 超过订购 {Ordered} 的两倍，请核对数量。",
                $"Line {LineNumber}: {quantity} is more than twice the {Ordered} ordered; check the quantity.");
        }
    }

    /// <summary>Refuses goods that are called back: which of a line are of which batch nobody can tell at the dock.</summary>
    internal void CheckRecalls(DispatchedLine said, IReadOnlySet<Guid>? recalled, string field)
    {
        if (said.Quantity > Quantity.Zero && recalled is not null && Batches.Any(share => recalled.Contains(share.BatchId)))
        {
            throw new RuleBrokenException(
                "batch_recalled",
                $"第{LineNumber}行的货物所属批次正在召回，不能发货：该行请填 0，或取消该行，或等召回解除。",
                $"The goods of line {LineNumber} are of a batch that is called back and can't be sent: give 0 for the line, "
                + "decline it, or wait until the recall is lifted.",
                field);
        }
    }

    /// <summary>Refuses negative quantities, and more than was dispatched.</summary>
    void CheckLoss(Quantity quantity, string field)
    {
        if (quantity < Quantity.Zero)
        {
            throw Negative(field);
        }

        if (quantity > Dispatched)
        {
            throw new InvalidRequestException(
                "loss_exceeds_dispatched",
                field,
                $"第{LineNumber}行：灭失 {quantity} 超过发货 {Dispatched}。",
                $"Line {LineNumber}: {quantity} is reported as lost, but only {Dispatched} was dispatched.");
        }
    }

    /// <summary>
    /// Refuses what can't have been found: accepted, short and rejected add up to what was dispatched and is not under dispute, who
    /// rejects says why, and no more is accepted than the order and the tolerance allow.
    /// </summary>
    internal void CheckInspection(InspectedLine found, Quantity disputed, AcceptanceRules rules, string field)
    {
        if (found.Accepted < Quantity.Zero || found.Short < Quantity.Zero || found.Rejected < Quantity.Zero || found.Free < Quantity.Zero)
        {
            throw Negative(field);
        }

        var dispatched = Dispatched!.Value;
        var sum = found.Decided;
        if (sum != dispatched - disputed)
        {
            var (lessZh, lessEn) = disputed == Quantity.Zero
                ? ("", "")
                : ($" 减去异议中的 {disputed}", $", {disputed} of which is under dispute");
            throw new InvalidRequestException(
                "quantities_do_not_add_up",
                field,
                $"第{LineNumber}行：收货 {found.Accepted} + 短少 {found.Short} + 拒收 {found.Rejected} = {sum}，应等于发货 {dispatched}{lessZh}。",
                $"Line {LineNumber}: accepted {found.Accepted} + short {found.Short} + rejected {found.Rejected} = {sum}, "
                + $"but {dispatched} was dispatched{lessEn}; the sum must be the same.");
        }

        CheckFree(found, $"{field}.free");
        CheckTolerance(found, rules, $"{field}.accepted");

        if (found.Rejected > Quantity.Zero && string.IsNullOrWhiteSpace(found.RejectionReason))
        {
            throw new InvalidRequestException(
                "rejection_reason_missing",
                $"{field}.rejectionReason",
                $"第{LineNumber}行：拒收 {found.Rejected}，请填写拒收原因。",
                $"Line {LineNumber}: {found.Rejected} was rejected; say why.");
        }

        if (found.Rejected == Quantity.Zero && found.RejectionReason is not null)
        {
            throw new InvalidRequestException(
                "rejection_reason_needless",
                $"{field}.rejectionReason",
                $"第{LineNumber}行：没有拒收，请去掉拒收原因，或填写拒收数量。",
                $"Line {LineNumber}: nothing was rejected; leave the reason out, or give the rejected quantity.");
        }
    }

    /// <summary>
    /// What is free is the supplier's to say: no more is free than it dispatched as such, and no more is paid for than it charges for.
    /// </summary>
    void CheckFree(InspectedLine found, string field)
    {
        if (found.Free > found.Accepted)
        {
            throw new InvalidRequestException(
                "free_exceeds_accepted",
                field,
                $"第{LineNumber}行：赠送 {found.Free} 超过收货 {found.Accepted}。",
                $"Line {LineNumber}: {found.Free} is free, but only {found.Accepted} is accepted.");
        }

        if (AcceptedFree + (found.Free ?? Quantity.Zero) > DispatchedFree)
        {
            throw new InvalidRequestException(
                "free_exceeds_dispatched",
                field,
                $"第{LineNumber}行：供应商发货时注明赠送 {DispatchedFree}，验收的赠送数量不能更多。",
                $"Line {LineNumber}: the supplier dispatched {DispatchedFree} free; no more of it can be accepted as free.");
        }

        if (found.Charged > ChargeableLeft)
        {
            throw new InvalidRequestException(
                "charged_exceeds_dispatched",
                field,
                $"第{LineNumber}行：供应商只对 {Dispatched - DispatchedFree} 计价，其余为赠送；请填写赠送数量或不填此项。",
                $"Line {LineNumber}: the supplier charges for {Dispatched - DispatchedFree} only, the rest is free; "
                + "say how much of what is accepted is free, or leave it out.");
        }
    }

    /// <summary>
    /// Refuses to accept more than was ordered and the tolerance allows, free or not, all acceptances of the line together.
    /// </summary>
    internal void CheckTolerance(InspectedLine found, AcceptanceRules rules, string field)
    {
        CheckTolerance(Charged + AcceptedFree + found.Accepted, Ordered, MostAcceptable(rules), rules, field);
        CheckTolerance(Charged + found.Charged, Ordered - OrderedFree, MostChargeable(rules), rules, field);
    }

    void CheckTolerance(Quantity accepted, Quantity ordered, Quantity most, AcceptanceRules rules, string field)
    {
        if (accepted > most)
        {
            var percent = (rules.OverDeliveryTolerance * 100).ToString("0.##", CultureInfo.InvariantCulture);
            throw new InvalidRequestException(
                "over_delivery",
                field,
                $"第{LineNumber}行：收货 {accepted} 超过订购 {ordered} 的 {percent}% 容差，最多 {most}；多出部分请填入拒收。",
                $"Line {LineNumber}: {accepted} is accepted, "
                + $"but {ordered} was ordered and {percent} % more is tolerated, {most} at most; reject what is beyond.");
        }
    }

    InvalidRequestException Negative(string field) => new(
        "quantity_negative", field, $"第{LineNumber}行：数量不能小于 0。", $"Line {LineNumber}: a quantity can't be less than 0.");
}
