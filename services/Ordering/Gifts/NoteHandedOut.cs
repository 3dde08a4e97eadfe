using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Gifts;

/// <summary>
/// POST /ordering/gift-lists/{listId}/handed-out. Notes who was given theirs; whoever was noted before stays as noted. Earns nothing: what
/// is credited is what the unit accepted at its dock.
/// </summary>
public static class NoteHandedOut
{
    public static void Map(RouteGroupBuilder lists) => lists.MapPost("/{listId:guid}/handed-out", HandleAsync)
        .WithName(nameof(NoteHandedOut)).WithSummary("登记已领取 Note who was given theirs")
        .For(Roles.Purchaser).Decided(DecidedBy.Organisation).RequireIdempotencyKey<OrderingDb>();

    /// <summary>Who was given theirs.</summary>
    public sealed record Request : IChecked
    {
        /// <summary>1 to 1,000 numbers of recipients.</summary>
        public required IReadOnlyList<int> Numbers { get; init; }

        public void Check(Checks checks)
        {
            checks.Count(Numbers.Count, 1, 1_000, "numbers", "序号", "numbers");
            checks.Distinct(Numbers, "numbers");
        }
    }

    /// <summary>No more is handed out of goods than the unit has accepted of them.</summary>
    static async Task RequireAcceptedAsync(OrderingDb db, GiftList list, IReadOnlyList<int> numbers, CancellationToken ct)
    {
        var accepted = (await (
            from part in db.Parts
            where part.OrderId == list.OrderId
            from line in part.Lines
            from acceptance in line.Acceptances
            select new { line.Goods, part.DockId, part.DeliverOn, acceptance.Quantity }).ToListAsync(ct))
            .ToLookup(line => (line.Goods.ProductId, line.DockId, line.DeliverOn), line => line.Quantity.Thousandths);
        var given = (await db.GiftRecipients
            .Where(row => row.ListId == list.ListId && (row.HandedOutAt != null || numbers.Contains(row.Number)))
            .Select(row => new { row.GoodsNumber, row.Quantity }).ToListAsync(ct))
            .ToLookup(row => row.GoodsNumber, row => row.Quantity.Thousandths);
        foreach (var goods in list.Goods)
        {
            var wanted = given[goods.Number].Sum();
            var there = accepted[(goods.ProductId, goods.DockId, goods.DeliverOn)].Sum();
            if (wanted > there)
            {
                throw new RuleBrokenException(
                    "gifts_not_accepted",
                    $"第 {goods.Number} 种慰问品已验收 {new Quantity(there)}，登记后将领取 {new Quantity(wanted)}；请先验收，或只登记已到货的。",
                    $"Of goods {goods.Number} {new Quantity(there)} were accepted, and {new Quantity(wanted)} would be handed out: "
                    + "accept what has come first, or note fewer.",
                    "numbers");
            }
        }
    }

    static async Task<VersionedOk<GiftListView>> HandleAsync(
        Guid listId, Request request, IfMatch seen, OrderingDb db, GiftLists lists, TimeProvider clock, CancellationToken ct)
    {
        var list = await db.LockGiftListAsync(listId, seen, ct);
        if (list.OrderedAt is null)
        {
            throw new RuleBrokenException(
                "gift_list_not_ordered", "名册尚未下单，不能登记领取。", "The list is not ordered; nothing of it can have been handed out.");
        }

        var recipients = db.GiftRecipients.Where(row => row.ListId == listId && request.Numbers.Contains(row.Number));
        var known = await recipients.Select(row => row.Number).ToListAsync(ct);
        if (request.Numbers.Except(known).ToList() is [var unknown, ..] all)
        {
            throw new InvalidRequestException(
                "recipient_not_found",
                "numbers",
                $"名册中没有序号 {string.Join('、', all)}，未登记任何人；请重新查看名册。",
                $"The list has no number {unknown}; nobody was noted. Look at it again.");
        }

        await RequireAcceptedAsync(db, list, request.Numbers, ct);
        var now = clock.NowToTheMillisecond();
        await recipients.Where(row => row.HandedOutAt == null)
            .ExecuteUpdateAsync(row => row.SetProperty(recipient => recipient.HandedOutAt, now), ct);
        list.Touch();
        await db.SaveChangesAsync(ct);
        return Etag.VersionedOk(await lists.ViewAsync(list, ct), list.Version);
    }
}
