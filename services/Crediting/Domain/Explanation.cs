using System.Globalization;
using Marketplace.Contracts;

namespace Marketplace.Crediting.Domain;

/// <summary>A rule that was applied, in words and as the facts it was applied to.</summary>
/// <param name="Rule">"CR-08".</param>
/// <param name="Words">What the rule made of the facts.</param>
/// <param name="Facts">By name, as they are written on the wire.</param>
public sealed record RuleApplied(string Rule, BilingualText Words, IReadOnlyDictionary<string, string> Facts);

/// <summary>Says of an entry, rule by rule, why it stands where it stands (every entry explains itself).</summary>
public static class Explanation
{
    /// <summary>From the acceptance to the posting period, in the order of the rule book.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="line">Its sale.</param>
    /// <param name="pairing">The version of the pairing by which it was decided; null for designations and quotas.</param>
    public static IReadOnlyList<RuleApplied> Of(CreditEntry entry, SaleLine line, Pairing? pairing) =>
    [
        Event(line),
        Amount(line),
        Origin(line),
        Eligibility(line),
        entry.Mode == CreditMode.AssistedSale ? Helper(line) : Buyer(line),
        pairing is null ? Holder(entry) : Match(entry, line, pairing),
        .. Taken(entry, line),
        Posting(entry),
    ];

    static RuleApplied Event(SaleLine line) => line.Source == SaleSource.ImportedLedger ? FiledEvent(line) : new(
        "CR-01",
        line.IsAutomatic
            ? new(
                $"买方逾期未提出异议，于 {Day(line.RecognitionDate)}（北京时间）视同验收，以当日为认定日。",
                $"The buyer raised no objection in time; acceptance took effect on {Day(line.RecognitionDate)} (Asia/Shanghai), "
                + "which is the recognition date.")
            : new(
                $"买方于 {Day(line.RecognitionDate)}（北京时间）验收确认，以当日为认定日。",
                $"The buyer confirmed acceptance on {Day(line.RecognitionDate)} (Asia/Shanghai), which is the recognition date."),
        Facts(
            ("acceptanceId", $"{line.AcceptanceId}"),
            ("acceptedAt", Instant(line.AcceptedAt)),
            ("recognitionDate", Day(line.RecognitionDate))));

    // Nobody accepted it on the platform: it rests on a row that both counties have reviewed.
    static RuleApplied FiledEvent(SaleLine line) => new(
        "CR-22",
        new(
            $"导入台账第 {line.LineNumber} 行（单据 {line.PurchaseNumber}）载明 {Day(line.RecognitionDate)} 销售，以该日为认定日。",
            $"Row {line.LineNumber} of an imported ledger (document {line.PurchaseNumber}) names {Day(line.RecognitionDate)} "
            + "as the day of sale, which is the recognition date."),
        Facts(
            ("importId", $"{line.PurchaseId}"),
            ("rowNumber", $"{line.LineNumber}"),
            ("documentNumber", line.PurchaseNumber),
            ("invoiceNumber", line.InvoiceNumber ?? ""),
            ("recognitionDate", Day(line.RecognitionDate))));

    static RuleApplied Amount(SaleLine line)
    {
        var (zh, en) = ("", "");
        if (line.Free > Quantity.Zero)
        {
            zh += $"其中赠送 {line.Free} {line.TradeUnit} 不计价。";
            en += $" Of it {line.Free} {line.TradeUnit} were free.";
        }

        if (line.DiscountFen > 0)
        {
            zh += $"减订单优惠分摊 {new Money(line.DiscountFen)} 元。";
            en += $" Less {new Money(line.DiscountFen)} yuan, its part of the order's discount.";
        }

        if (line.SubsidyFen > 0)
        {
            zh += $"销售时第三方补贴 {new Money(line.SubsidyFen)} 元。";
            en += $" A third party paid the supplier {new Money(line.SubsidyFen)} yuan at the sale.";
        }

        if (line.IsSplit)
        {
            var (zhPart, enPart) = line.PartNo == 1 ? ("批次余量以内", "is covered by its batches") : ("超出批次余量", "exceeds its batches");
            zh += $"其中 {line.PartQuantity} {line.TradeUnit} {zhPart}（CR-14），"
                + $"本行（第 {line.ShareNo}/{line.Shares} 行）为 {new Money(line.AmountFen)} 元。";
            en += $" Of it {line.PartQuantity} {line.TradeUnit} {enPart} (CR-14); "
                + $"row {line.ShareNo} of {line.Shares} is {new Money(line.AmountFen)} yuan.";
        }
        else if (line.Shares > 1)
        {
            zh += $"按产地权重分摊，第 {line.ShareNo}/{line.Shares} 份为 {new Money(line.AmountFen)} 元。";
            en += $" Shared out over its origins by weight, share {line.ShareNo} of {line.Shares} is {new Money(line.AmountFen)} yuan.";
        }

        var paid = line.Accepted - line.Free;
        return new RuleApplied(
            "CR-03",
            new(
                $"验收数量 {paid} {line.TradeUnit} × 单价 {line.UnitPrice} 元 = {new Money(line.GrossFen)} 元，四舍五入到分，只舍入一次。{zh}",
                $"Accepted {paid} {line.TradeUnit} at {line.UnitPrice} yuan make {new Money(line.GrossFen)} yuan, "
                + $"rounded to the fen once, half away from zero.{en}"),
            Facts(
                ("accepted", $"{line.Accepted}"),
                ("free", $"{line.Free}"),
                ("tradeUnit", line.TradeUnit),
                ("unitPrice", $"{line.UnitPrice}"),
                ("grossFen", Number(line.GrossFen)),
                ("discountFen", Number(line.DiscountFen)),
                ("subsidyFen", Number(line.SubsidyFen)),
                ("amountFen", Number(line.AmountFen))));
    }

    static RuleApplied Origin(SaleLine line) => new(
        "CR-04",
        new(
            $"产地以帮扶产品认定 {line.RecognitionNumber} 为准：{line.OriginName}。",
            $"The origin is what recognition {line.RecognitionNumber} says: {line.OriginName}."),
        Facts(("recognition", line.RecognitionNumber ?? ""), ("originPath", line.OriginPath)));

    static RuleApplied Eligibility(SaleLine line)
    {
        var imported = line.Source == SaleSource.ImportedLedger;
        return new RuleApplied(
            "CR-05",
            new(
                $"商品类别符合；认定在{(imported ? "销售日" : "订单确认日")} {Day(line.ConfirmedOn)} 有效"
                + $"（有效期至 {Day(line.RecognitionUntil)}）；送达地不在产地所在省。",
                $"The category is eligible; the recognition was valid on {Day(line.ConfirmedOn)}, when the "
                + (imported ? "goods were sold" : "order was confirmed")
                + $" (until {Day(line.RecognitionUntil)}); the goods left the province of origin."),
            Facts(
                ("category", $"{line.Category}"),
                ("confirmedOn", Day(line.ConfirmedOn)),
                ("recognitionFrom", Day(line.RecognitionFrom)),
                ("recognitionUntil", Day(line.RecognitionUntil)),
                ("deliveryPath", line.DeliveryPath)));
    }

    static RuleApplied Buyer(SaleLine line) => new(
        "CR-06",
        new(
            $"{line.UnitName} 自用采购，为直接采购；按认定日归属地计入东部方，送货地址不影响归属。",
            $"{line.UnitName} bought for its own use: "
            + "direct purchase, which counts for the region to which the unit belonged on the recognition date, wherever the goods went."),
        Facts(("unitId", $"{line.UnitId}"), ("unitPath", line.UnitPath)));

    static RuleApplied Helper(SaleLine line) => new(
        "CR-07",
        new(
            line.Source == SaleSource.ImportedLedger
                ? $"{line.FacilitatorName ?? line.UnitName} 为台账载明的帮销主体，按其登记地计入东部方，为帮助销售。"
                : $"{line.FacilitatorName ?? line.UnitName} 在订单确认前登记为帮销主体，按其登记地计入东部方，为帮助销售。",
            $"{line.FacilitatorName ?? line.UnitName} was named as the facilitator "
            + (line.Source == SaleSource.ImportedLedger ? "by the ledger" : "before the order was confirmed")
            + ": assisted sale, which counts for the region in which it is registered."),
        Facts(
            ("facilitatorId", $"{line.FacilitatorId}"),
            ("facilitatorPath", line.FacilitatorPath ?? line.UnitPath),
            ("namedAt", line.FacilitatorNamedAt is { } named ? Instant(named) : ""),
            ("confirmedAt", Instant(line.ConfirmedAt))));

    static RuleApplied Holder(CreditEntry entry) => new(
        entry.Reason.Rule,
        entry.Reason.Words,
        Facts(
            ("scheme", $"{entry.Scheme}"), ("holderId", $"{entry.HolderId}"), ("eastPath", entry.EastPath), ("westPath", entry.WestPath)));

    /// <summary>What an entry takes back, and by which rule.</summary>
    static IEnumerable<RuleApplied> Taken(CreditEntry entry, SaleLine line)
    {
        (string Rule, BilingualText Words)? why = entry.EntryType switch
        {
            EntryType.Return => ("CR-15", new BilingualText(
                "验收后退货、退款或短重，按累计数量占比冲减原分录所属的同一结对，即使该结对已结束。",
                "Goods or money went back after acceptance: "
                + "taken from what the original was credited to, in proportion to the cumulative quantity, even if that has ended.")),
            EntryType.PriceAdjust when entry.AmountFen > 0 => ("CR-15", new BilingualText(
                "验收后经双方确认补价，按差额追加到原结对。",
                "Both sides agreed on a higher price after acceptance: the difference is added to what the original was credited to.")),
            EntryType.PriceAdjust => ("CR-15", new BilingualText(
                "验收后降价，按差额冲减原结对。", "The price was cut after acceptance: the difference is taken from what the original was credited to.")),
            EntryType.Void =>
                ("CR-18", new BilingualText("经查属虚假交易或贴牌，冲销全部仍有效的金额。", "Found not to be genuine: everything that still stood is reversed.")),
            EntryType.ReclassOut =>
                ("CR-19", new BilingualText("登记更正后不再属于该结对，转出。", "By the corrected registry it no longer belongs here: moved out.")),
            EntryType.ReclassIn => ("CR-19", new BilingualText("登记更正后属于该结对，转入。", "By the corrected registry it belongs here: moved in.")),
            _ => null,
        };
        if (why is { } known)
        {
            yield return new RuleApplied(known.Rule, known.Words, Facts(
                ("reversesEntryId", $"{entry.ReversesEntryId}"), ("amountFen", Number(entry.AmountFen)), ("netFen", Number(line.NetFen))));
        }
    }

    static RuleApplied Match(CreditEntry entry, SaleLine line, Pairing pairing)
    {
        var what = $"{pairing.EastName}—{pairing.WestName}";
        var until = pairing.ValidTo is { } end ? Day(end) : "";
        var words = entry.Reason == CreditReason.PairingInTransition
            ? new BilingualText(
                $"结对关系 {what}（第 {pairing.Version} 版）已于 {until} 结束；"
                + $"订单在有效期内（{Day(line.ConfirmedOn)}）确认，过渡期至 {Day(pairing.TransitionUntil)}，仍计入原结对。",
                $"The pairing {what} (version {pairing.Version}) ended on {until}; the order was confirmed while it was valid "
                + $"({Day(line.ConfirmedOn)}) and its transition runs until {Day(pairing.TransitionUntil)}: credited to it.")
            : new BilingualText(
                $"认定日有效、且同时包含采购单位归属地与产地的结对关系中，{what}（第 {pairing.Version} 版，自 {Day(pairing.ValidFrom)} 起）双方层级最具体，计入该结对。",
                $"Of the pairings valid that day that hold the buyer's region and the origin, {what} (version {pairing.Version}, "
                + $"from {Day(pairing.ValidFrom)}) has the most specific parties: credited to it.");
        return new RuleApplied(entry.Reason.Rule, words, Facts(
            ("scheme", $"{entry.Scheme}"),
            ("tier", $"{entry.Tier}"),
            ("pairingId", $"{pairing.PairingId}"),
            ("pairingVersion", Number(pairing.Version)),
            ("eastPath", pairing.EastPath),
            ("westPath", pairing.WestPath),
            ("validFrom", Day(pairing.ValidFrom)),
            ("validTo", until)));
    }

    static RuleApplied Posting(CreditEntry entry) => new(
        "CR-16",
        entry.EntryType == EntryType.Late
            ? new(
                $"认定日所在月份已关账，补记在最早的未关账月份 {entry.PostingPeriod}；认定日不变。",
                "The month of the recognition date was closed, so the entry was posted late "
                + $"in {entry.PostingPeriod}, the earliest open month; its recognition date stays.")
            : new(
                $"记入发生日 {Day(entry.EventDate)} 所在的月份 {entry.PostingPeriod}。",
                $"Posted in {entry.PostingPeriod}, the month of the event on {Day(entry.EventDate)}."),
        Facts(("eventDate", Day(entry.EventDate)), ("postingPeriod", entry.PostingPeriod), ("entryType", $"{entry.EntryType}")));

    static Dictionary<string, string> Facts(params (string Name, string Value)[] facts) =>
        facts.ToDictionary(fact => fact.Name, fact => fact.Value);

    static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    static string Instant(DateTimeOffset instant) =>
        instant.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
