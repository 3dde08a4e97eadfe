using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Contracts.Proofs;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Sealing;

/// <summary>GET /credits/ledger/blocks: in their order, without their leaves.</summary>
public static class ListLedgerBlocks
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/ledger/blocks", HandleAsync)
        .WithName("ListLedgerBlocks")
        .WithSummary("账本区块 Blocks of the ledger")
        .For(Roles.Official, Roles.Auditor, Roles.Operator);

    static async Task<Ok<Page<SealedBlock>>> HandleAsync(CreditingDb db, [AsParameters] PageQuery page, CancellationToken ct)
    {
        var after = Cursor.Decode(page.After, 1) is [var cursor] ? Cursor.Number(cursor) : 0;
        var rows = await SealLedger.Headers(db.LedgerBlocks.Where(block => block.BlockNo > after)
            .OrderBy(block => block.BlockNo).Take(page.Size + 1))
            .ToListAsync(ct);
        return TypedResults.Ok(
            Page.Of(rows, page.Size, BlockView.Of, block => Cursor.Encode(block.BlockNo.ToString(CultureInfo.InvariantCulture))));
    }
}
