using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Subsidies;

/// <summary>GET /ordering/subsidies: who pays what on top of whose prices, newest first.</summary>
public static class ListSubsidies
{
    public static void Map(RouteGroupBuilder subsidies) => subsidies.MapGet("/", HandleAsync)
        .WithName(nameof(ListSubsidies)).WithSummary("价格补贴列表 Subsidy programs").ForEveryRole();

    static async Task<Ok<Page<SubsidyView>>> HandleAsync(
        [AsParameters] PageQuery page, OrderingDb db, TimeProvider clock, CancellationToken ct)
    {
        var today = BusinessDay.Of(clock.GetUtcNow());
        var listed = db.SubsidyPrograms.AsNoTracking()
            .Select(program => new Listed<SubsidyProgram> { At = program.RegisteredAt, Id = program.ProgramId, Row = program });
        return TypedResults.Ok(await listed.PageAsync(page, program => SubsidyView.Of(program, today), ct));
    }
}
