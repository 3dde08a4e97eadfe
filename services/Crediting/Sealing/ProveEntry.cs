using Marketplace.Contracts;
using Marketplace.Contracts.Proofs;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Sealing;

/// <summary>
/// GET /credits/ledger/entries/{entryId}/proof. All that is needed to see, away from the service, that the
/// entry is in the ledger as it is.
/// </summary>
public static class ProveEntry
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/ledger/entries/{entryId:guid}/proof", HandleAsync)
        .WithName("ProveEntry")
        .WithSummary("分录存在证明 Proof that an entry is in the ledger")
        .For(Roles.Official, Roles.Auditor, Roles.Operator).MayConflict();

    /// <param name="entryId">The entry.</param>
    /// <param name="head">The number of the signed head to which the proof leads, such as that of a report; the last if not given.</param>
    static async Task<Ok<EntryProof>> HandleAsync(Guid entryId, CreditingDb db, BlockTree tree, CancellationToken ct, long? head = null)
    {
        var entry = await db.CreditEntries.AsNoTracking().SingleOrDefaultAsync(known => known.EntryId == entryId, ct)
            ?? throw new NotFoundException(
                "entry_not_found", "没有这条计量分录，或它所属的结对不在您的辖区。", "There is no such entry, or its pairing has no side in your region.");
        return TypedResults.Ok(await EntryProofs.OfAsync(db, tree, entry, _ => head, ct));
    }
}
