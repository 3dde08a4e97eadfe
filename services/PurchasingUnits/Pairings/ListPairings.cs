using Marketplace.Contracts;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Regions;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Pairings;

/// <summary>GET /units/pairings: pairings in the order of their eastern and western parties, provinces before what lies in them.</summary>
public static class ListPairings
{
    /// <param name="East">The id of a region that the eastern party is or lies in.</param>
    /// <param name="West">The id of a region that the western party is or lies in.</param>
    /// <param name="On">A day on which they are valid; the transition after the end doesn't count.</param>
    public sealed record Filter(string? East = null, string? West = null, DateOnly? On = null) : IChecked
    {
        public void Check(Checks check)
        {
            check.RegionIdOrNone(East, "east");
            check.RegionIdOrNone(West, "west");
        }
    }

    public static void Map(RouteGroupBuilder pairings) => pairings.MapGet("/", HandleAsync)
        .WithName(nameof(ListPairings)).WithSummary("结对关系列表 Pairings by scheme, tier, parties or day").ForEveryRole();

    static async Task<Ok<Page<PairingView>>> HandleAsync(
        [AsParameters] Filter filter,
        [AsParameters] PageQuery page,
        UnitsDb db,
        CancellationToken ct,
        Scheme? scheme = null,
        PairingTier? tier = null)
    {
        var pairings = db.Pairings.AsNoTracking();
        if (scheme is { } wantedScheme)
        {
            pairings = pairings.Where(pairing => pairing.Scheme == wantedScheme);
        }

        if (tier is { } wantedTier)
        {
            pairings = pairings.Where(pairing => pairing.Tier == wantedTier);
        }

        if (filter.East is { } east)
        {
            var segment = RegionPath.Segment(east);
            pairings = pairings.Where(pairing => pairing.EastPath.Contains(segment));
        }

        if (filter.West is { } west)
        {
            var segment = RegionPath.Segment(west);
            pairings = pairings.Where(pairing => pairing.WestPath.Contains(segment));
        }

        if (filter.On is { } day)
        {
            pairings = pairings.Where(pairing => pairing.ValidFrom <= day && (pairing.ValidTo == null || pairing.ValidTo > day));
        }

        if (Cursor.Decode(page.After, 3) is [var lastEast, var lastWest, var last])
        {
            var lastId = Cursor.Id(last);
            pairings = pairings.Where(pairing => pairing.EastPath.CompareTo(lastEast) > 0
                || (pairing.EastPath == lastEast && (pairing.WestPath.CompareTo(lastWest) > 0
                    || (pairing.WestPath == lastWest && pairing.Id > lastId))));
        }

        var found = await pairings.OrderBy(pairing => pairing.EastPath).ThenBy(pairing => pairing.WestPath).ThenBy(pairing => pairing.Id)
            .Take(page.Size + 1).ToListAsync(ct);
        return TypedResults.Ok(Page.Of(
            found, page.Size, PairingView.Of, pairing => Cursor.Encode(pairing.EastPath, pairing.WestPath, pairing.Id.ToString())));
    }
}
