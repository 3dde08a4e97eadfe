using System.Globalization;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.RegionUpdates;

/// <summary>What of the registry depends on a region from a day on.</summary>
sealed record TouchedByRegion
{
    public static readonly TouchedByRegion Nothing = new();

    public IReadOnlyList<Item> Pairings { get; init; } = [];

    public IReadOnlyList<Item> Designations { get; init; } = [];

    /// <summary>Of the pairings and designations, for the year of the day or later.</summary>
    public IReadOnlyList<Item> Targets { get; init; } = [];

    public IReadOnlyList<Item> Units { get; init; } = [];

    /// <summary>Of the units, for the year of the day or later.</summary>
    public IReadOnlyList<Item> QuotaPlans { get; init; } = [];

    public IReadOnlyList<Item> Facilitators { get; init; } = [];

    /// <summary>Whether it is a former poverty county on the day (832 脱贫县); its successors are only when somebody lists them.</summary>
    public bool IsFormerPovertyCounty { get; init; }

    public bool HasAgreements => Pairings.Count + Designations.Count > 0;

    public IEnumerable<(string Kind, Item Item)> All =>
    [
        .. Pairings.Select(item => ("pairing", item)), .. Designations.Select(item => ("designation", item)),
        .. Targets.Select(item => ("target", item)), .. Units.Select(item => ("unit", item)),
        .. QuotaPlans.Select(item => ("quota-plan", item)), .. Facilitators.Select(item => ("facilitator", item)),
    ];

    /// <summary>What is in the region itself; what lies in regions below it is told with these.</summary>
    public static async Task<TouchedByRegion> FindAsync(UnitsDb db, string regionId, DateOnly on, CancellationToken ct)
    {
        var pairings = await db.Pairings.AsNoTracking()
            .Where(known => (known.EastRegionId == regionId || known.WestRegionId == regionId)
                && (known.ValidTo == null || known.ValidTo > on))
            .OrderBy(known => known.Id).Select(known => new Item(known.Id, known.EastName + "—" + known.WestName)).ToListAsync(ct);
        var designations = await db.Designations.AsNoTracking()
            .Where(known => known.CountyRegionId == regionId && (known.ValidTo == null || known.ValidTo > on))
            .OrderBy(known => known.Id).Select(known => new Item(known.Id, known.UnitName + "—" + known.CountyName)).ToListAsync(ct);
        var units = await db.Units.AsNoTracking()
            .Where(unit => unit.Affiliations.Any(
                stay => stay.RegionId == regionId && (stay.ValidTo == null || stay.ValidTo > on)))
            .OrderBy(unit => unit.Id).Select(unit => new Item(unit.Id, unit.Name)).ToListAsync(ct);
        Guid[] holders = [.. pairings.Concat(designations).Select(holder => holder.Id)];
        Guid[] unitIds = [.. units.Select(unit => unit.Id)];
        return new()
        {
            IsFormerPovertyCounty = await db.PovertyListings.AnyAsync(
                listing => listing.RegionId == regionId && (listing.ValidTo == null || listing.ValidTo > on), ct),
            Pairings = pairings,
            Designations = designations,
            Units = units,
            Targets = [.. (await db.Targets.AsNoTracking()
                .Where(target => holders.Contains(target.HolderId) && target.Year >= on.Year)
                .OrderBy(target => target.Id).Select(target => new { target.Id, target.Year }).ToListAsync(ct))
                .Select(target => new Item(target.Id, target.Year.ToString(CultureInfo.InvariantCulture)))],
            QuotaPlans = await db.QuotaPlans.AsNoTracking()
                .Where(plan => unitIds.Contains(plan.UnitId) && plan.Year >= on.Year)
                .OrderBy(plan => plan.Id).Select(plan => new Item(plan.Id, plan.UnitName)).ToListAsync(ct),
            Facilitators = await db.Facilitators.AsNoTracking()
                .Where(known => known.Registrations.Any(
                    stay => stay.RegionId == regionId && (stay.ValidTo == null || stay.ValidTo > on)))
                .OrderBy(known => known.Id).Select(known => new Item(known.Id, known.Name)).ToListAsync(ct),
        };
    }

    /// <param name="Id">Of the thing.</param>
    /// <param name="Name">What people call it.</param>
    public sealed record Item(Guid Id, string Name);
}
