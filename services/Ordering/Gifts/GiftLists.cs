using Marketplace.Contracts;
using Marketplace.Ordering.Buyers;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Listings;
using Marketplace.Ordering.Orders;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Gifts;

/// <summary>What gift lists cost, in all and for each person, and what speaks against ordering them.</summary>
public sealed class GiftLists(
    OrderingDb db, OrderAssembly assembly, KnownOffers offers, KnownDestinations destinations, Caller caller)
{
    const int NumbersMax = 50;
    const int BasisPoints = 10_000;

    /// <summary>The order that would be made of a list, at the prices of now.</summary>
    /// <param name="agreed">What is bought for, by whose help, through which channel; null of a plain order.</param>
    public async Task<AssembledOrder> AssembleAsync(GiftList list, PlaceOrder.Agreed? agreed, CancellationToken ct)
    {
        var orders = await assembly.AssembleAsync(
            list.UnitId,
            [
                .. list.Goods.OrderBy(goods => goods.Number).Select(goods => new WantedLine(
                    goods.Number, goods.ProductId, goods.Quantity, list.UnitId, goods.DockId, goods.DeliverOn)),
            ],
            agreed,
            caller.Subject,
            ct);
        return orders[0];
    }

    /// <summary>What gifts come to for each person of a list, and what the limit is.</summary>
    /// <param name="list">With its goods.</param>
    /// <param name="amounts">What all of the goods of a number cost; those that can't be had are absent.</param>
    public async Task<GiftHeads> HeadsAsync(GiftList list, IReadOnlyDictionary<int, long> amounts, CancellationToken ct)
    {
        var limit = await db.GiftLimitAsync(list.UnitId, list.Year, ct);
        var goods = list.Goods.ToDictionary(line => line.Number);
        var own = await db.GiftRecipients.AsNoTracking().Where(recipient => recipient.ListId == list.ListId)
            .Select(recipient => new
            {
                recipient.Number,
                recipient.GoodsNumber,
                recipient.Quantity,
                recipient.PersonKey,
                recipient.HandedOutAt,
            })
            .ToListAsync(ct);
        var elsewhere = await ElsewhereAsync(list, ct);
        var sums = own.Where(recipient => recipient.PersonKey is not null)
            .GroupBy(recipient => recipient.PersonKey!, StringComparer.Ordinal)
            .Select(person => (
                Fen: person.Sum(recipient => amounts.TryGetValue(recipient.GoodsNumber, out var fen)
                    ? goods[recipient.GoodsNumber].PartOf(fen, recipient.Quantity)
                    : 0) + elsewhere.GetValueOrDefault(person.Key),
                Numbers: person.Select(recipient => recipient.Number)))
            .ToList();
        var over = sums.Where(person => person.Fen > (limit?.PerHeadFen ?? long.MaxValue)).ToList();
        return new GiftHeads(
            limit,
            sums.Select(person => person.Fen).DefaultIfEmpty().Max(),
            over.Count,
            [.. over.SelectMany(person => person.Numbers).Order().Take(NumbersMax)],
            own.CountBy(recipient => recipient.GoodsNumber).ToDictionary(),
            own.Count(recipient => recipient.HandedOutAt is not null));
    }

    /// <summary>What the people of a list get of other lists of the year that are ordered and not cancelled, by their keys.</summary>
    async Task<Dictionary<string, long>> ElsewhereAsync(GiftList list, CancellationToken ct)
    {
        var keys = db.GiftRecipients.Where(recipient => recipient.ListId == list.ListId).Select(recipient => recipient.PersonKey);
        var rows = await (
            from recipient in db.GiftRecipients.AsNoTracking()
            where recipient.ListId != list.ListId && recipient.PersonKey != null && keys.Contains(recipient.PersonKey)
            join line in db.GiftGoods on new { recipient.ListId, Number = recipient.GoodsNumber } equals new { line.ListId, line.Number }
            join other in db.GiftLists on line.ListId equals other.ListId
            join order in db.Orders.IgnoreQueryFilters() on other.OrderId equals order.OrderId
            where order.State != OrderState.Cancelled && line.AmountFen != null
                && order.Parts.Any(part => part.DockId == line.DockId && part.DeliverOn == line.DeliverOn
                    && part.CancelledAt == null && part.LostAt == null && part.Lines.Any(sold => sold.ProductId == line.ProductId))
            select new { recipient.PersonKey, recipient.Quantity, Line = line }).ToListAsync(ct);
        return rows.GroupBy(row => row.PersonKey!, StringComparer.Ordinal).ToDictionary(
            person => person.Key,
            person => person.Sum(row => row.Line.PartOf(row.Line.AmountFen!.Value, row.Quantity)),
            StringComparer.Ordinal);
    }

    /// <summary>What speaks against ordering a list: goods that can't be had, a limit that is missing or passed.</summary>
    public IEnumerable<CheckFault> FaultsOf(AssembledOrder order, GiftHeads heads)
    {
        foreach (var fault in order.Faults)
        {
            var numbers = string.Join('、', fault.Lines);
            yield return fault.Lines.Count == 0
                ? fault.Fault
                : new CheckFault(
                    $"goods[{fault.Lines[0]}]",
                    fault.Fault.Code,
                    $"第 {numbers} 项礼品：{fault.Fault.Zh}",
                    $"Gift {string.Join(", ", fault.Lines)}: {fault.Fault.En}");
        }

        if (heads.Limit is null)
        {
            yield return new CheckFault(
                "year",
                "gift_limit_missing",
                "本年度尚未制定慰问品人均限额，不能下单；请由本单位审批人或上级单位制定（PUT /ordering/gift-limits/{单位}/{年度}）。",
                "No limit a head was filed for the year; an approver of the unit or of the one above it has to (PUT "
                    + "/ordering/gift-limits/{unitId}/{year}).");
        }
        else if (heads.Limit.FiledBy == caller.Subject)
        {
            yield return new CheckFault(
                "year",
                "own_limit",
                "人均限额由您本人制定，不能再由您下单；请由本单位其他采购人下单。",
                "You have filed the limit a head, so you can't order under it; somebody else of the unit has to.");
        }
        else if (heads.OverLimit > 0)
        {
            yield return new CheckFault(
                "recipients",
                "over_gift_limit",
                $"有 {heads.OverLimit} 人本年度合计超过人均限额 {new Money(heads.Limit.PerHeadFen)} 元（名册序号 {string.Join('、', heads.OverLimitNumbers)}）；"
                    + "请调整其礼品或移出名册。",
                $"{heads.OverLimit} people come to more than the {new Money(heads.Limit.PerHeadFen)} yuan a head of the year (numbers "
                    + $"{string.Join(", ", heads.OverLimitNumbers)}); give them less or take them out.");
        }
    }

    /// <summary>A list as its unit sees it.</summary>
    public async Task<GiftListView> ViewAsync(GiftList list, CancellationToken ct)
    {
        var assembled = list.OrderedAt is null ? await AssembleAsync(list, agreed: null, ct) : null;
        var (listings, suppliers) = await offers.OfAsync([.. list.Goods.Select(goods => goods.ProductId).Distinct()], ct);
        var docks = await destinations.DocksAsync(list.Goods.Select(goods => goods.DockId).Distinct(), ct);
        var amounts = assembled is null
            ? list.Goods.Where(goods => goods.AmountFen is not null).ToDictionary(goods => goods.Number, goods => goods.AmountFen!.Value)
            : AmountsOf(assembled);
        var heads = await HeadsAsync(list, amounts, ct);
        var goods = list.Goods.OrderBy(line => line.Number).Select(Of).ToList();
        var total = amounts.Values.Sum();
        return new GiftListView
        {
            ListId = list.ListId,
            UnitId = list.UnitId,
            Name = list.Name,
            Year = list.Year,
            Version = list.Version,
            CreatedAt = list.CreatedAt,
            OrderedAt = list.OrderedAt,
            OrderId = list.OrderId,
            ErasedAt = list.ErasedAt,
            Recipients = heads.Recipients.Values.Sum(),
            HandedOut = heads.HandedOut,
            AmountFen = total,
            RecognisedBasisPoints = total == 0
                ? null
                : (int)(goods.Where(line => line.IsRecognised).Sum(line => line.AmountFen ?? 0) * (decimal)BasisPoints / total),
            PerHead = new GiftListView.HeadView
            {
                LimitFen = heads.Limit?.PerHeadFen,
                HighestFen = heads.HighestFen,
                OverLimit = heads.OverLimit,
                OverLimitNumbers = heads.OverLimitNumbers,
            },
            Goods = goods,
            Faults = assembled is null ? [] : [.. FaultsOf(assembled, heads)],
        };

        GiftListView.GoodsView Of(GiftGoods line)
        {
            var listing = listings.GetValueOrDefault(line.ProductId);
            return new GiftListView.GoodsView
            {
                Number = line.Number,
                ProductId = line.ProductId,
                ProductName = listing?.Name,
                SupplierName = listing is null ? null : suppliers.GetValueOrDefault(listing.SupplierId)?.Name,
                DockId = line.DockId,
                DockName = docks.GetValueOrDefault(line.DockId)?.Name,
                DeliverOn = line.DeliverOn,
                Recipients = heads.Recipients.GetValueOrDefault(line.Number),
                Quantity = line.Quantity,
                Unit = listing?.Unit,
                AmountFen = amounts.TryGetValue(line.Number, out var fen) ? fen : null,
                IsRecognised = listing?.Recognition is not null,
            };
        }
    }

    /// <summary>What the goods of each number cost; those that can't be had are left out.</summary>
    public static Dictionary<int, long> AmountsOf(AssembledOrder order) => order.Lines.Where(line => line.Goods is not null)
        .ToDictionary(line => line.Wanted.Number, line => line.Amount.Fen);
}

/// <summary>What gifts come to for the people of a list.</summary>
/// <param name="Limit">What counts for the year; null when none was filed.</param>
/// <param name="HighestFen">The most that somebody comes to, other lists of the year included.</param>
/// <param name="OverLimit">How many people come to more than the limit.</param>
/// <param name="OverLimitNumbers">Their numbers in the list, the first of them.</param>
/// <param name="Recipients">How many rows are for the goods of a number.</param>
/// <param name="HandedOut">How many rows have been handed out.</param>
public sealed record GiftHeads(
    GiftLimit? Limit, long HighestFen, int OverLimit, IReadOnlyList<int> OverLimitNumbers, IReadOnlyDictionary<int, int> Recipients,
    int HandedOut);
