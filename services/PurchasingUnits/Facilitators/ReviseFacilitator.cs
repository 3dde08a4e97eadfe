using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Proposals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.PurchasingUnits.Facilitators;

/// <summary>
/// PUT /units/facilitators/{facilitatorId} → FacilitatorPublished, once the authority of its region has confirmed it, and so has a unit
/// that it newly says to be. What it replaces: name, kind, unit and source.
/// </summary>
public static class ReviseFacilitator
{
    public sealed record Request : IChecked
    {
        public required string Name { get; init; }

        public required FacilitatorKind Kind { get; init; }

        /// <summary>The purchasing unit that it also is; absent when it is none.</summary>
        public Guid? UnitId { get; init; }

        public string? SourceDocument { get; init; }

        public void Check(Checks check)
        {
            check.Text(Name, "name", max: 100);
            check.DocumentOrNone(SourceDocument, "sourceDocument");
            check.That(
                Kind != FacilitatorKind.StaffOrganiser || UnitId is not null,
                "unitId",
                "organiser_needs_unit",
                "组织职工采购的帮销主体须填写其采购单位。",
                "A unit that organises purchases of its staff must name that unit.");
        }
    }

    public static void Map(RouteGroupBuilder facilitators) => facilitators.MapPut("/{facilitatorId:guid}", HandleAsync)
        .WithName(nameof(ReviseFacilitator)).WithSummary("变更帮销主体 Change, or propose to change, a facilitator")
        .For(Roles.Facilitator, Roles.Official).Decided(DecidedBy.Sides);

    static async Task<Results<EtagOk<FacilitatorView>, Accepted<ProposalView>>> HandleAsync(
        Guid facilitatorId, Request request, IfMatch ifMatch, UnitsDb db, Proposer<UnitsDb> proposer, Registrar registrar,
        CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockAsync<Facilitator>([facilitatorId], ct);
        var facilitator = await db.FacilitatorAsync(facilitatorId, ct);
        ifMatch.Require(facilitator.Version);
        var proposal = await proposer.CarryOutOrProposeAsync(
            nameof(ReviseFacilitator), $"{facilitatorId}", new Revision<Request>(facilitatorId, facilitator.Version, request),
            request.SourceDocument, "sourceDocument",
            await db.FacilitatorMatterAsync(facilitator, request.UnitId, facilitator.UnitId, ct),
            () =>
            {
                Revise(facilitator, request, registrar);
                return Task.CompletedTask;
            },
            ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return proposal is null ? Etag.Ok(FacilitatorView.Of(facilitator), facilitator.Version) : proposer.Waits(proposal);
    }

    /// <summary>Changes what its region, and the unit that it newly says to be, have confirmed.</summary>
    internal static async Task<string> ConfirmAsync(Revision<Request> revision, IServiceProvider services, CancellationToken ct)
    {
        var db = services.GetRequiredService<UnitsDb>();
        await db.LockAsync<Facilitator>([revision.ObjectId], ct);
        var facilitator = await db.FacilitatorAsync(revision.ObjectId, ct);
        revision.Require(facilitator.Version);
        Revise(facilitator, revision.Request, services.GetRequiredService<Registrar>());
        return RegisterFacilitator.LocationOf(facilitator.Id);
    }

    static void Revise(Facilitator facilitator, Request request, Registrar registrar)
    {
        var before = FacilitatorView.Of(facilitator);
        if (facilitator.Revise(request.Name, request.Kind, request.UnitId, request.SourceDocument))
        {
            registrar.PublishChange(facilitator, before, request.SourceDocument);
        }
    }
}
