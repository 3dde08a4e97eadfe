using Marketplace.Contracts;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Regions;
using Marketplace.PurchasingUnits.Storage;

namespace Marketplace.PurchasingUnits.RegionChanges;

/// <summary>
/// POST /units/regions/{regionId}/code-versions → RegionsPublished. From a day on a region has another name, code or both; it stays
/// the same region, and its pairings go on (CR-20).
/// </summary>
public static class RenameRegion
{
    public sealed record Request : IChecked
    {
        /// <summary>Rename or Upgrade.</summary>
        public required LineageKind Kind { get; init; }

        /// <summary>The new code; absent when it stays.</summary>
        public string? Code { get; init; }

        /// <summary>The new name; absent when it stays.</summary>
        public string? Name { get; init; }

        /// <summary>First day of the new name or code; not a day to come.</summary>
        public required DateOnly On { get; init; }

        public required string Document { get; init; }

        public void Check(Checks check)
        {
            check.That(
                Kind is LineageKind.Rename or LineageKind.Upgrade,
                "kind",
                "kind_not_of_this_verb",
                "此处只登记更名（Rename）或升格（Upgrade）；合并、拆分、划转请用各自的接口。",
                "Only Rename and Upgrade are filed here; merges, splits and transfers have addresses of their own.");
            check.That(
                Code is not null || Name is not null, "name", "nothing_changed", "请填写新的名称或代码。", "Give a new name or a new code.");
            check.RegionCodeOrNone(Code, "code");
            check.TextOrNone(Name, "name", RegionIds.NameMax);
            check.RegistryDay(On, "on");
            check.Document(Document);
        }
    }

    public static void Map(RouteGroupBuilder regions) => regions.MapPost("/{regionId}/code-versions", HandleAsync)
        .WithName(nameof(RenameRegion)).WithSummary("地区更名、升格 Give a region another name or code from a day on")
        .For(Roles.Operator).Decided(DecidedBy.Platform).RequireIdempotencyKey<UnitsDb>();

    static async Task<EtagCreated<RegionView>> HandleAsync(
        [AsParameters] GetRegion.Place place, Request request, UnitsDb db, Registrar registrar, CancellationToken ct)
    {
        var edit = await RegionEdit.BeginAsync(db, registrar, request.On, request.Document, ct);
        var region = await edit.RegionAsync(place.RegionId, field: null, ct);
        var (code, name) = (request.Code ?? region.Code, request.Name ?? region.Name);
        if ((code, name) == (region.Code, region.Name))
        {
            throw new RuleBrokenException(
                "region_unchanged", "名称和代码与现状相同，无需变更。", "Name and code are what they are already; nothing is to be changed.", "name");
        }

        if (region.Code is null && code is not null)
        {
            throw new InvalidRequestException("zone_has_no_code", "code", "功能区没有行政区划代码。", "A functional zone has no code.");
        }

        var parent = region.ParentId is { } above ? await db.RegionNamedAsync(above, "parentId", ct) : null;
        var renamed = await edit.ChangeAsync(region, code, name, parent, ct);
        edit.Note(request.Kind, region.Id, region.Id);
        await edit.SaveAsync(ct);
        return Etag.Created($"/units/regions/{renamed.Id}", await db.ViewWithHistoryAsync(renamed, ct), renamed.Version);
    }
}
