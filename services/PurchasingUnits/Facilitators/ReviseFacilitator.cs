using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;

namespace Marketplace.PurchasingUnits.Facilitators;

/// <summary>PUT /units/facilitators/{facilitatorId} → FacilitatorPublished. What it replaces: name, kind, unit and source.</summary>
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
        .WithName(nameof(ReviseFacilitator)).WithSummary("变更帮销主体 Change a facilitator")
        .For(Roles.Official).Decided(DecidedBy.Region);

    static async Task<EtagOk<FacilitatorView>> HandleAsync(
        Guid facilitatorId, Request request, IfMatch ifMatch, UnitsDb db, Authority authority, Registrar registrar, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockAsync<Facilitator>([facilitatorId], ct);
        var facilitator = await db.FacilitatorAsync(facilitatorId, ct);
        authority.Require(facilitator.LatestRegistration.RegionPath);
        ifMatch.Require(facilitator.Version);
        await db.UnitMustExistAsync(request.UnitId, ct);
        var before = FacilitatorView.Of(facilitator);
        if (facilitator.Revise(request.Name, request.Kind, request.UnitId, request.SourceDocument))
        {
            registrar.PublishChange(facilitator, before, request.SourceDocument);
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Etag.Ok(FacilitatorView.Of(facilitator), facilitator.Version);
    }
}
