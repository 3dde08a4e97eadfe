using Marketplace.Contracts;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Regions;

/// <summary>
/// GET /units/regions/resolutions: which region had a code on a day, what it is called now, and what succeeds it when it has ended. A code
/// that was given up before the day leads to the region that had it last.
/// </summary>
public static class ResolveRegionCode
{
    /// <param name="Code">The six digits of a GB/T 2260 code, or the nine or twelve of a township or village.</param>
    /// <param name="On">The day of which the code is; today when not given.</param>
    public sealed record Query(string Code, DateOnly? On = null) : IChecked
    {
        public void Check(Checks check) => check.That(
            RegionIds.IsCode(Code) || RegionCode.IsBelowCounty(Code), "code", "region_code_invalid",
            "行政区划代码须为六位数字，乡级九位，村级十二位。", "A region code has six digits, that of a township nine, that of a village twelve.");
    }

    public static void Map(RouteGroupBuilder regions) => regions.MapGet("/resolutions", HandleAsync)
        .WithName(nameof(ResolveRegionCode)).WithSummary("按日期解析区划代码 Which region had a code on a day").ForEveryRole();

    static async Task<Ok<Resolution>> HandleAsync([AsParameters] Query query, UnitsDb db, TimeProvider clock, CancellationToken ct)
    {
        var day = query.On ?? BusinessDay.Of(clock.NowToTheMillisecond());
        if (RegionCode.IsBelowCounty(query.Code))
        {
            return TypedResults.Ok(await db.ResolveSubdivisionAsync(query.Code, day, ct));
        }

        var inUse = await db.RegionOfCodeAsync(query.Code, day, ct);
        var (region, name) = inUse ?? await db.FormerRegionOfCodeAsync(query.Code, day, ct) ?? throw new NotFoundException(
            "region_code_not_found",
            $"{day:yyyy-MM-dd} 及以前没有使用区划代码 {query.Code} 的地区；请检查代码或日期。",
            $"No region had the code {query.Code} on {day:yyyy-MM-dd} or before; check the code or the day.");
        return TypedResults.Ok(new Resolution
        {
            Code = query.Code,
            On = day,
            IsInUse = inUse is not null,
            RegionId = region.Id,
            NameThen = name,
            Successors = region.EndedOn is null ? null : await db.SuccessorsAsync(region, ct),
            Region = await db.ViewWithHistoryAsync(region, ct),
        });
    }

    extension(UnitsDb db)
    {
        /// <summary>The county of a township or village, with what the code itself means.</summary>
        async Task<Resolution> ResolveSubdivisionAsync(string code, DateOnly day, CancellationToken ct)
        {
            var row = await db.SubdivisionOfCodeAsync(code, day, ct) ?? throw new NotFoundException(
                "region_code_not_found",
                $"{day:yyyy-MM-dd} 没有登记使用代码 {code} 的乡镇或村；请检查代码或日期，或由县级官员登记。",
                $"No township or village with the code {code} on {day:yyyy-MM-dd} is registered: check both, or ask its county.");
            var county = await db.Regions.AsNoTracking().SingleAsync(region => region.Id == row.CountyId, ct);
            var view = await db.ViewAsync(row, day, ct);
            return new Resolution
            {
                Code = code,
                On = day,
                IsInUse = true,
                RegionId = county.Id,
                NameThen = view.WholeName,
                Successors = county.EndedOn is null ? null : await db.SuccessorsAsync(county, ct),
                Region = await db.ViewWithHistoryAsync(county, ct),
                Subdivision = view,
            };
        }

        /// <summary>
        /// The region that had the code on the day, with its name of then; null when none had. A change on 1 January is one of which only
        /// the year is known: papers of that year are written with either code, and the old one still means the region that had it.
        /// </summary>
        internal async Task<(Region Region, string Name)?> RegionOfCodeAsync(string code, DateOnly day, CancellationToken ct)
        {
            if (db.Ahead is { } ahead)
            {
                return ahead.Regions.OfCode(code, day);
            }

            var then = await db.RegionCodeVersions.AsNoTracking()
                .Where(version => version.Code == code && version.ValidFrom <= day && (version.ValidTo == null || version.ValidTo > day))
                .OrderByDescending(version => version.ValidFrom).FirstOrDefaultAsync(ct);
            if (then is not null)
            {
                return (await db.Regions.AsNoTracking().SingleAsync(region => region.Id == then.RegionId, ct), then.Name);
            }

            // Of a region without history only the code of the day is known, and it is taken to have had it always.
            var always = await db.Regions.AsNoTracking()
                .Where(region => region.Code == code && !db.RegionCodeVersions.Any(version => version.RegionId == region.Id))
                .SingleOrDefaultAsync(ct);
            if (always is not null)
            {
                return (always, always.Name);
            }

            var last = await db.LastRegionOfCodeAsync(code, day, ct);
            return last is { } given && given.Until == new DateOnly(day.Year, 1, 1) ? (given.Region, given.Name) : null;
        }

        /// <summary>The region that had the code last before the day, with its name of then and when it gave the code up.</summary>
        async Task<(Region Region, string Name, DateOnly Until)?> LastRegionOfCodeAsync(string code, DateOnly day, CancellationToken ct) =>
            await db.RegionCodeVersions.AsNoTracking()
                .Where(version => version.Code == code && version.ValidTo != null && version.ValidTo <= day)
                .OrderByDescending(version => version.ValidTo).FirstOrDefaultAsync(ct) is { } last
                ? (await db.Regions.AsNoTracking().SingleAsync(region => region.Id == last.RegionId, ct), last.Name, last.ValidTo!.Value)
                : null;

        async Task<(Region Region, string Name)?> FormerRegionOfCodeAsync(string code, DateOnly day, CancellationToken ct) =>
            await db.LastRegionOfCodeAsync(code, day, ct) is { } last ? (last.Region, last.Name) : null;

        /// <summary>The regions of today that the region went over into, in parts or as a whole, one after the other.</summary>
        async Task<IReadOnlyList<Resolution.Successor>> SuccessorsAsync(Region ended, CancellationToken ct)
        {
            var (seen, open, current) = (new HashSet<string> { ended.Id }, new Queue<Region>([ended]), new List<Resolution.Successor>());
            while (open.TryDequeue(out var region))
            {
                var heirs = await (
                    from lineage in db.RegionLineages.AsNoTracking()
                    join heir in db.Regions.AsNoTracking() on lineage.ToRegionId equals heir.Id
                    where lineage.FromRegionId == region.Id && lineage.On == region.EndedOn && heir.Id != region.Id
                    orderby heir.Id
                    select heir).ToListAsync(ct);
                foreach (var heir in heirs.Where(heir => seen.Add(heir.Id)))
                {
                    if (heir.EndedOn is null)
                    {
                        current.Add(new Resolution.Successor(heir.Id, heir.Code, heir.Name));
                    }
                    else
                    {
                        open.Enqueue(heir);
                    }
                }
            }

            return current;
        }
    }

    /// <summary>The region that had the code.</summary>
    public sealed record Resolution
    {
        public required string Code { get; init; }

        public required DateOnly On { get; init; }

        /// <summary>Whether the code was in use on that day; otherwise it had been given up before.</summary>
        public required bool IsInUse { get; init; }

        /// <summary>The stable id.</summary>
        public required string RegionId { get; init; }

        /// <summary>Its name when it had the code.</summary>
        public required string NameThen { get; init; }

        /// <summary>The region as it is now; its lineage tells what it became of when it has ended.</summary>
        public required RegionView Region { get; init; }

        /// <summary>The township or village that had the code, whose county is the region; null for the code of a region.</summary>
        public SubdivisionView? Subdivision { get; init; }

        /// <summary>What it went over into, as it is today; null while it exists.</summary>
        public IReadOnlyList<Successor>? Successors { get; init; }

        /// <param name="RegionId">The stable id.</param>
        /// <param name="Code">Today's code.</param>
        /// <param name="Name">Today's name.</param>
        public sealed record Successor(string RegionId, string? Code, string Name);
    }
}
