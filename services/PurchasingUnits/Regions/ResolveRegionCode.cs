using Marketplace.Contracts;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Regions;

/// <summary>GET /units/regions/resolutions: which region had a code on a day, and what it is called now.</summary>
public static class ResolveRegionCode
{
    /// <param name="Code">The six digits of a GB/T 2260 code.</param>
    /// <param name="On">The day of which the code is; today when not given.</param>
    public sealed record Query(string Code, DateOnly? On = null) : IChecked
    {
        public void Check(Checks check) => check.That(
            Code.Length == 6 && Code.All(char.IsAsciiDigit), "code", "region_code_invalid",
            "行政区划代码须为六位数字。", "A region code has six digits.");
    }

    public static void Map(RouteGroupBuilder regions) => regions.MapGet("/resolutions", HandleAsync)
        .WithName(nameof(ResolveRegionCode)).WithSummary("按日期解析区划代码 Which region had a code on a day").ForEveryRole();

    static async Task<Ok<Resolution>> HandleAsync([AsParameters] Query query, UnitsDb db, TimeProvider clock, CancellationToken ct)
    {
        var day = query.On ?? BusinessDay.Of(clock.NowToTheMillisecond());
        var found = await db.RegionOfCodeAsync(query.Code, day, ct) ?? throw new NotFoundException(
            "region_code_not_found",
            $"{day:yyyy-MM-dd} 没有使用区划代码 {query.Code} 的地区；请检查代码或日期。",
            $"No region had the code {query.Code} on {day:yyyy-MM-dd}; check the code or the day.");
        var (region, name) = found;
        return TypedResults.Ok(new Resolution
        {
            Code = query.Code,
            On = day,
            RegionId = region.Id,
            NameThen = name,
            Region = await db.ViewWithHistoryAsync(region, ct),
        });
    }

    extension(UnitsDb db)
    {
        /// <summary>The region that had the code on the day, with its name of then; null when none had.</summary>
        internal async Task<(Region Region, string Name)?> RegionOfCodeAsync(string code, DateOnly day, CancellationToken ct)
        {
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
            return always is null ? null : (always, always.Name);
        }
    }

    /// <summary>The region that had the code.</summary>
    public sealed record Resolution
    {
        public required string Code { get; init; }

        public required DateOnly On { get; init; }

        /// <summary>The stable id.</summary>
        public required string RegionId { get; init; }

        /// <summary>Its name on that day.</summary>
        public required string NameThen { get; init; }

        /// <summary>The region as it is now; its lineage tells what it became of when it has ended.</summary>
        public required RegionView Region { get; init; }
    }
}
