using Marketplace.Contracts.PurchasingUnits;
using Marketplace.PurchasingUnits.Domain;

namespace Marketplace.PurchasingUnits.Reference;

/// <summary>A region of the reference lists with all that is known of its past.</summary>
/// <param name="Line">The region as it is, or was at its end.</param>
/// <param name="Versions">Its codes and names over time; empty when only the one of the day is known, which it always had.</param>
/// <param name="Lineage">What became of it.</param>
public sealed record ReferenceRegion(
    RegionLine Line, IReadOnlyList<ReferenceRegion.Version> Versions, IReadOnlyList<ReferenceRegion.Change> Lineage)
{
    /// <param name="ParentId">The region directly above.</param>
    /// <param name="From">The first day.</param>
    /// <param name="To">The first day on which it no longer holds; null while it does.</param>
    public sealed record Version(string Code, string Name, string? ParentId, DateOnly From, DateOnly? To);

    /// <param name="ToRegionId">The same region for a rename, an upgrade and a transfer.</param>
    public sealed record Change(LineageKind Kind, string ToRegionId, DateOnly On);
}

/// <summary>
/// The regions that the service comes with: a list of the regions of 2020, whose codes are their ids for ever, and the history of codes
/// since 1981. A region goes on under another code when a successor came into being with its end that succeeds it alone, or carries on
/// its name; otherwise it ends, and is merged into its successor or split among several.
/// The history tells years only. A change holds from 1 January of its year, so that the reports of a whole year are of one tree, which is
/// that of its end (CR-20), unless its day is known.
/// </summary>
public sealed class ReferenceRegions
{
    const string DirectlyBelow = "直辖";
    const int StemLength = 2;

    // The list of regions is of this year.
    const int ListYear = 2020;

    readonly IReadOnlyList<RegionHistoryLine> _history;
    readonly IReadOnlyDictionary<(string Code, int Year), DateOnly> _days;
    readonly Dictionary<string, RegionLine> _listed;
    readonly ILookup<string, RegionHistoryLine> _byCode;
    readonly ILookup<(string Province, string Name), RegionHistoryLine> _prefectures;
    readonly Dictionary<string, RegionHistoryLine> _provinces;
    readonly Dictionary<RegionHistoryLine, RegionHistoryLine> _next = new(ReferenceEqualityComparer.Instance);
    readonly Dictionary<RegionHistoryLine, RegionHistoryLine> _previous = new(ReferenceEqualityComparer.Instance);
    readonly Dictionary<RegionHistoryLine, string> _ids = new(ReferenceEqualityComparer.Instance);

    ReferenceRegions(
        IReadOnlyList<RegionLine> listed, IReadOnlyList<RegionHistoryLine> history,
        IReadOnlyDictionary<(string Code, int Year), DateOnly> days)
    {
        (_history, _days) = (history, days);
        _listed = listed.ToDictionary(line => line.Code);
        _byCode = history.ToLookup(line => line.Code);
        _prefectures = history.Where(line => line.Level == RegionLevel.Prefecture).ToLookup(line => (line.Province, line.Name));
        _provinces = history.Where(line => line.Level == RegionLevel.Province).ToDictionary(line => line.Name);
    }

    /// <summary>Those of the lists that the service comes with.</summary>
    public static IReadOnlyList<ReferenceRegion> Read() =>
        Of(ReferenceFiles.Regions(), ReferenceFiles.RegionHistory(), ReferenceFiles.RegionChangeDays());

    /// <summary>Joins a list of regions with the history of codes.</summary>
    /// <param name="days">The known days of changes, by the code that ended or began and its year.</param>
    /// <exception cref="InvalidOperationException">The history contradicts itself.</exception>
    public static IReadOnlyList<ReferenceRegion> Of(
        IReadOnlyList<RegionLine> listed, IReadOnlyList<RegionHistoryLine> history,
        IReadOnlyDictionary<(string Code, int Year), DateOnly> days)
    {
        var regions = new ReferenceRegions(listed, history, days);
        var chains = regions.Chains();
        regions.Name(chains);
        var inHistory = chains.Select(regions.Of).ToList();
        var ids = inHistory.Select(region => region.Line.Id).ToHashSet();
        // What has no code of its own in the history: nodes that hold the counties directly below a province.
        return [.. listed.Where(line => !ids.Contains(line.Id)).Select(line => new ReferenceRegion(line, [], [])), .. inHistory];
    }

    /// <summary>The lines of each region, in the order of time.</summary>
    List<List<RegionHistoryLine>> Chains()
    {
        var before = _history.Where(line => line.Until is not null)
            .SelectMany(line => line.Heirs.Select(heir => (Line: line, Heir: At(heir, line.Until!.Value))))
            .ToLookup(pair => pair.Heir, pair => pair.Line, ReferenceEqualityComparer.Instance);
        foreach (var line in _history)
        {
            if (Predecessor(line, [.. before[line].Where(ended => ended.Until == line.From)]) is { } same)
            {
                _next.Add(same, line);
                _previous.Add(line, same);
            }
        }

        var chains = new List<List<RegionHistoryLine>>();
        foreach (var first in _history.Where(line => !_previous.ContainsKey(line)))
        {
            var chain = new List<RegionHistoryLine> { first };
            while (_next.TryGetValue(chain[^1], out var next))
            {
                chain.Add(next);
            }

            chains.Add(chain);
        }

        return chains;
    }

    /// <summary>Which of those that ended when the line began goes on in it; null when none does.</summary>
    static RegionHistoryLine? Predecessor(RegionHistoryLine line, IReadOnlyList<RegionHistoryLine> ended)
    {
        var whole = ended.Where(other => other.Heirs.Count() == 1).ToList();
        return ended.Count == 1 && whole.Count == 1
            ? whole[0]
            : Only(ended.Where(other => other.Level == line.Level && Stem(other.Name) == Stem(line.Name)))
                ?? Only(whole.Where(other => other.Code == line.Code));

        static RegionHistoryLine? Only(IEnumerable<RegionHistoryLine> lines) => lines.ToList() is [var only] ? only : null;

        static string Stem(string name) => name[..Math.Min(StemLength, name.Length)];
    }

    /// <summary>
    /// Gives each chain its id: the code of the list, or when it is not on the list the first one that it had after the list, the last one
    /// when it ended before. A history that goes on later gives the same ids.
    /// </summary>
    void Name(List<List<RegionHistoryLine>> chains)
    {
        var taken = new HashSet<string>(_listed.Keys);
        foreach (var chain in chains)
        {
            var named = chain.Find(line => line.Until is not <= ListYear) ?? chain[^1];
            var id = chain.Find(line => _listed.ContainsKey(line.Code) && IsOfList(line))?.Code
                ?? (taken.Add(named.Code) ? named.Code : $"{named.Code}-{chain[0].From}");
            foreach (var line in chain)
            {
                _ids.Add(line, id);
            }
        }
    }

    // Of several regions that had a code one after the other, the list means the one of its year.
    bool IsOfList(RegionHistoryLine line) =>
        line.HoldsIn(ListYear) || (line.From == ListYear + 1 && !_byCode[line.Code].Any(other => other.HoldsIn(ListYear)))
        || (line.Until == ListYear && !_byCode[line.Code].Any(other => other.HoldsIn(ListYear)));

    ReferenceRegion Of(List<RegionHistoryLine> chain)
    {
        var last = chain[^1];
        var id = _ids[last];
        var listed = _listed.GetValueOrDefault(id);
        var isPlain = chain.Count == 1 && last is { From: RegionHistoryLine.FirstYear, Until: null };
        var line = new RegionLine(
            last.Code, last.Name, last.Level, ParentOf(last), listed?.LongitudeMicroDegrees, listed?.LatitudeMicroDegrees)
        {
            Id = id,
            EndedOn = last.Until is { } until ? DayOf(last.Code, until) : null,
        };
        return new ReferenceRegion(line, isPlain ? [] : [.. chain.Select(VersionOf)], [.. LineageOf(chain)]);
    }

    ReferenceRegion.Version VersionOf(RegionHistoryLine line, int index) => new(
        line.Code, line.Name, ParentOf(line), FirstDayOf(line), line.Until is { } until ? DayOf(line.Code, until) : null);

    DateOnly FirstDayOf(RegionHistoryLine line)
    {
        if (line.From == RegionHistoryLine.FirstYear)
        {
            return RegistryDays.First;
        }

        return DayOf(_previous.TryGetValue(line, out var before) ? before.Code : line.Code, line.From);
    }

    DateOnly DayOf(string code, int year) => _days.TryGetValue((code, year), out var known) ? known : new DateOnly(year, 1, 1);

    IEnumerable<ReferenceRegion.Change> LineageOf(List<RegionHistoryLine> chain)
    {
        foreach (var line in chain)
        {
            foreach (var part in line.Successors.Where(successor => successor.PartIn is not null))
            {
                yield return new(LineageKind.Split, _ids[At(part.Code, part.PartIn!.Value)], DayOf(part.Code, part.PartIn.Value));
            }

            if (line.Until is not { } until)
            {
                continue;
            }

            var on = DayOf(line.Code, until);
            var next = _next.GetValueOrDefault(line);
            if (next is not null)
            {
                var kind = ParentOf(line) != ParentOf(next) ? LineageKind.Transfer
                    : line.Code == next.Code ? LineageKind.Rename
                    : LineageKind.Upgrade;
                yield return new(kind, _ids[next], on);
            }

            var heirs = line.Heirs.Select(heir => _ids[At(heir, until)]).Where(heir => heir != _ids[line]).ToList();
            foreach (var heir in heirs)
            {
                yield return new(heirs.Count == 1 && next is null ? LineageKind.Merge : LineageKind.Split, heir, on);
            }
        }
    }

    string? ParentOf(RegionHistoryLine line)
    {
        if (line.Level == RegionLevel.Province)
        {
            return null;
        }

        var province = _ids[_provinces[line.Province]];
        if (line.Level == RegionLevel.Prefecture)
        {
            return province;
        }

        if (line.Prefecture != DirectlyBelow)
        {
            return _ids[_prefectures[(line.Province, line.Prefecture)].First(prefecture => prefecture.HoldsIn(line.From))];
        }

        // Counties of a municipality hang on it; others that lie directly below a province hang on a node of the list.
        var node = $"{line.Code[..2]}9000";
        return line.Code[2..4] == "90" && _listed.ContainsKey(node) ? node : province;
    }

    RegionHistoryLine At(string code, int year) => _byCode[code].LastOrDefault(line => line.HoldsIn(year))
        ?? throw new InvalidOperationException($"The history of regions names {code} in {year}, which nothing had.");
}
