using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Corrections;

/// <summary>GET /credits/corrections/{correctionId}: what a correction would change, sale by sale, before anybody approves it.</summary>
public static class GetCorrection
{
    /// <summary>A correction with a page of its sales.</summary>
    public sealed record Detail(CorrectionView Correction, IReadOnlyList<Line> Lines, string? Next);

    public sealed record Line(Guid LineId, int AcceptanceNo, int ShareNo, IReadOnlyList<CorrectionLine.Difference> Differences);

    public static void Map(RouteGroupBuilder api) => api.MapGet("/corrections/{correctionId:guid}", HandleAsync)
        .WithName("GetCorrection")
        .WithSummary("更正的差额 What a correction would change")
        .For(Roles.Official, Roles.Auditor, Roles.Operator);

    static async Task<Ok<Detail>> HandleAsync(
        Guid correctionId, CreditingDb db, Caller caller, [AsParameters] PageQuery page, CancellationToken ct)
    {
        var correction = await db.Corrections.AsNoTracking().SingleOrDefaultAsync(known => known.CorrectionId == correctionId, ct)
            ?? throw CorrectionScope.NotFound();
        if (!caller.SeesAll && !await CorrectionScope.SeesAsync(db, correctionId, ct))
        {
            throw CorrectionScope.NotFound();
        }

        var lines = db.CorrectionLines.AsNoTracking().Where(line => line.CorrectionId == correctionId);
        if (Cursor.Decode(page.After, 3) is { } last)
        {
            var (id, no, share) = (Cursor.Id(last[0]), Cursor.Number(last[1]), Cursor.Number(last[2]));
            lines = lines.Where(line => line.LineId.CompareTo(id) > 0
                || (line.LineId == id && (line.AcceptanceNo > no || (line.AcceptanceNo == no && line.ShareNo > share))));
        }

        var rows = await lines.OrderBy(line => line.LineId).ThenBy(line => line.AcceptanceNo).ThenBy(line => line.ShareNo)
            .Take(page.Size + 1).ToListAsync(ct);
        var shown = Page.Of(
            rows, page.Size, line => new Line(line.LineId, line.AcceptanceNo, line.ShareNo, line.Differences), line => Cursor.Encode(
                line.LineId.ToString(),
                line.AcceptanceNo.ToString(CultureInfo.InvariantCulture),
                line.ShareNo.ToString(CultureInfo.InvariantCulture)));
        return TypedResults.Ok(new Detail(CorrectionView.Of(correction), shown.Items, shown.Next));
    }
}
