using Marketplace.Contracts;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Regions;
using Marketplace.PurchasingUnits.Storage;

namespace Marketplace.PurchasingUnits.RegionChanges;

/// <summary>
/// POST /units/regions/{regionId}/transfer → RegionsPublished, UnitPublished. From a day on a region, with all in it, lies in another
/// one. Units in it have the new path from that day and keep the old one before it (CR-20).
/// </summary>
public static class TransferRegion
{
    public sealed record Request : IChecked
    {
        /// <summary>The region directly above from that day on; the host of a functional zone.</summary>
        public required string ParentId { get; init; }

        /// <summary>The new code; absent when it stays.</summary>
        public string? Code { get; init; }

        /// <summary>The new name; absent when it stays.</summary>
        public string? Name { get; init; }

        /// <summary>First day under the new parent; not a day to come.</summary>
        public required DateOnly On { get; init; }

        public required string Document { get; init; }

        public void Check(Checks check)
        {
            check.RegionId(ParentId, "parentId");
            check.RegionCodeOrNone(Code, "code");
            check.TextOrNone(Name, "name", RegionIds.NameMax);
            check.RegistryDay(On, "on");
            check.Document(Document);
        }
    }

    public static void Map(RouteGroupBuilder regions) => regions.MapPost("/{regionId}/transfer", HandleAsync)
        .WithName(nameof(TransferRegion)).WithSummary("地区划转 Put a region under another one from a day on")
        .For(Roles.Operator).Decided(DecidedBy.Platform).RequireIdempotencyKey<UnitsDb>();

    static async Task<EtagCreated<RegionView>> HandleAsync(
        [AsParameters] GetRegion.Place place, Request request, UnitsDb db, Registrar registrar, CancellationToken ct)
    {
        var edit = await RegionEdit.BeginAsync(db, registrar, request.On, request.Document, ct);
        var region = await edit.RegionAsync(place.RegionId, field: null, ct);
        var parent = await edit.RegionAsync(request.ParentId, "parentId", ct);
        if (parent.Id == region.ParentId)
        {
            throw new RuleBrokenException(
                "region_unchanged", $"该地区已隶属 {parent.Name}，无需划转。", $"The region lies in {parent.Name} already.", "parentId");
        }

        if (new RegionPath(parent.Path).IsWithin(region.Id))
        {
            throw new InvalidRequestException(
                "region_tree_cycle", "parentId", "不能划入本地区或其下辖地区。", "A region can't lie in itself or in a region of its own.");
        }

        var moved = await edit.ChangeAsync(region, request.Code ?? region.Code, request.Name ?? region.Name, parent, ct);
        edit.Note(LineageKind.Transfer, region.Id, region.Id);
        await edit.SaveAsync(ct);
        return Etag.Created($"/units/regions/{moved.Id}", await db.ViewWithHistoryAsync(moved, ct), moved.Version);
    }
}
