using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Access;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Performance;

/// <summary>
/// GET /logistics/performance/stations. What each village station of the caller's region took in during a period (R15), also those that
/// took in nothing. By id, which is roughly the order of registration.
/// </summary>
public static class ListStationVolumes
{
    /// <summary>What a station took in.</summary>
    public sealed record Volume
    {
        public required Guid NodeId { get; init; }

        public required string Name { get; init; }

        public required string RegionId { get; init; }

        public string? Township { get; init; }

        public string? Village { get; init; }

        /// <summary>How often goods were weighed, without what was taken back.</summary>
        public required int Intakes { get; init; }

        /// <summary>How many households brought something.</summary>
        public required int Households { get; init; }

        /// <summary>Kilograms.</summary>
        public required Quantity WeightKg { get; init; }
    }

    public static void Map(RouteGroupBuilder performance) => performance.MapGet("/stations", HandleAsync)
        .WithName(nameof(ListStationVolumes)).WithSummary("各村级服务站收货量 What each station took in")
        .For(Arrivals.Readers).RecordsAccess<LogisticsDb>("performance");

    static async Task<Ok<Page<Volume>>> HandleAsync(
        [AsParameters] Arrivals.Period period, [AsParameters] PageQuery page, LogisticsDb db, Caller caller, ReadAccess access,
        CancellationToken ct)
    {
        var stations = db.Nodes.AsNoTracking().Where(node => node.Kind == NodeKind.Station);
        if (caller.Region is { } region)
        {
            var segment = RegionPath.Segment(region);
            stations = stations.Where(node => node.Region.PathValue.Contains(segment));
        }

        if (Cursor.Decode(page.After, 1) is [var last] && Cursor.Id(last) is var after)
        {
            stations = stations.Where(node => node.Id > after);
        }

        var found = await stations.OrderBy(node => node.Id).Take(page.Size + 1).ToListAsync(ct);
        Guid[] ids = [.. found.Select(node => node.Id)];
        var (first, until) = (period.From, period.Until);
        var sums = await db.Intakes.AsNoTracking()
            .Where(intake => ids.Contains(intake.NodeId) && intake.Day >= first && intake.Day <= until)
            .GroupBy(intake => intake.NodeId)
            .Select(group => new Sum(
                group.Key,
                group.Sum(intake => intake.Reverses == null ? 1 : -1),
                group.Where(intake => intake.Reverses == null).Select(intake => intake.HouseholdId).Distinct().Count(),
                group.Sum(intake => intake.WeightGrams)))
            .ToDictionaryAsync(sum => sum.NodeId, ct);
        return TypedResults.Ok(access.OfList(Page.Of(
            found, page.Size, node => VolumeOf(node, sums.GetValueOrDefault(node.Id)), node => Cursor.Encode(node.Id.ToString()))));
    }

    static Volume VolumeOf(NetworkNode node, Sum? sum) => new()
    {
        NodeId = node.Id,
        Name = node.Name,
        RegionId = node.RegionId,
        Township = node.Township,
        Village = node.Village,
        Intakes = sum?.Intakes ?? 0,
        Households = sum?.Households ?? 0,
        WeightKg = new Quantity(sum?.Grams ?? 0),
    };

    sealed record Sum(Guid NodeId, int Intakes, int Households, long Grams);
}
