using Marketplace.Catalog.Storage;
using Marketplace.Contracts;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Suppliers;

/// <summary>GET /catalog/suppliers: all of them, by id, which is roughly the order of registration.</summary>
public static class ListSuppliers
{
    public static void Map(RouteGroupBuilder suppliers) => suppliers.MapGet("/", HandleAsync)
        .WithName(nameof(ListSuppliers)).WithSummary("供应商列表 List suppliers").ForEveryRole();

    /// <param name="hasOpenAppeal">True for those whose appeal waits for a decision: the work list of the offices above.</param>
    static async Task<Ok<Page<SupplierView>>> HandleAsync(
        [AsParameters] PageQuery page, CatalogDb db, Caller caller, TimeProvider clock, CancellationToken ct, bool hasOpenAppeal = false)
    {
        var suppliers = db.Suppliers.AsNoTracking();
        if (hasOpenAppeal)
        {
            // Who has appealed is told to those who are told of its sanctions.
            var (seesAll, segment, own) = (caller.SeesAll, caller.Segment, caller.Org);
            suppliers = suppliers.Where(s => s.HasOpenAppeal
                && (seesAll || s.Id == own || (segment != null && s.Registration.PathValue.Contains(segment))));
        }

        if (Cursor.Decode(page.After, 1) is [var last])
        {
            var after = Cursor.Id(last);
            suppliers = suppliers.Where(s => s.Id > after);
        }

        var today = BusinessDay.Of(clock.GetUtcNow());
        var found = await suppliers.OrderBy(s => s.Id).Take(page.Size + 1)
            .Include(s => s.Registration).Include(s => s.Operating).ToListAsync(ct);
        return TypedResults.Ok(Page.Of(
            found, page.Size, supplier => SupplierView.Of(supplier, caller, today), supplier => Cursor.Encode(supplier.Id.ToString())));
    }
}
