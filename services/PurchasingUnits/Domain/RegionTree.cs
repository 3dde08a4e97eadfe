using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;

namespace Marketplace.PurchasingUnits.Domain;

/// <summary>One line of a list of regions.</summary>
/// <param name="Code">The GB/T 2260 code of the day, or the last one.</param>
/// <param name="ParentId">The id of the region directly above.</param>
public sealed record RegionLine(
    string Code, string Name, RegionLevel Level, string? ParentId, int? LongitudeMicroDegrees, int? LatitudeMicroDegrees)
{
    /// <summary>The stable id: the code of the day, unless the region was first registered under another.</summary>
    public string Id { get; init; } = Code;

    /// <summary>First day on which it no longer exists; null while it does.</summary>
    public DateOnly? EndedOn { get; init; }
}

/// <summary>Builds the tree of regions from a list, and returns what was not known before.</summary>
public static class RegionTree
{
    /// <summary>
    /// The regions of the list that are new, or that the list knows otherwise, with their next version. Regions are found again by
    /// the code under which they were first registered, or their code of the day; those that the list doesn't name, and those that people
    /// have changed, stay as they are.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// The list names an id twice, or a parent that it doesn't have, or goes in a circle.
    /// </exception>
    public static IReadOnlyList<Region> News(IReadOnlyList<RegionLine> list, IReadOnlyCollection<Region> known)
    {
        var knownById = known.ToDictionary(region => region.Id);
        var knownByCode = known.Where(region => region is { Code: not null, EndedOn: null }).ToDictionary(region => region.Code!);
        var lines = new Dictionary<string, RegionLine>(list.Count);
        foreach (var line in list)
        {
            if (!lines.TryAdd(line.Id, line))
            {
                throw new InvalidOperationException($"The list of regions names {line.Id} twice.");
            }
        }

        var grown = new Dictionary<string, Region>(list.Count);
        return [.. list.Select(line => Grow(line.Id, []))
            .Where(region => !knownById.TryGetValue(region.Id, out var old) || old.Version != region.Version)];

        Region Grow(string id, HashSet<string> below)
        {
            if (grown.TryGetValue(id, out var done))
            {
                return done;
            }

            if (!below.Add(id))
            {
                throw new InvalidOperationException($"The list of regions goes in a circle at {id}.");
            }

            var line = lines.GetValueOrDefault(id)
                ?? throw new InvalidOperationException($"The list of regions has no {id}, which it names as a parent.");
            var parent = line.ParentId is { } above ? Grow(above, below) : null;
            // A code that is in use today may have been registered by people under an id of their own.
            var byCode = line.EndedOn is null ? knownByCode.GetValueOrDefault(line.Code) : null;
            return grown[id] = Of(line, parent, byCode ?? knownById.GetValueOrDefault(id));
        }
    }

    static Region Of(RegionLine line, Region? parent, Region? old)
    {
        if (old is { FollowsReference: false })
        {
            return old;
        }

        var id = old?.Id ?? line.Id;
        var region = new Region
        {
            Id = id,
            Version = old?.Version ?? 1,
            Code = line.Code,
            Name = line.Name,
            Level = line.Level,
            ParentId = parent?.Id,
            Path = (parent is null ? RegionPath.Root(id) : new RegionPath(parent.Path).Child(id)).Value,
            LongitudeMicroDegrees = line.LongitudeMicroDegrees,
            LatitudeMicroDegrees = line.LatitudeMicroDegrees,
            EndedOn = line.EndedOn,
            FollowsReference = true,
            ChangedAt = old?.ChangedAt,
        };
        return old is null || old == region ? region : region with { Version = old.Version + 1 };
    }
}
