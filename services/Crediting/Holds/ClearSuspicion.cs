using Marketplace.Contracts;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Holds;

/// <summary>A suspicion was cleared; as the journal keeps it.</summary>
public sealed record SuspicionCleared(Guid SuspicionId, DateOnly Until, string By, string Note = "");

/// <summary>
/// POST /credits/suspicions/{suspicionId}/clearance. Sales of the party from that day on are no longer held for it (CR-17).
/// </summary>
public sealed class ClearSuspicion : IApplyEvent<SuspicionCleared>
{
    const int NoteMax = 500;

    public sealed record Request : IChecked
    {
        /// <summary>What was found.</summary>
        public required string Note { get; init; }

        public void Check(Checks check) => check.Text(Note, "note", NoteMax);
    }

    public static void Map(RouteGroupBuilder api) => api.MapPost("/suspicions/{suspicionId:guid}/clearance", HandleAsync)
        .WithName("ClearSuspicion")
        .WithSummary("解除存疑 Clear a suspicion")
        .For(Roles.Official).Decided(DecidedBy.Region)
        .RequireIdempotencyKey<CreditingDb>();

    static async Task<Ok<SuspicionView>> HandleAsync(Guid suspicionId, Request request, LedgerSession work, CancellationToken ct)
    {
        var ledger = await work.OpenAsync(ct);
        var known = await SuspicionScope.OfCaller(work.Db).SingleOrDefaultAsync(suspectParty => suspectParty.SuspicionId == suspicionId, ct)
            ?? throw new NotFoundException("suspicion_not_found", "没有这条存疑记录，或不在您的辖区。", "There is no such suspicion in your region.");
        if (!work.Authority.AnswersFor(known.RaisedFor))
        {
            throw new ForbiddenException(
                "not_the_raiser", "存疑由提出的地区或其上级解除。", "A suspicion is cleared by the region that raised it, or one above it.");
        }

        if (known.Until is { } until)
        {
            throw new RuleBrokenException(
                "suspicion_cleared", $"该存疑已于{until:yyyy-MM-dd}解除。", $"The suspicion was cleared on {until:yyyy-MM-dd} already.");
        }

        await ledger.ApplyAsync(new SuspicionCleared(suspicionId, ledger.Today, work.Caller.Subject, request.Note), ct);
        await ledger.WriteAsync(ct);
        return TypedResults.Ok(SuspicionView.Of(known) with { Until = ledger.Today });
    }

    public async Task ApplyAsync(LedgerWriter ledger, IReadOnlyList<SuspicionCleared> happened, CancellationToken ct)
    {
        foreach (var cleared in happened)
        {
            ledger.AppendEvent(cleared);
            (await ledger.Db.SuspectParties.SingleAsync(party => party.SuspicionId == cleared.SuspicionId, ct)).Clear(
                cleared.Until, cleared.By, cleared.Note);
        }
    }
}
