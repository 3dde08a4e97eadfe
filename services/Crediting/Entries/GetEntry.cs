using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Sales;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Access;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Entries;

/// <summary>GET /credits/entries/{entryId}. From the figure back to the cooperative (R20).</summary>
public static class GetEntry
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/entries/{entryId:guid}", HandleAsync)
        .WithName("GetEntry")
        .WithSummary("分录的凭证穿透 An entry with all the documents behind it")
        .For(Roles.Official, Roles.Auditor, Roles.Operator).RecordsAccess<CreditingDb>("entry");

    static async Task<Ok<EntryWalk>> HandleAsync(
        Guid entryId, CreditingDb db, Caller caller, ReadAccess access, CancellationToken ct)
    {
        var entry = await db.CreditEntries.AsNoTracking().SingleOrDefaultAsync(known => known.EntryId == entryId, ct)
            ?? throw new NotFoundException(
                "entry_not_found", "没有这条计量分录，或它所属的结对不在您的辖区。", "There is no such entry, or its pairing has no side in your region.");

        // Whoever may see the entry may see what it rests on, wherever that is.
        var pairing = await db.Pairings.AsNoTracking().IgnoreQueryFilters()
            .SingleOrDefaultAsync(known => known.PairingId == entry.HolderId && known.Version == entry.HolderVersion, ct);
        var line = await db.SaleLines.AsNoTracking().IgnoreQueryFilters().SingleAsync(
            known => known.LineId == entry.LineId && known.AcceptanceNo == entry.AcceptanceNo && known.ShareNo == entry.ShareNo, ct);
        var seenAs = SaleViewers.Of(caller, entry) | SaleViewers.Of(caller, line);
        var documents = await db.EvidenceDocuments.AsNoTracking().Where(document => document.EvidenceId == line.EvidenceId)
            .OrderBy(document => document.Date).ThenBy(document => document.DocumentId).ToListAsync(ct);
        var names = (await HolderNames.ReadAsync(db, [entry], ct)).Of(entry);
        access.Of(entryId, [line.UnitId, line.SupplierId]);
        return TypedResults.Ok(new EntryWalk
        {
            Entry = EntryView.Of(entry, names, caller),
            Pairing = pairing is null ? null : EntryWalk.PairingFacts.Of(pairing),
            Sale = SaleFacts.Of(line, await SaleFacts.PlaceNamesAsync(db, [line], ct), seenAs),
            Documents = [.. documents.Select(document => EntryWalk.Document.Of(document, seenAs))],
            Rules = Explanation.Of(entry, line, pairing),
        });
    }
}
