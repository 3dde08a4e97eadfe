using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Subsidies;

/// <summary>
/// POST /ordering/subsidies/{programId}/ending. The region whose money it is promises no more; what lines were promised before is paid.
/// </summary>
public static class EndSubsidy
{
    const int ReasonMax = 500;

    public sealed record Request : IChecked
    {
        public required string Reason { get; init; }

        public void Check(Checks check) => check.Text(Reason, "reason", ReasonMax);
    }

    public static void Map(RouteGroupBuilder programs) => programs.MapPost("/{programId:guid}/ending", HandleAsync)
        .WithName(nameof(EndSubsidy)).WithSummary("终止价格补贴 End a subsidy program")
        .For(Roles.Official).Decided(DecidedBy.Region).RequireIdempotencyKey<OrderingDb>();

    static async Task<Ok<SubsidyView>> HandleAsync(
        Guid programId, Request request, OrderingDb db, Authority authority, KnownSubsidies subsidies, TimeProvider clock,
        CancellationToken ct)
    {
        await db.LockAsync<SubsidyProgram>([programId], ct);
        var program = await db.SubsidyPrograms.SingleOrDefaultAsync(known => known.ProgramId == programId, ct)
            ?? throw GetSubsidy.NotFound(programId);
        authority.Require(program.PayerPath.Value);
        var now = clock.NowToTheMillisecond();
        if (!program.End(request.Reason, now))
        {
            throw new RuleBrokenException(
                "subsidy_ended", $"该补贴已于 {BusinessDay.Of(program.EndedAt!.Value):yyyy-MM-dd} 终止，无需再办。",
                $"The program ended on {BusinessDay.Of(program.EndedAt!.Value):yyyy-MM-dd} already.");
        }

        await db.SaveChangesAsync(ct);
        subsidies.Forget();
        return TypedResults.Ok(SubsidyView.Of(program, BusinessDay.Of(now)));
    }
}
