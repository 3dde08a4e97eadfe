using Marketplace.Contracts;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Access;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Logistics.Plans;

/// <summary>
/// GET /logistics/plans/{planId}/tours/{number}/run-sheet: for the carrier that accepted the tour, and the office of the plan.
/// </summary>
public static class GetRunSheet
{
    public static void Map(RouteGroupBuilder plans) => plans.MapGet("/{planId:guid}/tours/{number:int}/run-sheet", HandleAsync)
        .WithName(nameof(GetRunSheet)).WithSummary("行车单 The run sheet of a tour")
        .For(Roles.Carrier, Roles.Official, Roles.Auditor).MayConflict().RecordsAccess<LogisticsDb>("run-sheet");

    static async Task<Ok<RunSheet>> HandleAsync(
        Guid planId, int number, LogisticsDb db, Caller caller, ReadAccess access, CancellationToken ct)
    {
        var sheet = await RunSheet.OfAsync(db, planId, number, caller, ct);
        access.Of($"{planId}/{number}", RunSheetReading.Organisations(caller));
        return TypedResults.Ok(sheet);
    }
}

/// <summary>Whose own it is to read a run sheet.</summary>
static class RunSheetReading
{
    public static IEnumerable<Guid> Organisations(Caller caller) => caller.Has(Roles.Carrier) && caller.Org is { } org ? [org] : [];
}
