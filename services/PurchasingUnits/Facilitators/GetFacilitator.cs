using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Storage;

namespace Marketplace.PurchasingUnits.Facilitators;

/// <summary>GET /units/facilitators/{facilitatorId}.</summary>
public static class GetFacilitator
{
    public static void Map(RouteGroupBuilder facilitators) => facilitators.MapGet("/{facilitatorId:guid}", HandleAsync)
        .WithName(nameof(GetFacilitator)).WithSummary("查看帮销主体 One facilitator").ForEveryRole();

    static async Task<EtagOk<FacilitatorView>> HandleAsync(Guid facilitatorId, UnitsDb db, CancellationToken ct)
    {
        var facilitator = await db.FacilitatorAsync(facilitatorId, ct);
        return Etag.Ok(FacilitatorView.Of(facilitator), facilitator.Version);
    }
}
