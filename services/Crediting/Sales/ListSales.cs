using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Sales;

/// <summary>GET /credits/sales. The newest first.</summary>
public static class ListSales
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/sales", HandleAsync)
        .WithName("ListSales")
        .WithSummary("成交与认定结果 Sales and what became of them")
        .For(Roles.Purchaser, Roles.Supplier, Roles.Official, Roles.Auditor, Roles.Operator);

    static async Task<Ok<Page<SaleRow>>> HandleAsync(
        CreditingDb db, [AsParameters] PageQuery page, CancellationToken ct, Guid? orderId = null, CreditOutcome? outcome = null)
    {
        var lines = db.SaleLines.AsNoTracking()
            .Where(line => (orderId == null || line.PurchaseId == orderId) && (outcome == null || line.Outcome == outcome));
        if (Cursor.Decode(page.After, 4) is { } last)
        {
            var (at, id, no, share) = (Instant(last[0]), Cursor.Id(last[1]), Cursor.Number(last[2]), Cursor.Number(last[3]));
            lines = lines.Where(line => line.AcceptedAt < at
                || (line.AcceptedAt == at && (line.LineId.CompareTo(id) < 0
                    || (line.LineId == id && (line.AcceptanceNo < no || (line.AcceptanceNo == no && line.ShareNo < share))))));
        }

        var rows = await lines
            .OrderByDescending(line => line.AcceptedAt).ThenByDescending(line => line.LineId)
            .ThenByDescending(line => line.AcceptanceNo).ThenByDescending(line => line.ShareNo)
            .Take(page.Size + 1).ToListAsync(ct);
        return TypedResults.Ok(Page.Of(rows, page.Size, SaleRow.Of, line => Cursor.Encode(
            line.AcceptedAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            line.LineId.ToString(),
            line.AcceptanceNo.ToString(CultureInfo.InvariantCulture),
            line.ShareNo.ToString(CultureInfo.InvariantCulture))));
    }

    static DateTimeOffset Instant(string part) =>
        DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(Cursor.Number(part), 0, 4_102_444_800_000));
}
