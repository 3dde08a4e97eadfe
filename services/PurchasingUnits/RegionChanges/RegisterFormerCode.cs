using Marketplace.Contracts;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Regions;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.RegionChanges;

/// <summary>
/// POST /units/regions/{regionId}/former-codes → RegionsPublished. What a region was called before the first of its codes that the
/// registry knows, such as 水城县 520221 before 水城区 520204.
/// </summary>
public static class RegisterFormerCode
{
    public sealed record Request : IChecked
    {
        /// <summary>What happened when it gave way: Rename or Upgrade.</summary>
        public required LineageKind Kind { get; init; }

        public required string Code { get; init; }

        public required string Name { get; init; }

        /// <summary>The first day of it; absent when it was so as long as the registry reaches back.</summary>
        public DateOnly? ValidFrom { get; init; }

        /// <summary>The first day of what came after it.</summary>
        public required DateOnly ValidTo { get; init; }

        public required string Document { get; init; }

        public void Check(Checks check)
        {
            check.That(
                Kind is LineageKind.Rename or LineageKind.Upgrade,
                "kind",
                "kind_not_of_this_verb",
                "此处只登记更名（Rename）或升格（Upgrade）。",
                "Only Rename and Upgrade are filed here.");
            check.RegionCode(Code, "code");
            check.Text(Name, "name", RegionIds.NameMax);
            check.RegistryDayOrNone(ValidFrom, "validFrom");
            check.RegistryDay(ValidTo, "validTo");
            check.EndsAfter(ValidFrom ?? RegistryDays.First, ValidTo, "validTo");
            check.Document(Document);
        }
    }

    public static void Map(RouteGroupBuilder regions) => regions.MapPost("/{regionId}/former-codes", HandleAsync)
        .WithName(nameof(RegisterFormerCode)).WithSummary("补登曾用代码 Register a code and name that a region had before")
        .For(Roles.Operator).Decided(DecidedBy.Platform).RequireIdempotencyKey<UnitsDb>();

    static async Task<EtagCreated<RegionView>> HandleAsync(
        [AsParameters] GetRegion.Place place, Request request, UnitsDb db, Registrar registrar, CancellationToken ct)
    {
        await db.LockNameAsync("reference", ct);
        var region = await db.Regions.AsNoTracking().SingleOrDefaultAsync(known => known.Id == place.RegionId, ct)
            ?? throw GetRegion.NoSuchRegion(place.RegionId);
        var before = await db.ViewWithHistoryAsync(region, ct);
        var versions = await db.RegionCodeVersions.Where(version => version.RegionId == region.Id)
            .OrderBy(version => version.ValidFrom).ToListAsync(ct);
        var from = request.ValidFrom ?? RegistryDays.First;
        var first = versions.FirstOrDefault();
        if (first is not null
            && (first.ValidFrom > RegistryDays.First ? first.ValidFrom != request.ValidTo : first.ValidTo <= request.ValidTo))
        {
            throw new RuleBrokenException(
                "region_version_overlaps",
                $"该地区已登记自 {first.ValidFrom:yyyy-MM-dd} 起的代码；曾用代码须恰好止于该日。",
                $"A code of this region is on file since {first.ValidFrom:yyyy-MM-dd}; a former one must end on that very day.",
                "validTo");
        }

        if (await db.RegionOfCodeAsync(request.Code, from, ct) is { } holder && holder.Region.Id != region.Id)
        {
            throw new RuleBrokenException(
                "region_code_taken",
                $"区划代码 {request.Code} 当时为 {holder.Name}（{holder.Region.Id}）所用。",
                $"The code {request.Code} was that of {holder.Name} ({holder.Region.Id}) then.",
                "code");
        }

        if (first?.ValidFrom == RegistryDays.First)
        {
            db.Remove(first);
            await db.SaveChangesAsync(ct);
        }

        db.Add(RegionCodeVersion.Of(region with { Code = request.Code, Name = request.Name }, from, request.ValidTo));
        if (first is null)
        {
            db.Add(RegionCodeVersion.Of(region, request.ValidTo));
        }
        else if (first.ValidFrom == RegistryDays.First)
        {
            // It was taken to have been so always; now it begins when the former one ends.
            db.Add(RegionCodeVersion.Of(
                region with { Code = first.Code, Name = first.Name, ParentId = first.ParentId }, request.ValidTo, first.ValidTo));
        }

        db.Add(new RegionLineage
        {
            Id = Guid.CreateVersion7(),
            Kind = request.Kind,
            FromRegionId = region.Id,
            ToRegionId = region.Id,
            On = request.ValidTo,
            Document = request.Document,
            RegisteredAt = registrar.Now,
        });
        var changed = region.ChangedBy(registrar.Now);
        await db.StoreAsync([changed], ct);
        await db.SaveChangesAsync(ct);
        await registrar.PublishChangesAsync(
            db, [changed], new Dictionary<string, RegionView> { [region.Id] = before }, request.Document, ct);
        await db.SaveChangesAsync(ct);
        return Etag.Created($"/units/regions/{region.Id}", await db.ViewWithHistoryAsync(changed, ct), changed.Version);
    }
}
