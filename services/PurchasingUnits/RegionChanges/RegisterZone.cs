using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Regions;
using Marketplace.PurchasingUnits.Storage;

namespace Marketplace.PurchasingUnits.RegionChanges;

/// <summary>
/// POST /units/regions/zones → RegionsPublished. A functional zone (经开区、合作区) with a host region and without a code. It can be the
/// party of a pairing, and units can belong to it.
/// </summary>
public static class RegisterZone
{
    public sealed record Request : IChecked
    {
        /// <summary>Of the caller's making, such as "zone-changzhou-jkq"; not six digits, lest it look like a code.</summary>
        public required string RegionId { get; init; }

        public required string Name { get; init; }

        /// <summary>The region in which it lies.</summary>
        public required string HostRegionId { get; init; }

        public required DateOnly ValidFrom { get; init; }

        public required string Document { get; init; }

        public void Check(Checks check)
        {
            check.NewRegionId(RegionId, "regionId");
            check.That(
                RegionId is null || !RegionIds.IsCode(RegionId),
                "regionId",
                "zone_id_like_code",
                "功能区的标识不能是六位数字，以免与行政区划代码混淆。",
                "The id of a zone must not be six digits, lest it be taken for a code.");
            check.Text(Name, "name", RegionIds.NameMax);
            check.RegionId(HostRegionId, "hostRegionId");
            check.RegistryDay(ValidFrom, "validFrom");
            check.Document(Document);
        }
    }

    public static void Map(RouteGroupBuilder regions) => regions.MapPost("/zones", HandleAsync)
        .WithName(nameof(RegisterZone)).WithSummary("登记功能区 Register a functional zone with its host region")
        .For(Roles.Operator).Decided(DecidedBy.Platform).RequireIdempotencyKey<UnitsDb>();

    static async Task<EtagCreated<RegionView>> HandleAsync(Request request, UnitsDb db, Registrar registrar, CancellationToken ct)
    {
        var edit = await RegionEdit.BeginAsync(db, registrar, request.ValidFrom, request.Document, ct);
        var host = await edit.RegionAsync(request.HostRegionId, "hostRegionId", ct);
        if (host.Level == RegionLevel.FunctionalZone)
        {
            throw new InvalidRequestException(
                "zone_in_zone", "hostRegionId", "功能区的所在地须为行政区。", "The host of a zone must be an administrative region.");
        }

        var zone = await edit.AddAsync(request.RegionId, code: null, request.Name, RegionLevel.FunctionalZone, host, ct);
        await edit.SaveAsync(ct);
        return Etag.Created($"/units/regions/{zone.Id}", await db.ViewWithHistoryAsync(zone, ct), zone.Version);
    }
}
