using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Regions;
using Marketplace.PurchasingUnits.Storage;

namespace Marketplace.PurchasingUnits.Facilitators;

/// <summary>POST /units/facilitators → FacilitatorPublished (CR-07).</summary>
public static class RegisterFacilitator
{
    public sealed record Request : IChecked
    {
        public required Guid FacilitatorId { get; init; }

        public required string Name { get; init; }

        public required FacilitatorKind Kind { get; init; }

        /// <summary>The purchasing unit that it also is, such as one that organises purchases of its staff.</summary>
        public Guid? UnitId { get; init; }

        /// <summary>Where it is registered.</summary>
        public required string RegistrationRegionId { get; init; }

        public required DateOnly RegisteredFrom { get; init; }

        public string? SourceDocument { get; init; }

        public void Check(Checks check)
        {
            check.NewId(FacilitatorId, "facilitatorId");
            check.Text(Name, "name", max: 100);
            check.RegionId(RegistrationRegionId, "registrationRegionId");
            check.RegistryDay(RegisteredFrom, "registeredFrom");
            check.DocumentOrNone(SourceDocument, "sourceDocument");
            check.That(
                Kind != FacilitatorKind.StaffOrganiser || UnitId is not null,
                "unitId",
                "organiser_needs_unit",
                "组织职工采购的帮销主体须填写其采购单位。",
                "A unit that organises purchases of its staff must name that unit.");
        }
    }

    public static void Map(RouteGroupBuilder facilitators) => facilitators.MapPost("/", HandleAsync)
        .WithName(nameof(RegisterFacilitator)).WithSummary("登记帮销主体 Register a facilitator")
        .For(Roles.Official).Decided(DecidedBy.Region).RequireIdempotencyKey<UnitsDb>();

    static async Task<EtagCreated<FacilitatorView>> HandleAsync(
        Request request, UnitsDb db, Authority authority, Registrar registrar, CancellationToken ct)
    {
        await db.UnitMustExistAsync(request.UnitId, ct);
        var facilitator = Facilitator.Register(
            request.FacilitatorId,
            request.Name,
            request.Kind,
            request.UnitId,
            await db.RegistrationsAsync([(request.RegistrationRegionId, request.RegisteredFrom, null)], "registrationRegionId", ct),
            request.SourceDocument,
            registrar.Now);
        authority.Require(facilitator.LatestRegistration.RegionPath);
        db.Add(facilitator);
        registrar.PublishChange(facilitator, before: null, request.SourceDocument);
        await db.SaveChangesAsync(ct);
        return Etag.Created($"/units/facilitators/{facilitator.Id}", FacilitatorView.Of(facilitator), facilitator.Version);
    }
}
