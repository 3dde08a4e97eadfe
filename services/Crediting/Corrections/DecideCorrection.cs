using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Registry;
using Marketplace.Crediting.Sales;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Corrections;

/// <summary>A correction was approved or refused; as the journal keeps it.</summary>
public sealed record CorrectionDecided(Guid CorrectionId, bool IsApproved, string By, string Note);

/// <summary>
/// POST /credits/corrections/{correctionId}/approval and /refusal. Approved, the difference is posted in the open month (CR-19).
/// </summary>
public sealed class DecideCorrection : IApplyEvent<CorrectionDecided>
{
    const int NoteMax = 500;

    public sealed record Request : IChecked
    {
        public required string Note { get; init; }

        public void Check(Checks check) => check.Text(Note, "note", NoteMax);
    }

    public static void Map(RouteGroupBuilder api)
    {
        Decision(api, "approval", isApproved: true).WithName("ApproveCorrection").WithSummary("批准更正 Approve a correction");
        Decision(api, "refusal", isApproved: false).WithName("RefuseCorrection").WithSummary("驳回更正 Refuse a correction");
    }

    static RouteHandlerBuilder Decision(RouteGroupBuilder api, string noun, bool isApproved) => api.MapPost(
            $"/corrections/{{correctionId:guid}}/{noun}",
            (Guid correctionId, Request request, LedgerSession work, CancellationToken ct) => HandleAsync(
                correctionId, isApproved, request, work, ct))
        .For(Roles.Official).Decided(DecidedBy.Sides)
        .RequireIdempotencyKey<CreditingDb>();

    static async Task<Ok<CorrectionView>> HandleAsync(
        Guid correctionId, bool isApproved, Request request, LedgerSession work, CancellationToken ct)
    {
        var ledger = await work.OpenAsync(ct);
        var correction = await work.Db.Corrections.AsNoTracking().SingleOrDefaultAsync(known => known.CorrectionId == correctionId, ct)
            ?? throw new NotFoundException("correction_not_found", "没有这条更正。", "There is no such correction.");
        if (correction.State != CorrectionState.Proposed)
        {
            throw new RuleBrokenException("correction_decided", "该更正已处理。", "The correction has been decided already.");
        }

        await CorrectionScope.RequireAsync(work.Db, work.Authority, work.Caller, correction, isApproved, ct);
        await ledger.ApplyAsync(new CorrectionDecided(correctionId, isApproved, work.Caller.Subject, request.Note), ct);
        await ledger.WriteAsync(ct);
        return TypedResults.Ok(
            CorrectionView.Of(await work.Db.Corrections.AsNoTracking().SingleAsync(known => known.CorrectionId == correctionId, ct)));
    }

    public async Task ApplyAsync(LedgerWriter ledger, IReadOnlyList<CorrectionDecided> happened, CancellationToken ct)
    {
        foreach (var decided in happened)
        {
            ledger.AppendEvent(decided);
            var db = ledger.Db;
            var correction = await db.Corrections.SingleAsync(known => known.CorrectionId == decided.CorrectionId, ct);
            correction.Decide(
                decided.IsApproved ? CorrectionState.Approved : CorrectionState.Refused, decided.By, decided.Note, ledger.Now);
            if (!decided.IsApproved)
            {
                continue;
            }

            switch (correction.Kind)
            {
                case CorrectionKind.Pairing:
                    var pairing = await db.Pairings.IgnoreQueryFilters()
                        .SingleAsync(known => known.PairingId == correction.ObjectId && known.Version == correction.ObjectVersion, ct);
                    pairing.Approve();
                    ledger.RegistryChanges();
                    await ReassessSales.PostAsync(ledger, await LearnPairings.ConcernedAsync(db, pairing, ct), because: null, ct);
                    break;
                case CorrectionKind.Designation:
                    var designation = await db.Designations.SingleAsync(
                        known => known.DesignationId == correction.ObjectId && known.Version == correction.ObjectVersion, ct);
                    designation.Approve();
                    ledger.RegistryChanges();
                    await ReassessSales.PostAsync(ledger, await LearnDesignations.ConcernedAsync(db, designation, ct), because: null, ct);
                    break;
                case CorrectionKind.Unit:
                    (await db.Units.SingleAsync(
                        unit => unit.UnitId == correction.ObjectId && unit.Version == correction.ObjectVersion, ct)).Approve();
                    await ReassessSales.PostAsync(
                        ledger, await SalesOfUnits.ConcernedAsync(db, correction.ObjectId, ct), because: null, ct);
                    break;
                case CorrectionKind.Facilitator:
                    (await db.Facilitators.SingleAsync(
                        facilitator => facilitator.FacilitatorId == correction.ObjectId
                            && facilitator.Version == correction.ObjectVersion, ct)).Approve();
                    await ReassessSales.PostAsync(ledger, LearnFacilitators.Concerned(db, correction.ObjectId), because: null, ct);
                    break;
                case CorrectionKind.Sale:
                    await CorrectSalesAsync(ledger, correction.CorrectionId, ct);
                    break;
                default:
                    throw new InvalidOperationException($"{correction.Kind} is no kind of correction.");
            }
        }
    }

    static async Task CorrectSalesAsync(LedgerWriter ledger, Guid correctionId, CancellationToken ct)
    {
        var db = ledger.Db;
        foreach (var corrected in await db.CorrectionLines.AsNoTracking().Where(line => line.CorrectionId == correctionId).ToListAsync(ct))
        {
            var line = await db.SaleLines.WithKeyAsync(corrected.SaleKey, ct);
            var snapshot = await ledger.RegistryAsync(ct);
            line.Attribute(ProposeCorrection.Corrected(line, corrected, snapshot.Listings), byHand: true);
            ReassessSales.Settle(
                ledger,
                (await db.PostedAsync([line], ct))[line.Key],
                snapshot.Registry,
                await HoldChecks.ReadAsync(ledger, [line], ct),
                await db.OpenHoldsAsync([line], ct),
                because: null);
        }
    }
}
