using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Pairings;

/// <summary>GET /units/pairings/{pairingId}.</summary>
public static class GetPairing
{
    public static void Map(RouteGroupBuilder pairings) => pairings.MapGet("/{pairingId:guid}", HandleAsync)
        .WithName(nameof(GetPairing)).WithSummary("查看结对关系 One pairing").ForEveryRole();

    static async Task<EtagOk<PairingView>> HandleAsync(Guid pairingId, UnitsDb db, CancellationToken ct)
    {
        var pairing = await db.Pairings.AsNoTracking().SingleOrDefaultAsync(known => known.Id == pairingId, ct)
            ?? throw NoSuchPairing(pairingId);
        return Etag.Ok(PairingView.Of(pairing), pairing.Version);
    }

    internal static NotFoundException NoSuchPairing(Guid pairingId) => new(
        "pairing_not_found",
        $"没有结对关系 {pairingId}，请检查标识。",
        $"There is no pairing {pairingId}; check its id.");
}
