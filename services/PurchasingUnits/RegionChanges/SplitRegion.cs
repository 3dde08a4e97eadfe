using Marketplace.Contracts;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Regions;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.RegionChanges;

/// <summary>
/// POST /units/regions/splits → RegionsPublished. From a day on new regions are made of a region, which may go on beside them. Each of
/// its units must then be told where it belongs, and the new regions have no pairing until one is registered (CR-20).
/// </summary>
public static class SplitRegion
{
    const int PartsMax = 20;

    public sealed record Request : IChecked
    {
        public required string FromRegionId { get; init; }

        /// <summary>True when the region itself is no more from that day on.</summary>
        public required bool Ends { get; init; }

        /// <summary>The new regions.</summary>
        public required IReadOnlyList<Part> Into { get; init; }

        /// <summary>First day of the new regions; not a day to come.</summary>
        public required DateOnly On { get; init; }

        public required string Document { get; init; }

        public void Check(Checks check)
        {
            check.RegionId(FromRegionId, "fromRegionId");
            check.Count(Into.Count, 1, PartsMax, "into", "地区", "regions");
            check.Each(Into, "into", static (part, check) =>
            {
                check.RegionCode(part.Code, "code");
                check.Text(part.Name, "name", RegionIds.NameMax);
                check.RegionIdOrNone(part.RegionId, "regionId");
                check.RegionIdOrNone(part.ParentId, "parentId");
            });
            check.Distinct(Into.Select(part => part.Code), "into");
            check.RegistryDay(On, "on");
            check.Document(Document);
        }

        public sealed record Part
        {
            public required string Code { get; init; }

            public required string Name { get; init; }

            /// <summary>The stable id; the code when not given.</summary>
            public string? RegionId { get; init; }

            /// <summary>The region directly above; that of the split region when not given.</summary>
            public string? ParentId { get; init; }
        }
    }

    public static void Map(RouteGroupBuilder regions) => regions.MapPost("/splits", HandleAsync)
        .WithName(nameof(SplitRegion)).WithSummary("地区拆分 Make new regions of a region from a day on")
        .For(Roles.Operator).Decided(DecidedBy.Platform).RequireIdempotencyKey<UnitsDb>();

    static async Task<Created<SplitView>> HandleAsync(Request request, UnitsDb db, Registrar registrar, CancellationToken ct)
    {
        var edit = await RegionEdit.BeginAsync(db, registrar, request.On, request.Document, ct);
        var from = await edit.RegionAsync(request.FromRegionId, "fromRegionId", ct);
        if (request.Ends)
        {
            if (await db.Regions.AnyAsync(region => region.ParentId == from.Id && region.EndedOn == null, ct))
            {
                throw new RuleBrokenException(
                    "region_has_children",
                    $"{from.Name} 尚有下辖地区；请先将其划转，再撤销该地区。",
                    $"{from.Name} still has regions in it; transfer them before it ends.",
                    "fromRegionId");
            }

            await edit.EndAsync(from, successorId: null, ct);
        }
        else
        {
            edit.Touch(from);
        }

        var ids = new List<string>();
        foreach (var part in request.Into)
        {
            var parentId = part.ParentId ?? from.ParentId;
            var parent = parentId is null ? null : await edit.RegionAsync(parentId, "into", ct);
            var region = await edit.AddAsync(part.RegionId ?? part.Code, part.Code, part.Name, from.Level, parent, ct);
            edit.Note(LineageKind.Split, from.Id, region.Id);
            ids.Add(region.Id);
        }

        var units = await OpenAsync(from, request.On, db, ct);
        await edit.SaveAsync(ct);
        var regions = new List<RegionView>();
        foreach (var id in ids)
        {
            regions.Add(await db.ViewWithHistoryAsync(await db.RegionNamedAsync(id, "into", ct), ct));
        }

        return TypedResults.Created($"/units/regions/{from.Id}", new SplitView
        {
            From = await db.ViewWithHistoryAsync(await db.RegionNamedAsync(from.Id, "fromRegionId", ct), ct),
            Regions = regions,
            UnitsToReaffiliate = units,
        });
    }

    static async Task<List<UnitToReaffiliate>> OpenAsync(Region from, DateOnly on, UnitsDb db, CancellationToken ct)
    {
        var units = await db.Units.IgnoreQueryFilters()
            .Where(unit => unit.Affiliations.Any(
                affiliation => affiliation.RegionId == from.Id && (affiliation.ValidTo == null || affiliation.ValidTo > on)))
            .OrderBy(unit => unit.Id).Select(unit => new UnitToReaffiliate(unit.Id, unit.Name, from.Id, on)).ToListAsync(ct);
        db.AddRange(units.Select(unit => Reaffiliation.Of(unit.UnitId, from.Id, on)));
        return units;
    }

    /// <summary>What became of the region, and which units somebody must yet say the region of.</summary>
    public sealed record SplitView
    {
        public required RegionView From { get; init; }

        public required IReadOnlyList<RegionView> Regions { get; init; }

        /// <summary>Also to be had at GET /units/reaffiliations until it is said.</summary>
        public required IReadOnlyList<UnitToReaffiliate> UnitsToReaffiliate { get; init; }
    }
}
