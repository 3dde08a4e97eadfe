using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Drafts;

/// <summary>Drafts are read, written and ordered by the people of their unit alone.</summary>
static class DraftScope
{
    /// <summary>Who reads drafts, each its own.</summary>
    public static string[] Readers { get; } = [Roles.Purchaser, Roles.Approver];

    extension(OrderingDb db)
    {
        /// <summary>A draft that the caller sees, with its lines, to be read.</summary>
        /// <exception cref="NotFoundException">There is none, or the caller may not know of it.</exception>
        public async Task<Draft> DraftAsync(Guid draftId, CancellationToken ct) =>
            await db.Drafts.AsNoTracking().Include(draft => draft.Lines).SingleOrDefaultAsync(draft => draft.DraftId == draftId, ct)
                ?? throw Unknown(draftId);

        /// <summary>Locks a draft that the caller sees and loads it with its lines, to be changed in the open transaction.</summary>
        /// <param name="draftId">The draft.</param>
        /// <param name="seen">The version that the caller has seen; null when any will do.</param>
        /// <exception cref="NotFoundException">There is none, or the caller may not know of it.</exception>
        public async Task<Draft> LockDraftAsync(Guid draftId, IfMatch? seen, CancellationToken ct)
        {
            await db.LockSeenAsync<Draft>([draftId], ct);
            var draft = await db.Drafts.Include(row => row.Lines).SingleOrDefaultAsync(row => row.DraftId == draftId, ct)
                ?? throw Unknown(draftId);
            seen?.Require(draft.Version);
            draft.RequireOpen();
            return draft;
        }
    }

    static NotFoundException Unknown(Guid draftId) => new(
        "draft_not_found",
        $"没有草稿 {draftId}，可能已删除或到期清除；请查看草稿列表。",
        $"There is no draft {draftId} that you may see; it may have been deleted, or forgotten after its time. See the list of drafts.");
}
