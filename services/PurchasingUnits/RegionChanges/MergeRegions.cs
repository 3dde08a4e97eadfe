using Marketplace.Contracts;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Designations;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Pairings;
using Marketplace.PurchasingUnits.Regions;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Region = Marketplace.PurchasingUnits.Domain.Region;

namespace Marketplace.PurchasingUnits.RegionChanges;

/// <summary>
/// POST /units/regions/mergers → RegionsPublished, UnitPublished. From a day on regions end and a successor goes on: units and regions in
/// them are in the successor, but their pairings and designations continue only when somebody registers that; the answer suggests how
/// (CR-20).
/// </summary>
public static class MergeRegions
{
    const int RegionsMax = 20;

    public sealed record Request : IChecked
    {
        /// <summary>The regions that end.</summary>
        public required IReadOnlyList<string> FromRegionIds { get; init; }

        /// <summary>The region that goes on; the id of a new one when the registry doesn't know it yet.</summary>
        public required string ToRegionId { get; init; }

        /// <summary>The code of the successor from that day on; absent when it has one already and keeps it.</summary>
        public string? Code { get; init; }

        /// <summary>The name of the successor from that day on; absent when it has one already and keeps it.</summary>
        public string? Name { get; init; }

        /// <summary>First day of the successor; not a day to come.</summary>
        public required DateOnly On { get; init; }

        public required string Document { get; init; }

        public void Check(Checks check)
        {
            check.Count(FromRegionIds.Count, 1, RegionsMax, "fromRegionIds", "地区", "regions");
            check.Distinct(FromRegionIds, "fromRegionIds");
            check.Distinct(FromRegionIds.Append(ToRegionId), "toRegionId");
            foreach (var id in FromRegionIds)
            {
                check.RegionId(id, "fromRegionIds");
            }

            check.NewRegionId(ToRegionId, "toRegionId");
            check.RegionCodeOrNone(Code, "code");
            check.TextOrNone(Name, "name", RegionIds.NameMax);
            check.RegistryDay(On, "on");
            check.Document(Document);
        }
    }

    public static void Map(RouteGroupBuilder regions) => regions.MapPost("/mergers", HandleAsync)
        .WithName(nameof(MergeRegions)).WithSummary("地区合并 Merge regions into a successor from a day on")
        .For(Roles.Operator).Decided(DecidedBy.Platform).RequireIdempotencyKey<UnitsDb>();

    static async Task<Created<MergerView>> HandleAsync(Request request, UnitsDb db, Registrar registrar, CancellationToken ct)
    {
        var edit = await RegionEdit.BeginAsync(db, registrar, request.On, request.Document, ct);
        var ending = new List<Region>();
        foreach (var id in request.FromRegionIds)
        {
            ending.Add(await edit.RegionAsync(id, "fromRegionIds", ct));
        }

        // A successor may take over the code of one that ends.
        var isKnown = await db.Regions.AnyAsync(region => region.Id == request.ToRegionId, ct);
        var known = isKnown ? await edit.RegionAsync(request.ToRegionId, "toRegionId", ct) : null;
        if (known is not null && ending.Any(region => new RegionPath(known.Path).IsWithin(region.Id)))
        {
            throw new InvalidRequestException(
                "region_tree_cycle", "toRegionId", "后继地区不能位于被撤并的地区之内；请先划转。",
                "The successor can't lie in a region that ends; transfer it first.");
        }

        foreach (var region in ending)
        {
            await edit.EndAsync(region, request.ToRegionId, ct);
        }

        var successor = await SuccessorAsync(edit, request, ending[0], known, db, ct);
        foreach (var region in ending)
        {
            foreach (var child in await db.Regions.AsNoTracking()
                .Where(other => other.ParentId == region.Id && other.EndedOn == null).ToListAsync(ct))
            {
                var moved = await edit.ChangeAsync(
                    await edit.RegionAsync(child.Id, "fromRegionIds", ct), child.Code, child.Name, successor, ct);
                edit.Note(LineageKind.Transfer, moved.Id, moved.Id);
            }

            edit.Note(LineageKind.Merge, region.Id, successor.Id);
        }

        var units = await edit.SaveAsync(ct);
        return TypedResults.Created($"/units/regions/{successor.Id}", new MergerView
        {
            Successor = await db.ViewWithHistoryAsync(await db.RegionNamedAsync(successor.Id, "toRegionId", ct), ct),
            UnitsMoved = units,
            Pairings = await PairingsAsync(request, db, ct),
            Designations = await DesignationsAsync(request, db, ct),
        });
    }

    static async Task<Region> SuccessorAsync(
        RegionEdit edit, Request request, Region first, Region? known, UnitsDb db, CancellationToken ct)
    {
        var parentId = known?.ParentId ?? (known is null ? first.ParentId : null);
        var parent = parentId is null ? null : await edit.RegionAsync(parentId, "toRegionId", ct);
        if (known is null)
        {
            return request is { Code: { } code, Name: { } name }
                ? await edit.AddAsync(request.ToRegionId, code, name, first.Level, parent, ct)
                : throw new InvalidRequestException(
                    "successor_unnamed", "name", "新设的后继地区须填写名称和代码。", "A successor that is new needs a name and a code.");
        }

        var (newCode, newName) = (request.Code ?? known.Code, request.Name ?? known.Name);
        if ((newCode, newName) == (known.Code, known.Name))
        {
            edit.Touch(known);
            return known;
        }

        edit.Note(LineageKind.Rename, known.Id, known.Id);
        return await edit.ChangeAsync(known, newCode, newName, parent, ct);
    }

    static async Task<List<MergerView.PairingToDecide>> PairingsAsync(Request request, UnitsDb db, CancellationToken ct)
    {
        string[] ended = [.. request.FromRegionIds];
        var pairings = await db.Pairings.AsNoTracking()
            .Where(pairing => (ended.Contains(pairing.EastRegionId) || ended.Contains(pairing.WestRegionId))
                && (pairing.ValidTo == null || pairing.ValidTo > request.On))
            .OrderBy(pairing => pairing.Id).ToListAsync(ct);
        return [.. pairings.Select(pairing => new MergerView.PairingToDecide
        {
            Pairing = PairingView.Of(pairing),
            SuggestedEastRegionId = ended.Contains(pairing.EastRegionId) ? request.ToRegionId : pairing.EastRegionId,
            SuggestedWestRegionId = ended.Contains(pairing.WestRegionId) ? request.ToRegionId : pairing.WestRegionId,
        })];
    }

    static async Task<List<MergerView.DesignationToDecide>> DesignationsAsync(Request request, UnitsDb db, CancellationToken ct)
    {
        string[] ended = [.. request.FromRegionIds];
        var designations = await db.Designations.AsNoTracking()
            .Where(known => ended.Contains(known.CountyRegionId) && (known.ValidTo == null || known.ValidTo > request.On))
            .OrderBy(known => known.Id).ToListAsync(ct);
        return [.. designations.Select(known => new MergerView.DesignationToDecide
        {
            Designation = DesignationView.Of(known),
            SuggestedCountyRegionId = request.ToRegionId,
        })];
    }

    /// <summary>What became of the merger, and what somebody has yet to decide.</summary>
    public sealed record MergerView
    {
        public required RegionView Successor { get; init; }

        /// <summary>How many units belong to the successor from that day on.</summary>
        public required int UnitsMoved { get; init; }

        /// <summary>
        /// Pairings of which a party has ended: end each, and register it anew with the regions suggested, if it is to continue.
        /// </summary>
        public required IReadOnlyList<PairingToDecide> Pairings { get; init; }

        /// <summary>Designations of which the county has ended.</summary>
        public required IReadOnlyList<DesignationToDecide> Designations { get; init; }

        public sealed record PairingToDecide
        {
            public required PairingView Pairing { get; init; }

            public required string SuggestedEastRegionId { get; init; }

            public required string SuggestedWestRegionId { get; init; }
        }

        public sealed record DesignationToDecide
        {
            public required DesignationView Designation { get; init; }

            public required string SuggestedCountyRegionId { get; init; }
        }
    }
}
