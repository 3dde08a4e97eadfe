using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Gifts;

/// <summary>
/// Gift lists are read, written and ordered by the people of their unit alone: nobody above it and nobody who audits it sees names.
/// </summary>
static class GiftScope
{
    /// <summary>Who reads lists, each its own.</summary>
    public static string[] Readers { get; } = [Roles.Purchaser, Roles.Approver];

    extension(OrderingDb db)
    {
        /// <summary>A list that the caller sees, with its goods, to be read.</summary>
        /// <exception cref="NotFoundException">There is none, or the caller may not know of it.</exception>
        public async Task<GiftList> GiftListAsync(Guid listId, CancellationToken ct) =>
            await db.GiftLists.AsNoTracking().Include(list => list.Goods).SingleOrDefaultAsync(list => list.ListId == listId, ct)
                ?? throw Unknown(listId);

        /// <summary>Locks a list that the caller sees and loads it with its goods, to be changed in the open transaction.</summary>
        /// <param name="listId">The list.</param>
        /// <param name="seen">The version that the caller has seen.</param>
        /// <exception cref="NotFoundException">There is none, or the caller may not know of it.</exception>
        public async Task<GiftList> LockGiftListAsync(Guid listId, IfMatch seen, CancellationToken ct)
        {
            await db.LockSeenAsync<GiftList>([listId], ct);
            var list = await db.GiftLists.Include(row => row.Goods).SingleOrDefaultAsync(row => row.ListId == listId, ct)
                ?? throw Unknown(listId);
            seen.Require(list.Version);
            return list;
        }

        /// <summary>What counts of the limits of a unit and year; null when none was filed.</summary>
        public Task<GiftLimit?> GiftLimitAsync(Guid unitId, int year, CancellationToken ct) => db.GiftLimits.AsNoTracking()
            .Where(limit => limit.UnitId == unitId && limit.Year == year).OrderByDescending(limit => limit.Version)
            .FirstOrDefaultAsync(ct);
    }

    static NotFoundException Unknown(Guid listId) => new(
        "gift_list_not_found",
        $"没有名册 {listId}，可能已删除；请查看名册列表。",
        $"There is no gift list {listId} that you may see; it may have been deleted. See the lists of your unit.");
}
