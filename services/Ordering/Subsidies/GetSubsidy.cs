using Marketplace.Contracts;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Subsidies;

/// <summary>GET /ordering/subsidies/{programId}.</summary>
public static class GetSubsidy
{
    public static void Map(RouteGroupBuilder subsidies) => subsidies.MapGet("/{programId:guid}", HandleAsync)
        .WithName(nameof(GetSubsidy)).WithSummary("查看价格补贴 One subsidy program").ForEveryRole();

    static async Task<Ok<SubsidyView>> HandleAsync(Guid programId, OrderingDb db, TimeProvider clock, CancellationToken ct)
    {
        var program = await db.SubsidyPrograms.AsNoTracking().SingleOrDefaultAsync(known => known.ProgramId == programId, ct)
            ?? throw NotFound(programId);
        return TypedResults.Ok(SubsidyView.Of(program, BusinessDay.Of(clock.GetUtcNow())));
    }

    internal static NotFoundException NotFound(Guid programId) => new(
        "subsidy_not_found", $"没有价格补贴 {programId}，请核对标识。", $"There is no subsidy program {programId}; check its id.");
}
