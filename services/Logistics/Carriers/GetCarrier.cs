using Marketplace.Contracts;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Carriers;

/// <summary>GET /logistics/carriers/{carrierId}.</summary>
public static class GetCarrier
{
    public static void Map(RouteGroupBuilder carriers) => carriers.MapGet("/{carrierId:guid}", HandleAsync)
        .WithName(nameof(GetCarrier)).WithSummary("查看承运商 One carrier").ForEveryRole();

    static async Task<EtagOk<CarrierView>> HandleAsync(
        Guid carrierId, LogisticsDb db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        var carrier = await db.Carriers.AsNoTracking().Include(known => known.Region)
            .SingleOrDefaultAsync(known => known.Id == carrierId, ct) ?? throw CarrierRegister.NotFound(carrierId);
        return Etag.Ok(CarrierView.Of(carrier, caller, BusinessDay.Of(clock.GetUtcNow())), carrier.Version);
    }
}
