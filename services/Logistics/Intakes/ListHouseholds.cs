using Marketplace.Contracts;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Intakes;

/// <summary>GET /logistics/nodes/{nodeId}/households, by id; masked.</summary>
public static class ListHouseholds
{
    public static void Map(RouteGroupBuilder nodes) => nodes.MapGet("/{nodeId:guid}/households", HandleAsync)
        .WithName(nameof(ListHouseholds)).WithSummary("交售农户（已脱敏） Households of a station, masked")
        .For(Roles.Keeper);

    static async Task<Ok<Page<HouseholdView>>> HandleAsync(
        Guid nodeId, [AsParameters] PageQuery page, LogisticsDb db, Caller caller, CancellationToken ct)
    {
        await db.KeptStationAsync(nodeId, caller, ct);
        var households = db.Households.AsNoTracking().Where(household => household.NodeId == nodeId);
        if (Cursor.Decode(page.After, 1) is [var last] && Cursor.Id(last) is var after)
        {
            households = households.Where(household => household.HouseholdId > after);
        }

        var found = await households.OrderBy(household => household.HouseholdId).Take(page.Size + 1).ToListAsync(ct);
        return TypedResults.Ok(Page.Of(found, page.Size, HouseholdView.Of, household => Cursor.Encode(household.HouseholdId.ToString())));
    }
}
