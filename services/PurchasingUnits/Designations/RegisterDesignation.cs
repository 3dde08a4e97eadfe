using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Regions;
using Marketplace.PurchasingUnits.Storage;

namespace Marketplace.PurchasingUnits.Designations;

/// <summary>POST /units/designations → DesignationPublished. From a day on a county is assigned to a unit (定点帮扶, CR-10).</summary>
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
            check.NotEmpty(DesignationId, "designationId");
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
        .For(Roles.Official, Roles.Operator).RequireIdempotencyKey<UnitsDb>();

    static async Task<EtagCreated<DesignationView>> HandleAsync(
        Request request, UnitsDb db, Caller caller, Registrar registrar, CancellationToken ct)
    {
        var designation = await RegisterAsync(request, db, caller, registrar, ct);
        await db.SaveChangesAsync(ct);
        return Etag.Created($"/units/designations/{designation.Id}", DesignationView.Of(designation), designation.Version);
    }

    /// <summary>Registers the designation, whether it comes alone or on a list.</summary>
    internal static async Task<Designation> RegisterAsync(
        Request request, UnitsDb db, Caller caller, Registrar registrar, CancellationToken ct)
    {
        var unit = await db.UnitNamedAsync(request.UnitId, "unitId", ct);
        var county = await db.RegionNamedAsync(request.CountyRegionId, request.ValidTo, "countyRegionId", ct);
        if (county.Level != RegionLevel.County)
        {
            throw new InvalidRequestException(
                "not_a_county", "countyRegionId", $"{county.Name} 不是县级地区；定点帮扶的对象须为县。",
                $"{county.Name} is no county; units are assigned counties.");
        }

        caller.MustAnswerFor(unit, county.Path);
        var designation = Designation.Register(
            request.DesignationId, unit, county, request.ValidFrom, request.ValidTo, request.SourceDocument, registrar.Now);
        await db.MustNotOverlapAsync(designation, ct);
        db.Add(designation);
        registrar.PublishChange(designation, before: null, request.SourceDocument);
        return designation;
    }
}
