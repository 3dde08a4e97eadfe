using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Proposals;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Regions;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.PurchasingUnits.Facilitators;

/// <summary>
/// POST /units/facilitators → FacilitatorPublished (CR-07), once the authority of its region has confirmed it and so has the unit that it
/// also is.
/// </summary>
public static class RegisterFacilitator
{
    public sealed record Request : IChecked, IActsFor
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

        Guid IActsFor.ActsFor => FacilitatorId;

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
        .WithName(nameof(RegisterFacilitator)).WithSummary("登记帮销主体 Apply for, or register, a facilitator")
        .For(Roles.Facilitator, Roles.Official).Decided(DecidedBy.Sides).RequireIdempotencyKey<UnitsDb>();

    static async Task<Results<EtagCreated<FacilitatorView>, Accepted<ProposalView>>> HandleAsync(
        Request request, UnitsDb db, Proposer<UnitsDb> proposer, Registrar registrar, CancellationToken ct)
    {
        var facilitator = await OfAsync(request, db, registrar, ct);
        var proposal = await proposer.CarryOutOrProposeAsync(
            nameof(RegisterFacilitator), $"{request.FacilitatorId}", request, request.SourceDocument, "sourceDocument",
            await db.FacilitatorMatterAsync(facilitator, request.UnitId, formerUnitId: null, ct),
            () =>
            {
                Register(facilitator, request, db, registrar);
                return Task.CompletedTask;
            },
            ct);
        await db.SaveChangesAsync(ct);
        return proposal is null
            ? Etag.Created(LocationOf(facilitator.Id), FacilitatorView.Of(facilitator), facilitator.Version)
            : proposer.Waits(proposal);
    }

    /// <summary>Registers what its region, and the unit that it also is, have confirmed.</summary>
    internal static async Task<string> ConfirmAsync(Request request, IServiceProvider services, CancellationToken ct)
    {
        var (db, registrar) = (services.GetRequiredService<UnitsDb>(), services.GetRequiredService<Registrar>());
        Register(await OfAsync(request, db, registrar, ct), request, db, registrar);
        return LocationOf(request.FacilitatorId);
    }

    internal static string LocationOf(Guid facilitatorId) => $"/units/facilitators/{facilitatorId}";

    static async Task<Facilitator> OfAsync(Request request, UnitsDb db, Registrar registrar, CancellationToken ct) => Facilitator.Register(
        request.FacilitatorId,
        request.Name,
        request.Kind,
        request.UnitId,
        await db.RegistrationsAsync([(request.RegistrationRegionId, request.RegisteredFrom, null)], "registrationRegionId", ct),
        request.SourceDocument,
        registrar.Now);

    static void Register(Facilitator facilitator, Request request, UnitsDb db, Registrar registrar)
    {
        db.Add(facilitator);
        registrar.PublishChange(facilitator, before: null, request.SourceDocument);
    }
}
