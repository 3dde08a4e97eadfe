using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Storage;

namespace Marketplace.PurchasingUnits.Designations;

/// <summary>GET /units/designations/{designationId}.</summary>
public static class GetDesignation
{
    public static void Map(RouteGroupBuilder designations) => designations.MapGet("/{designationId:guid}", HandleAsync)
        .WithName(nameof(GetDesignation)).WithSummary("查看定点帮扶 One designation").ForEveryRole();

    static async Task<EtagOk<DesignationView>> HandleAsync(Guid designationId, UnitsDb db, CancellationToken ct)
    {
        var designation = await db.DesignationAsync(designationId, ct);
        return Etag.Ok(DesignationView.Of(designation), designation.Version);
    }
}
