using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Proposals;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Regions;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.PurchasingUnits.Designations;

/// <summary>
/// POST /units/designations → DesignationPublished, once both sides have confirmed it. From a day on a county is assigned to a unit
/// (定点帮扶, CR-10).
/// </summary>
public static class RegisterDesignation
{
    public sealed record Request : IChecked
    {
        public required Guid DesignationId { get; init; }

        /// <summary>The unit that holds it; purchases of the units below it count for it.</summary>
        public required Guid UnitId { get; init; }

        public required string CountyRegionId { get; init; }

        public required DateOnly ValidFrom { get; init; }

        /// <summary>First day on which it is no longer valid; absent while open.</summary>
        public DateOnly? ValidTo { get; init; }

        public string? SourceDocument { get; init; }

        public void Check(Checks check)
        {
            check.NewId(DesignationId, "designationId");
            check.NotEmpty(UnitId, "unitId");
            check.RegionId(CountyRegionId, "countyRegionId");
            check.RegistryDay(ValidFrom, "validFrom");
            check.RegistryDayOrNone(ValidTo, "validTo");
            check.EndsAfter(ValidFrom, ValidTo, "validTo");
            check.DocumentOrNone(SourceDocument, "sourceDocument");
        }
    }

    public static void Map(RouteGroupBuilder designations) => designations.MapPost("/", HandleAsync)
        .WithName(nameof(RegisterDesignation)).WithSummary("登记定点帮扶 Assign a county to a unit")
        .For(Roles.Official, Roles.Purchaser).Decided(DecidedBy.Sides).RequireIdempotencyKey<UnitsDb>();

    static async Task<Results<EtagCreated<DesignationView>, Accepted<ProposalView>>> HandleAsync(
        Request request, UnitsDb db, Proposer<UnitsDb> proposer, Registrar registrar, CancellationToken ct)
    {
        var (unit, county) = await PartiesAsync(request, db, ct);
        Designation? designation = null;
        var proposal = await proposer.CarryOutOrProposeAsync(
            nameof(RegisterDesignation), $"{request.DesignationId}", request, request.SourceDocument, "sourceDocument",
            unit.ToMatterWith(county.Path),
            async () => designation = await RegisterAsync(request, db, registrar, ct), ct);
        await db.SaveChangesAsync(ct);
        return proposal is null
            ? Etag.Created(LocationOf(request.DesignationId), DesignationView.Of(designation!), designation!.Version)
            : proposer.Waits(proposal);
    }

    /// <summary>Registers what both sides have confirmed.</summary>
    internal static async Task<string> ConfirmAsync(Request request, IServiceProvider services, CancellationToken ct)
    {
        await RegisterAsync(request, services.GetRequiredService<UnitsDb>(), services.GetRequiredService<Registrar>(), ct);
        return LocationOf(request.DesignationId);
    }

    internal static string LocationOf(Guid designationId) => $"/units/designations/{designationId}";

    /// <summary>Registers the designation, whether it comes alone or on a list.</summary>
    internal static async Task<Designation> RegisterAsync(Request request, UnitsDb db, Registrar registrar, CancellationToken ct)
    {
        var (unit, county) = await PartiesAsync(request, db, ct);
        var designation = Designation.Register(
            request.DesignationId, unit, county, request.ValidFrom, request.ValidTo, request.SourceDocument, registrar.Now);
        await db.MustNotOverlapAsync(designation, ct);
        db.Add(designation);
        registrar.PublishChange(designation, before: null, request.SourceDocument);
        return designation;
    }

    static async Task<(PurchasingUnit Unit, Region County)> PartiesAsync(Request request, UnitsDb db, CancellationToken ct)
    {
        var unit = await db.UnitNamedAsync(request.UnitId, "unitId", ct);
        var county = await db.RegionNamedAsync(request.CountyRegionId, request.ValidTo, "countyRegionId", ct);
        return county.Level != RegionLevel.FunctionalZone && await db.IsPlaceAsync(county, ct)
            ? (unit, county)
            : throw new InvalidRequestException(
                "not_a_county", "countyRegionId", $"{county.Name} 不是县级地区；定点帮扶的对象须为县，或不设县的地级市。",
                $"{county.Name} is no county; units are assigned counties, or cities without counties.");
    }
}
