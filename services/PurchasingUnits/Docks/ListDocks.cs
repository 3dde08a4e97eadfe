using Marketplace.Contracts;
using Marketplace.Platform.Access;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Docks;

/// <summary>GET /units/purchasing-units/{unitId}/docks: those of a unit in the order of their ids, ended ones too.</summary>
public static class ListDocks
{
    public static void Map(RouteGroupBuilder docks) => docks.MapGet("/", HandleAsync)
        .WithName(nameof(ListDocks)).WithSummary("收货点列表 The docks of a unit")
        .For(Roles.Purchaser, Roles.Approver, Roles.Official, Roles.Auditor, Roles.Operator).RecordsAccess<UnitsDb>("dock");

    static async Task<Ok<Page<DockView>>> HandleAsync(
        Guid unitId, [AsParameters] PageQuery page, UnitsDb db, Caller caller, ReadAccess access, CancellationToken ct)
    {
        _ = await db.UnitAsync(unitId, ct);
        var docks = db.Docks.AsNoTracking().Where(dock => dock.UnitId == unitId);
        if (Cursor.Decode(page.After, 1) is [var last])
        {
            var lastId = Cursor.Id(last);
            docks = docks.Where(dock => dock.Id > lastId);
        }

        var found = await docks.OrderBy(dock => dock.Id).Take(page.Size + 1).ToListAsync(ct);
        access.Of($"{unitId}/docks", unitId);
        return TypedResults.Ok(
            Page.Of(found, page.Size, dock => DockView.Of(dock, caller), dock => Cursor.Encode(dock.Id.ToString())));
    }
}
