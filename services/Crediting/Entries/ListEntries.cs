using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Access;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Entries;

/// <summary>GET /credits/entries. The entries behind a figure, in the order in which they were posted.</summary>
public static class ListEntries
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/entries", HandleAsync)
        .WithName("ListEntries")
        .WithSummary("计量分录 Entries of the ledger")
        .For(Roles.Official, Roles.Auditor, Roles.Operator).RecordsAccess<CreditingDb>("entry");

    static async Task<Ok<Page<EntryView>>> HandleAsync(
        CreditingDb db,
        Caller caller,
        ReadAccess access,
        [AsParameters] PageQuery page,
        CancellationToken ct,
        Guid? holderId = null,
        Month? period = null,
        Month? recognitionMonth = null,
        Scheme? scheme = null,
        PairingTier? tier = null,
        CreditMode? mode = null,
        Guid? lineId = null)
    {
        var entries = db.CreditEntries.AsNoTracking().Where(entry =>
            (holderId == null || entry.HolderId == holderId)
            && (lineId == null || entry.LineId == lineId)
            && (scheme == null || entry.Scheme == scheme)
            && (tier == null || entry.Tier == tier)
            && (mode == null || entry.Mode == mode));
        if (period is { } posted)
        {
            var written = posted.ToString();
            entries = entries.Where(entry => entry.PostingPeriod == written);
        }

        if (recognitionMonth is { } recognised)
        {
            var (first, last) = (recognised.FirstDay, recognised.LastDay);
            entries = entries.Where(entry => entry.RecognitionDate >= first && entry.RecognitionDate <= last);
        }

        if (Cursor.Decode(page.After, 1) is [var cursor])
        {
            var after = Cursor.Number(cursor);
            entries = entries.Where(entry => entry.EntryNo > after);
        }

        var rows = await entries.OrderBy(entry => entry.EntryNo).Take(page.Size + 1).ToListAsync(ct);
        var names = await HolderNames.ReadAsync(db, rows, ct);
        return TypedResults.Ok(access.OfList(Page.Of(
            rows,
            page.Size,
            entry => EntryView.Of(entry, names.Of(entry), caller),
            entry => Cursor.Encode(entry.EntryNo.ToString(CultureInfo.InvariantCulture)))));
    }
}
