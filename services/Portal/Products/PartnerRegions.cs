using Marketplace.Contracts;
using Marketplace.Portal.Clients;

namespace Marketplace.Portal.Products;

/// <summary>A region in the west that is paired with one to which a unit belongs.</summary>
sealed record PartnerRegion(string Id, string Name);

/// <summary>Where a unit is, and from where goods count for its pairings.</summary>
/// <param name="RegionId">Null for a unit that is nowhere yet.</param>
/// <param name="Partners">The partners of its county first, then those of its city and of its province.</param>
sealed record BuyerPlace(string? RegionId, IReadOnlyList<PartnerRegion> Partners)
{
    public static BuyerPlace Nowhere { get; } = new(null, []);
}

/// <summary>Where goods come from that count for the pairings of a unit, as the registry has them.</summary>
static class PartnerRegions
{
    // Pairings are listed with the provinces before what lies in them: those of the region itself come first.
    const int Most = 20;

    static async Task<BuyerPlace> PlaceAsync(
        this MarketplaceServices services, Guid unitId, DateOnly day, CancellationToken ct)
    {
        var unit = await services.Units.GetUnitAsync(unitId, cancellationToken: ct);
        var place = unit.Affiliations.LastOrDefault(known => known.ValidFrom <= day && (known.ValidTo is not { } end || end > day));
        if (place is null)
        {
            return BuyerPlace.Nowhere;
        }

        var regions = place.Path.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse().ToList();
        var found = await Task.WhenAll(regions.Select(async region =>
        {
            var page = await services.Units.ListPairingsAsync(east: region, on: day, size: Most, cancellationToken: ct);
            return page.Items.Where(pairing => pairing.East.RegionId == region && pairing.Scheme == Client.Units.Scheme.EastWest);
        }));
        return new BuyerPlace(
            regions[0], [.. found.SelectMany(rows => rows).Select(row => new PartnerRegion(row.West.RegionId, row.West.Name)).Distinct()]);
    }

    /// <summary>A unit that the registry does not know, or that is nobody's, has no partners.</summary>
    public static async Task<BuyerPlace> OwnPlaceAsync(
        this MarketplaceServices services, Guid? unitId, TimeProvider clock, CancellationToken ct)
    {
        if (unitId is not { } known)
        {
            return BuyerPlace.Nowhere;
        }

        try
        {
            return await services.PlaceAsync(known, BusinessDay.Of(clock.GetUtcNow()), ct);
        }
        catch (Client.ServiceException refused) when (refused.IsNotFound)
        {
            // A unit whose application is not confirmed yet may look at goods all the same.
            return BuyerPlace.Nowhere;
        }
    }
}
