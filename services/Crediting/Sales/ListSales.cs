using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Access;
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
        .For(Roles.Purchaser, Roles.Supplier, Roles.Official, Roles.Auditor, Roles.Operator)
        .RecordsAccess<CreditingDb>("sale");

    static async Task<Ok<Page<SaleRow>>> HandleAsync(
        CreditingDb db, Caller caller, ReadAccess access, [AsParameters] PageQuery page, CancellationToken ct,
        Guid? orderId = null, CreditOutcome? outcome = null)
    {
        var sales = db.ListedSales();
        if (orderId is { } order)
        {
            sales = sales.Where(listed => listed.Line.PurchaseId == order);
        }

        if (outcome is { } wanted)
        {
            sales = sales.Where(listed => listed.Line.Outcome == EF.Constant(wanted));
        }

        if (Cursor.Decode(page.After, 4) is { } last)
        {
            var (at, id, no, share) = (Instant(last[0]), Cursor.Id(last[1]), Cursor.Number(last[2]), Cursor.Number(last[3]));
            // The first comparison alone lets the index start at the right place; the others settle sales of one millisecond.
            sales = sales.Where(listed => listed.AcceptedAt <= at
                && (listed.AcceptedAt < at
                    || listed.LineId < id
                    || (listed.LineId == id
                        && (listed.AcceptanceNo < no || (listed.AcceptanceNo == no && listed.ShareNo < share)))));
        }

        var rows = await sales.Newest().Take(page.Size + 1).Select(listed => listed.Line).ToListAsync(ct);
        return TypedResults.Ok(access.OfList(Page.Of(rows, page.Size, line => SaleRow.Of(line, caller), line => Cursor.Encode(
            line.AcceptedAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            line.LineId.ToString(),
            line.AcceptanceNo.ToString(CultureInfo.InvariantCulture),
            line.ShareNo.ToString(CultureInfo.InvariantCulture)))));
    }

    static DateTimeOffset Instant(string part) =>
        DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(Cursor.Number(part), 0, 4_102_444_800_000));
}
