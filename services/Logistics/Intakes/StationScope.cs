using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Network;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Intakes;

/// <summary>Who has to do with a station and with what it takes in.</summary>
static class StationScope
{
    /// <summary>Who may read intakes, each within its scope.</summary>
    public static string[] Readers { get; } = [Roles.Keeper, Roles.Supplier, Roles.Official, Roles.Auditor];

    /// <summary>The station that the caller keeps.</summary>
    /// <exception cref="ForbiddenException">It is another's.</exception>
    /// <exception cref="NotFoundException">There is none.</exception>
    public static async Task<NetworkNode> KeptStationAsync(this LogisticsDb db, Guid nodeId, Caller caller, CancellationToken ct)
    {
        if (nodeId != caller.Org)
        {
            throw Refusals.NotYours();
        }

        return await db.NodeAsync(nodeId, ct);
    }

    /// <summary>A household of the station.</summary>
    /// <exception cref="NotFoundException">The station has none with this id.</exception>
    public static async Task<Household> HouseholdAsync(this LogisticsDb db, Guid nodeId, Guid householdId, CancellationToken ct)
    {
        await db.LockAsync<Household>([householdId], ct);
        return await db.Households.SingleOrDefaultAsync(known => known.HouseholdId == householdId && known.NodeId == nodeId, ct)
            ?? throw new NotFoundException(
                "household_not_found", $"本站没有农户 {householdId}，请核对标识。", $"The station has no household {householdId}; check its id.");
    }

    /// <summary>The first character and asterisks; null once it was erased.</summary>
    public static string? Mask(string? name) => name is [var first, ..] ? $"{first}**" : null;
}
