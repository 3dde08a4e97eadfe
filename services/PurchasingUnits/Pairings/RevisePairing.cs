using Marketplace.Contracts;
using Marketplace.Platform.Proposals;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Pairings;

/// <summary>
/// PUT /units/pairings/{pairingId} → PairingPublished, once both sides have confirmed it. What it replaces: end, transition and source;
/// the parties and the start stay.
/// </summary>
public static class RevisePairing
{
    public sealed record Request : IChecked
    {
        /// <summary>First day on which it is no longer valid; absent while open.</summary>
        public DateOnly? ValidTo { get; init; }

        /// <summary>Last day on which sales confirmed while it was valid still count (CR-09).</summary>
        public DateOnly? TransitionUntil { get; init; }

        public string? SourceDocument { get; init; }

        public void Check(Checks check) => check.Terms(ValidTo, TransitionUntil, SourceDocument);
    }

    public static void Map(RouteGroupBuilder pairings) => pairings.MapPut("/{pairingId:guid}", HandleAsync)
        .WithName(nameof(RevisePairing)).WithSummary("变更结对关系 Change the end, transition or source of a pairing")
        .For(Roles.Official).Decided(DecidedBy.Sides);

    static async Task<Results<EtagOk<PairingView>, Accepted<ProposalView>>> HandleAsync(
        Guid pairingId, Request request, IfMatch ifMatch, UnitsDb db, Proposer<UnitsDb> proposer, Registrar registrar, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var pairing = await db.Pairings.SingleOrDefaultAsync(known => known.Id == pairingId, ct)
            ?? throw GetPairing.NoSuchPairing(pairingId);
        ifMatch.Require(pairing.Version);
        var proposal = await proposer.CarryOutOrProposeAsync(
            nameof(RevisePairing), $"{pairingId}", new Revision<Request>(pairingId, pairing.Version, request),
            request.SourceDocument, "sourceDocument", pairing.ToMatter(), () => ReviseAsync(pairing, request, db, registrar, ct), ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return proposal is null ? Etag.Ok(PairingView.Of(pairing), pairing.Version) : proposer.Waits(proposal);
    }

    /// <summary>Changes what both sides have confirmed.</summary>
    internal static async Task<string> ConfirmAsync(Revision<Request> revision, IServiceProvider services, CancellationToken ct)
    {
        var db = services.GetRequiredService<UnitsDb>();
        var pairing = await db.Pairings.SingleAsync(known => known.Id == revision.ObjectId, ct);
        revision.Require(pairing.Version);
        await ReviseAsync(pairing, revision.Request, db, services.GetRequiredService<Registrar>(), ct);
        return RegisterPairing.LocationOf(pairing.Id);
    }

    /// <summary>Changes the terms, whether they come alone or on a list.</summary>
    internal static async Task ReviseAsync(Pairing pairing, Request request, UnitsDb db, Registrar registrar, CancellationToken ct)
    {
        if (request.ValidTo <= pairing.ValidFrom)
        {
            throw PairingRules.EndsBeforeItBegins();
        }

        var before = PairingView.Of(pairing);
        pairing.Revise(new Pairing.Terms(request.ValidTo, request.TransitionUntil, request.SourceDocument));
        await db.MustNotOverlapAsync(pairing, ct);
        registrar.PublishChange(pairing, before, request.SourceDocument);
    }
}
