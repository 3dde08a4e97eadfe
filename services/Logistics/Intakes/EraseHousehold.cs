using Marketplace.Contracts;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Logistics.Intakes;

/// <summary>POST /logistics/nodes/{nodeId}/households/{householdId}/erasure. Name and account go; what it brought stays.</summary>
public static class EraseHousehold
{
    public static void Map(RouteGroupBuilder nodes) => nodes.MapPost("/{nodeId:guid}/households/{householdId:guid}/erasure", HandleAsync)
        .WithName(nameof(EraseHousehold)).WithSummary("删除农户信息 Erase who a household is")
        .For(Roles.Keeper).Decided(DecidedBy.Organisation).RequireIdempotencyKey<LogisticsDb>();

    static async Task<Ok<HouseholdView>> HandleAsync(
        Guid nodeId, Guid householdId, LogisticsDb db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        await db.KeptStationAsync(nodeId, caller, ct);
        var household = await db.HouseholdAsync(nodeId, householdId, ct);
        household.Erase(clock.NowToTheMillisecond());
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(HouseholdView.Of(household));
    }
}
