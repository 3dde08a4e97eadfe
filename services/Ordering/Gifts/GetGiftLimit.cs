using Marketplace.Contracts;
using Marketplace.Ordering.Buyers;
using Marketplace.Ordering.Policies;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;

namespace Marketplace.Ordering.Gifts;

/// <summary>GET /ordering/gift-limits/{unitId}/{year}.</summary>
public static class GetGiftLimit
{
    public static void Map(RouteGroupBuilder limits) => limits.MapGet("/{unitId:guid}/{year:int}", HandleAsync)
        .WithName(nameof(GetGiftLimit)).WithSummary("查看慰问品人均限额 Get the limit a head of gifts")
        .WithDescription("For the people of the unit and of the one above it. 404 while none was filed.")
        .For(Roles.Purchaser, Roles.Approver, Roles.Auditor, Roles.Operator);

    static async Task<EtagOk<GiftLimitView>> HandleAsync(
        Guid unitId, int year, OrderingDb db, KnownBuyers buyers, Caller caller, CancellationToken ct)
    {
        _ = await UnitScope.KnownAsync(buyers, caller, unitId, ct);
        var limit = await db.GiftLimitAsync(unitId, year, ct) ?? throw new NotFoundException(
            "gift_limit_not_found",
            $"{year} 年尚未制定慰问品人均限额；请由本单位审批人或上级单位制定。",
            $"No limit a head of gifts was filed for {year}; an approver of the unit or of the one above it has to.");
        return Etag.Ok(GiftLimitView.Of(limit), limit.Version);
    }
}
