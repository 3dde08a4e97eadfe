using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Facilitators;
using Marketplace.PurchasingUnits.Regions;
using Marketplace.PurchasingUnits.Storage;
using Marketplace.PurchasingUnits.Units;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.RegionChanges;

/// <summary>
/// Lets units and facilitators follow the regions in which they are: from the day on a transferred region has another path, and a
/// merged one its successor. What was before that day stays as it was (CR-20).
/// </summary>
/// <param name="successors">The successor of each region that was merged.</param>
sealed class FollowRegionChanges(
    UnitsDb db, Registrar registrar, DateOnly on, string? document, IReadOnlyDictionary<string, string> successors)
{
    /// <summary>All that are in regions with these paths, as they were. Returns how many units that concerned.</summary>
    public async Task<int> AllInAsync(IReadOnlyCollection<string> paths, CancellationToken ct)
    {
        var atlas = await db.AtlasAsync(ct);
        var moved = new HashSet<Guid>();
        foreach (var path in paths)
        {
            foreach (var unit in await db.Units.IgnoreQueryFilters()
                .Where(unit => unit.Affiliations.Any(affiliation => affiliation.RegionPath.Contains(path)
                    && (affiliation.ValidTo == null || affiliation.ValidTo > on))).ToListAsync(ct))
            {
                var before = UnitView.Of(unit);
                if (unit.Reaffiliate(Follow(unit.Affiliations, atlas)))
                {
                    registrar.PublishChange(unit, before, document);
                    moved.Add(unit.Id);
                }
            }

            foreach (var facilitator in await db.Facilitators
                .Where(known => known.Registrations.Any(registration => registration.RegionPath.Contains(path)
                    && (registration.ValidTo == null || registration.ValidTo > on))).ToListAsync(ct))
            {
                var before = FacilitatorView.Of(facilitator);
                if (facilitator.Reregister(Follow(facilitator.Registrations, atlas)))
                {
                    registrar.PublishChange(facilitator, before, document);
                }
            }
        }

        return moved.Count;
    }

    List<RegisteredAffiliation> Follow(IReadOnlyList<RegisteredAffiliation> known, RegionAtlas atlas)
    {
        var stays = new List<(string RegionId, DateOnly From, DateOnly? To)>();
        foreach (var (regionId, from, to) in known.Select(
            affiliation => (affiliation.RegionId, affiliation.ValidFrom, affiliation.ValidTo)))
        {
            if (!successors.TryGetValue(regionId, out var successor) || (to is { } end && end <= on))
            {
                Add(regionId, from, to);
            }
            else if (from < on)
            {
                Add(regionId, from, on);
                Add(successor, on, to);
            }
            else
            {
                Add(successor, from, to);
            }
        }

        return [.. stays.SelectMany(stay => atlas.Between(stay.RegionId, stay.From, stay.To))];

        void Add(string regionId, DateOnly from, DateOnly? to)
        {
            if (stays is [.., var last] && last.RegionId == regionId && last.To == from)
            {
                stays[^1] = last with { To = to };
            }
            else
            {
                stays.Add((regionId, from, to));
            }
        }
    }
}
