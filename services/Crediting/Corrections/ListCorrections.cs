using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Corrections;

/// <summary>GET /credits/corrections: those with a sale that the caller sees, the newest first (CR-19).</summary>
public static class ListCorrections
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/corrections", HandleAsync)
        .WithName("ListCorrections")
        .WithSummary("更正清单 Corrections")
        .For(Roles.Official, Roles.Auditor, Roles.Operator);

    static async Task<Ok<Page<CorrectionView>>> HandleAsync(
        CreditingDb db, Caller caller, [AsParameters] PageQuery page, CancellationToken ct, CorrectionState? state = null)
    {
        var corrections = db.Corrections.AsNoTracking().Where(correction => state == null || correction.State == state);
        if (!caller.SeesAll)
        {
            // The sales are scoped as the caller is.
            corrections = corrections.Where(
                correction => db.CorrectionLines.Any(corrected => corrected.CorrectionId == correction.CorrectionId
                    && db.SaleLines.Any(line =>
                        line.LineId == corrected.LineId
                        && line.AcceptanceNo == corrected.AcceptanceNo
                        && line.ShareNo == corrected.ShareNo)));
        }

        if (Cursor.Decode(page.After, 2) is { } last)
        {
            var (at, id) = (
                DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(Cursor.Number(last[0]), 0, 4_102_444_800_000)), Cursor.Id(last[1]));
            corrections = corrections.Where(
                correction => correction.ProposedAt < at || (correction.ProposedAt == at && correction.CorrectionId.CompareTo(id) < 0));
        }

        var rows = await corrections.OrderByDescending(correction => correction.ProposedAt)
            .ThenByDescending(correction => correction.CorrectionId)
            .Take(page.Size + 1).ToListAsync(ct);
        return TypedResults.Ok(Page.Of(rows, page.Size, CorrectionView.Of, correction => Cursor.Encode(
            correction.ProposedAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), correction.CorrectionId.ToString())));
    }
}
