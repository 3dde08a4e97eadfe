using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Returns;
using Marketplace.Crediting.Sales;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Proposals;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Holds;

/// <summary>A hold is released or rejected; as the journal keeps it.</summary>
public sealed record HoldDecided(Guid HoldId, bool IsReleased, string By, string Note, string? Document);

/// <summary>
/// POST /credits/holds/{holdId}/release and /rejection, by both sides or what is above them. A release posts with the original
/// recognition date, a rejection posts nothing (CR-17).
/// </summary>
public sealed class DecideHold : IApplyEvent<HoldDecided>
{
    const int NoteMax = 500;

    public sealed record Request : IChecked
    {
        /// <summary>What was found.</summary>
        public required string Note { get; init; }

        /// <summary>The document that it rests on.</summary>
        public string? Document { get; init; }

        public void Check(Checks check)
        {
            check.Text(Note, "note", NoteMax);
            if (Document is not null)
            {
                check.Text(Document, "document", NoteMax);
            }
        }
    }

    /// <summary>What was decided of which hold.</summary>
    internal sealed record Decision(Guid HoldId, bool IsReleased, Request Request);

    internal const string Release = "ReleaseHold";

    internal const string Rejection = "RejectHold";

    public static void Map(RouteGroupBuilder api)
    {
        MapDecision(api, "release", isReleased: true).WithName(Release).WithSummary("解除待定 Release a held sale");
        MapDecision(api, "rejection", isReleased: false).WithName(Rejection).WithSummary("驳回待定 Reject a held sale");
    }

    static RouteHandlerBuilder MapDecision(RouteGroupBuilder api, string noun, bool isReleased) => api.MapPost(
            $"/holds/{{holdId:guid}}/{noun}",
            (Guid holdId, Request request, LedgerSession work, Proposer<CreditingDb> proposer, CancellationToken ct) =>
                HandleAsync(new Decision(holdId, isReleased, request), work, proposer, ct))
        .For(Roles.Official).Decided(DecidedBy.Sides)
        .RequireIdempotencyKey<CreditingDb>();

    static async Task<Results<Ok<HoldView>, Accepted<ProposalView>>> HandleAsync(
        Decision decision, LedgerSession work, Proposer<CreditingDb> proposer, CancellationToken ct)
    {
        var ledger = await work.OpenAsync(ct);
        var hold = await OpenHoldAsync(work.Db, decision, ct);
        var proposal = await proposer.ProposeUnlessAloneAsync(
            decision.IsReleased ? Release : Rejection, $"{hold.HoldId}", decision, decision.Request.Document, "document",
            new Matter([new("buyer", hold.UnitPath), new("origin", hold.OriginPath)]), ct);
        if (proposal is not null)
        {
            await work.Db.SaveChangesAsync(ct);
            return proposer.Waits(proposal);
        }

        await DecideAsync(decision, ledger, work.Caller, ct);
        return TypedResults.Ok(HoldView.Of(hold));
    }

    /// <summary>Decides as both sides have confirmed.</summary>
    internal static async Task<string> ConfirmAsync(Decision decision, IServiceProvider services, CancellationToken ct)
    {
        var work = services.GetRequiredService<LedgerSession>();
        var ledger = await work.OpenAsync(ct);
        await OpenHoldAsync(work.Db, decision, ct);
        await DecideAsync(decision, ledger, work.Caller, ct);
        return "/credits/holds";
    }

    static async Task DecideAsync(Decision decision, LedgerWriter ledger, Caller caller, CancellationToken ct)
    {
        await ledger.ApplyAsync(
            new HoldDecided(
                decision.HoldId, decision.IsReleased, caller.Subject, decision.Request.Note, decision.Request.Document),
            ct);
        await ledger.WriteAsync(ct);
    }

    static async Task<Hold> OpenHoldAsync(CreditingDb db, Decision decision, CancellationToken ct)
    {
        var hold = await db.Holds.SingleOrDefaultAsync(known => known.HoldId == decision.HoldId, ct)
            ?? throw new NotFoundException("hold_not_found", "没有这条待定，或不在您的辖区。", "There is no such hold in your region.");
        if (hold.State != HoldState.Open)
        {
            throw new RuleBrokenException("hold_decided", "该待定已处理。", "The hold has been decided already.");
        }

        if (hold.Reason == CreditReason.RecognitionUnconfirmed)
        {
            throw new RuleBrokenException(
                "register_decides",
                "该待定由产地县的认定登记簿决定：请产地县登记或否认该认定。",
                "The register of the county of origin decides this hold: the county issues the recognition or declines the claim.");
        }

        return decision.IsReleased
            && hold.PriceRiseId is not null
            && !SaleLine.CanRise(await PostReturns.RowsOf(db, hold).AsNoTracking().ToListAsync(ct), hold.AmountFen)
            ? throw new RuleBrokenException(
                "nothing_left", "该成交行的货物已全部退回，不能再提价；请驳回。", "Nothing is left of the sale whose price could rise; reject the hold.")
            : hold;
    }

    public async Task ApplyAsync(LedgerWriter ledger, IReadOnlyList<HoldDecided> happened, CancellationToken ct)
    {
        foreach (var decided in happened)
        {
            ledger.AppendEvent(decided);
            var hold = await ledger.Db.Holds.IgnoreQueryFilters().SingleAsync(known => known.HoldId == decided.HoldId, ct);
            hold.Decide(
                decided.IsReleased ? HoldState.Released : HoldState.Rejected, decided.By, decided.Note, decided.Document, ledger.Now);
            if (hold.PriceRiseId is not null)
            {
                if (decided.IsReleased)
                {
                    await PostReturns.PostRiseAsync(ledger, hold, ct);
                }

                continue;
            }

            var line = await ledger.Db.SaleLines.WithKeyAsync(hold.SaleKey, ct);
            line.EndHold(decided.IsReleased);
            ReassessSales.Settle(
                ledger,
                (await ledger.Db.PostedAsync([line], ct))[line.Key],
                (await ledger.RegistryAsync(ct)).Registry,
                await HoldChecks.ReadAsync(ledger, [line], ct),
                await ledger.Db.OpenHoldsAsync([], ct),
                because: null);
        }
    }
}
