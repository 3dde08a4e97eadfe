using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Designations;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Pairings;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.RegionChanges;

/// <summary>Pairings and designations carry the names and paths of their regions, and go on when these change (CR-20).</summary>
static class PartyNames
{
    /// <summary>Takes over the names and paths, and returns how many pairings have others now.</summary>
    /// <param name="changed">The regions that changed, by id.</param>
    public static async Task<int> RefreshAsync(
        UnitsDb db, Registrar registrar, IReadOnlyDictionary<string, Region> changed, string? document, CancellationToken ct)
    {
        string[] ids = [.. changed.Keys];
        var pairings = 0;
        foreach (var pairing in await db.Pairings.Where(known => ids.Contains(known.EastRegionId) || ids.Contains(known.WestRegionId))
            .ToListAsync(ct))
        {
            var before = PairingView.Of(pairing);
            if (pairing.Refresh(await NowAsync(pairing.EastRegionId), await NowAsync(pairing.WestRegionId)))
            {
                registrar.PublishChange(pairing, before, document);
                pairings++;
            }
        }

        foreach (var designation in await db.Designations.Where(known => ids.Contains(known.CountyRegionId)).ToListAsync(ct))
        {
            var before = DesignationView.Of(designation);
            var county = changed[designation.CountyRegionId];
            if (designation.Refresh(designation.UnitName, county.Name, county.Path, registrar.Now))
            {
                registrar.PublishChange(designation, before, document);
            }
        }

        return pairings;

        async Task<Region> NowAsync(string regionId) =>
            changed.GetValueOrDefault(regionId) ?? await db.Regions.AsNoTracking().SingleAsync(region => region.Id == regionId, ct);
    }
}
