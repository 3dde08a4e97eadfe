using System.Collections.Frozen;
using Marketplace.Contracts;

namespace Marketplace.Crediting.Domain;

/// <summary>The pairings that are known, found by their parties. It never changes, so any number of threads may ask it.</summary>
public sealed class Pairings
{
    readonly FrozenDictionary<(string East, string West), Pairing[]> _byParties;
    readonly FrozenDictionary<string, Pairing[]> _byZone;

    /// <param name="versions">The versions of each pairing.</param>
    public Pairings(IEnumerable<Pairing> versions)
    {
        // In the order of their ids, so that what is found never depends on how they were loaded.
        Pairing[] all = [.. versions.OrderBy(pairing => pairing.PairingId).ThenByDescending(pairing => pairing.Version)];
        _byParties = all.GroupBy(pairing => (pairing.East.RegionId, pairing.West.RegionId))
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());
        _byZone = all.Where(pairing => IsZone(pairing.East.RegionId)).GroupBy(pairing => pairing.East.RegionId)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());
    }

    /// <summary>
    /// The pairings whose parties hold the buyer's region and the origin, whether valid or not: those with the deepest eastern party
    /// first, then those with the deepest western one. Pairings of one group have the same parties (CR-08). Of each pairing it is the
    /// version that was known when the sale was accepted, or that was approved to count for it (CR-19).
    /// </summary>
    public IReadOnlyList<IReadOnlyList<Pairing>> Between(RegionPath unit, RegionPath origin, DateOnly day, DateTimeOffset accepted)
    {
        var found = new List<IReadOnlyList<Pairing>>();
        var west = origin.Ids;
        foreach (var eastId in EasternParties(unit.Ids, day, accepted))
        {
            for (var i = west.Count - 1; i >= 0; i--)
            {
                if (_byParties.TryGetValue((eastId, west[i]), out var group) && Usable(group, accepted) is { Length: > 0 } usable)
                {
                    found.Add(usable);
                }
            }
        }

        return found;
    }

    static Pairing[] Usable(Pairing[] versions, DateTimeOffset accepted) =>
        versions.Length == 1 && versions[0].IsUsableFor(accepted)
            ? versions
            : [.. versions.Where(pairing => pairing.IsUsableFor(accepted)).DistinctBy(pairing => pairing.PairingId)];

    /// <summary>
    /// The buyer's region and what it lies in, from the deepest up. A zone that is a party of its own is no part of its host county,
    /// but still of what the host lies in (CR-08).
    /// </summary>
    IEnumerable<string> EasternParties(IReadOnlyList<string> ids, DateOnly day, DateTimeOffset accepted)
    {
        var isPartyZone = _byZone.TryGetValue(ids[^1], out var zone) && Usable(zone, accepted).Any(pairing => pairing.IsValidOn(day));
        for (var i = ids.Count - 1; i >= 0; i--)
        {
            if (!(isPartyZone && i == ids.Count - 2))
            {
                yield return ids[i];
            }
        }
    }

    /// <summary>
    /// Administrative regions are named by the six-digit code of their first registration. A functional zone has no code.
    /// </summary>
    public static bool IsZone(string regionId) => regionId.Length != 6 || !regionId.All(char.IsAsciiDigit);
}
