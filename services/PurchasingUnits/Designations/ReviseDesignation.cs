using Marketplace.Contracts;
using Marketplace.Platform.Proposals;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.PurchasingUnits.Designations;

/// <summary>
/// PUT /units/designations/{designationId} → DesignationPublished, once both sides have confirmed it. What it replaces: end and source;
/// unit, county and start stay.
/// </summary>
public static class ReviseDesignation
{
    public sealed record Request : IChecked
    {
        /// <summary>First day on which it is no longer valid; absent while open.</summary>
        public DateOnly? ValidTo { get; init; }

        public string? SourceDocument { get; init; }

        public void Check(Checks check)
        {
            check.RegistryDayOrNone(ValidTo, "validTo");
            check.DocumentOrNone(SourceDocument, "sourceDocument");
        }
    }

    public static void Map(RouteGroupBuilder designations) => designations.MapPut("/{designationId:guid}", HandleAsync)
        .WithName(nameof(ReviseDesignation)).WithSummary("变更定点帮扶 Change the end or source of a designation")
        .For(Roles.Official, Roles.Purchaser).Decided(DecidedBy.Sides);

    static async Task<Results<EtagOk<DesignationView>, Accepted<ProposalView>>> HandleAsync(
        Guid designationId, Request request, IfMatch ifMatch, UnitsDb db, Proposer<UnitsDb> proposer, Registrar registrar,
        CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var designation = await db.DesignationAsync(designationId, ct);
        var unit = await db.UnitNamedAsync(designation.UnitId, "unitId", ct);
        ifMatch.Require(designation.Version);
        var proposal = await proposer.CarryOutOrProposeAsync(
            nameof(ReviseDesignation), $"{designationId}", new Revision<Request>(designationId, designation.Version, request),
            request.SourceDocument, "sourceDocument", unit.ToMatterWith(designation.CountyPath),
            () => ReviseAsync(designation, request, db, registrar, ct), ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return proposal is null ? Etag.Ok(DesignationView.Of(designation), designation.Version) : proposer.Waits(proposal);
    }

    /// <summary>Changes what both sides have confirmed.</summary>
    internal static async Task<string> ConfirmAsync(Revision<Request> revision, IServiceProvider services, CancellationToken ct)
    {
        var db = services.GetRequiredService<UnitsDb>();
        var designation = await db.DesignationAsync(revision.ObjectId, ct);
        revision.Require(designation.Version);
        await ReviseAsync(designation, revision.Request, db, services.GetRequiredService<Registrar>(), ct);
        return RegisterDesignation.LocationOf(designation.Id);
    }

    /// <summary>Changes the designation, whether that comes alone or on a list.</summary>
    internal static async Task ReviseAsync(Designation designation, Request request, UnitsDb db, Registrar registrar, CancellationToken ct)
    {
        if (request.ValidTo <= designation.ValidFrom)
        {
            throw new InvalidRequestException(
                "end_not_after_start", "validTo", "终止日须晚于起始日（终止日当天不再有效）。",
                "The end must be after the start; it is the first day on which it no longer holds.");
        }

        var before = DesignationView.Of(designation);
        designation.Revise(request.ValidTo, request.SourceDocument, registrar.Now);
        await db.MustNotOverlapAsync(designation, ct);
        registrar.PublishChange(designation, before, request.SourceDocument);
    }
}
