using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Disputes;

/// <summary>GET /logistics/disputes/{disputeId}: seen by those who see its shipment.</summary>
public static class GetDispute
{
    public static void Map(RouteGroupBuilder disputes) => disputes.MapGet("/{disputeId:guid}", HandleAsync)
        .WithName(nameof(GetDispute))
        .WithSummary("查看异议 Get a dispute")
        .For(Refusals.Readers);

    static async Task<Ok<DisputeView>> HandleAsync(Guid disputeId, LogisticsDb db, CancellationToken ct) => TypedResults.Ok(DisputeView.Of(
        await db.SeenDisputes.AsNoTracking().SingleOrDefaultAsync(known => known.DisputeId == disputeId, ct)
        ?? throw Refusals.NoDispute(disputeId)));
}
