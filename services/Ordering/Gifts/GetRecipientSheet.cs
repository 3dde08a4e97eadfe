using Marketplace.Contracts;
using Marketplace.Ordering.Buyers;
using Marketplace.Ordering.Drafts;
using Marketplace.Ordering.Listings;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Web;
using Marketplace.Tables;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Gifts;

/// <summary>
/// GET /ordering/gift-lists/{listId}/recipients/sheet. Who gets what with whole names, to be signed when it is handed out.
/// </summary>
public static class GetRecipientSheet
{
    public static void Map(RouteGroupBuilder lists) => lists.MapGet("/{listId:guid}/recipients/sheet", HandleAsync)
        .WithName(nameof(GetRecipientSheet)).WithSummary("导出领取签收表 The sheet for handing out the gifts of a list")
        .WithDescription("For purchasers of the unit; approvers see the masked list. Names that were erased are empty.")
        .For(Roles.Purchaser);

    static async Task<FileContentHttpResult> HandleAsync(
        Guid listId, OrderingDb db, KnownOffers offers, KnownDestinations destinations, CancellationToken ct, string format = "xlsx")
    {
        var kind = GetDraftTemplate.FormatOf(format);
        var list = await db.GiftListAsync(listId, ct);
        var (listings, _) = await offers.OfAsync([.. list.Goods.Select(goods => goods.ProductId).Distinct()], ct);
        var docks = await destinations.DocksAsync(list.Goods.Select(goods => goods.DockId).Distinct(), ct);
        var goods = list.Goods.ToDictionary(
            line => line.Number,
            line => (
                Product: listings.GetValueOrDefault(line.ProductId)?.Name ?? "",
                Dock: docks.GetValueOrDefault(line.DockId)?.Name ?? ""));
        var recipients = await db.GiftRecipients.AsNoTracking().Where(row => row.ListId == listId)
            .OrderBy(row => row.Number).ToListAsync(ct);
        return ReportResults.Of(
            GiftSheet.Of([.. recipients.Select(row => (row, goods[row.GoodsNumber].Product, goods[row.GoodsNumber].Dock))]),
            kind,
            $"{GiftSheet.Name} {list.Name}");
    }
}
