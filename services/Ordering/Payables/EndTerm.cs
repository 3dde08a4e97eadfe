using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Payables;

/// <summary>
/// POST /ordering/payables/terms/{termId}/ending. Either side ends what was agreed: orders from the next day on have the legal period
/// again.
/// </summary>
public static class EndTerm
{
    public sealed record Request : IChecked
    {
        public required string Reason { get; init; }

        public void Check(Checks check) => check.Text(Reason, "reason", 500);
    }

    public static void Map(RouteGroupBuilder terms) => terms.MapPost("/{termId:guid}/ending", HandleAsync)
        .WithName(nameof(EndTerm)).WithSummary("终止付款期限约定 End a term of payment")
        .For(Roles.Purchaser, Roles.Supplier).Decided(DecidedBy.Organisation).RequireIdempotencyKey<OrderingDb>();

    static async Task<Ok<TermView>> HandleAsync(
        Guid termId, Request request, OrderingDb db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        var seen = await db.AgreedTerms.AsNoTracking().SingleOrDefaultAsync(term => term.TermId == termId, ct);
        if (seen is null || PayableScope.AsSeenBy(caller, seen.UnitId, seen.SupplierId) is null)
        {
            throw new NotFoundException(
                "term_not_found", $"没有约定 {termId}，或与您无关。", $"There is no agreement {termId} that concerns you; check the id.");
        }

        await db.LockAsync<AgreedTerm>([termId], ct);
        var term = await db.AgreedTerms.SingleAsync(row => row.TermId == termId, ct);
        if (!term.End(request.Reason, BusinessDay.Of(clock.NowToTheMillisecond())))
        {
            throw new RuleBrokenException("term_ended", "该约定已终止或已到期，无需再办。", "The agreement has ended already.");
        }

        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(TermView.Of(term));
    }
}
