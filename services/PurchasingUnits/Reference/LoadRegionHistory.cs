using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Reference;

/// <summary>
/// Stores the regions of the reference lists with their codes over time, what became of them, and which are former poverty counties.
/// Regions that people have changed stay as they are.
/// </summary>
static class LoadRegionHistory
{
    const string HistoryDocument = "行政区划代码沿革";
    const string PovertyDocument = "全国832个贫困县名单";

    // The list was published in 2014; sales of before are not reckoned with.
    static readonly DateOnly PovertyListFrom = new(2014, 1, 1);

    /// <summary>Stores what is new.</summary>
    /// <param name="known">The regions as they are stored.</param>
    /// <param name="now">Null for what the registry starts with.</param>
    /// <returns>The regions that are new or of which something has changed, with their new versions.</returns>
    /// <exception cref="InvalidOperationException">The lists contradict themselves.</exception>
    public static async Task<IReadOnlyList<Region>> LoadAsync(
        UnitsDb db, IReadOnlyList<ReferenceRegion> regions, IReadOnlyList<PovertyLine> poverty,
        IReadOnlyList<Region> known, DateTimeOffset? now, CancellationToken ct)
    {
        var news = RegionTree.News([.. regions.Select(region => region.Line)], known).ToDictionary(region => region.Id);
        var all = known.Where(region => !news.ContainsKey(region.Id)).Concat(news.Values).ToDictionary(region => region.Id);
        var byCode = all.Values.Where(region => region is { Code: not null, EndedOn: null }).ToDictionary(region => region.Code!);
        var followers = regions.Select(region => (Reference: region, Stored: StoredAs(region.Line)))
            .Where(pair => pair.Stored.FollowsReference).ToList();

        var touched = await StoreVersionsAsync(db, followers, ct);
        touched.UnionWith(await ListPovertyCountiesAsync(
            db, poverty, LastOfEachCode().ToDictionary(region => region.Line.Code, RegionOf), ct));
        foreach (var id in touched.Where(id => !news.ContainsKey(id)))
        {
            news[id] = all[id] with { Version = all[id].Version + 1 };
        }

        Region[] changed = [.. news.Values.Select(region => now is null ? region : region with { ChangedAt = now })];
        await db.StoreAsync(changed, ct);
        await StoreLineageAsync(db, followers, StoredAs, now, ct);
        await db.SaveChangesAsync(ct);
        return changed;

        Region RegionOf(ReferenceRegion reference) => StoredAs(reference.Line);

        // A county stays on the list of poverty counties when it is merged or split later.
        IEnumerable<ReferenceRegion> LastOfEachCode() => regions.GroupBy(region => region.Line.Code)
            .Select(same => same.MaxBy(region => region.Line.EndedOn ?? DateOnly.MaxValue)!);

        // People may have given it another code since, or registered the code under an id of their own.
        Region StoredAs(RegionLine line) =>
            line.EndedOn is null && byCode.TryGetValue(line.Code, out var region) ? region : all[line.Id];
    }

    /// <summary>Stores the codes over time where they are not those on file, and returns the ids of such regions.</summary>
    static async Task<HashSet<string>> StoreVersionsAsync(
        UnitsDb db, IReadOnlyList<(ReferenceRegion Reference, Region Stored)> followers, CancellationToken ct)
    {
        // Read at every start, and nearly never changed.
        var stored = (await db.RegionCodeVersions.AsNoTracking().ToListAsync(ct)).ToLookup(version => version.RegionId);
        var changed = followers.Select(pair => (
                pair.Stored.Id,
                Versions: pair.Reference.Versions.Select(version => RegionCodeVersion.Of(
                    pair.Stored with { Code = version.Code, Name = version.Name, ParentId = version.ParentId },
                    version.From,
                    version.To)).ToList()))
            .Where(region => !region.Versions.Select(Key).SequenceEqual(
                stored[region.Id].OrderBy(version => version.ValidFrom).Select(Key)))
            .ToDictionary(region => region.Id, region => region.Versions);
        db.RemoveRange(changed.Keys.SelectMany(id => stored[id]));
        await db.SaveChangesAsync(ct);
        await db.InsertAsync([.. changed.Values.SelectMany(versions => versions)], ct);
        return [.. changed.Keys];

        static object Key(RegionCodeVersion version) =>
            (version.Code, version.Name, version.ParentId, version.ValidFrom, version.ValidTo);
    }

    /// <summary>Puts the counties on the list that never were, and returns their ids.</summary>
    static async Task<IReadOnlyCollection<string>> ListPovertyCountiesAsync(
        UnitsDb db, IReadOnlyList<PovertyLine> lines, Dictionary<string, Region> byCode, CancellationToken ct)
    {
        var listed = (await db.PovertyListings.Select(listing => listing.RegionId).ToListAsync(ct)).ToHashSet();
        var added = new List<string>();
        foreach (var line in lines.Where(line => line.Code is not null))
        {
            var region = byCode.GetValueOrDefault(line.Code!)
                ?? throw new InvalidOperationException($"The list of poverty counties names {line.Code}, which is no region.");
            // Two of the list may be one county today.
            if (listed.Add(region.Id))
            {
                db.Add(PovertyListing.Of(
                    region.Id, PovertyListFrom, validTo: null, $"{PovertyDocument}：{line.NameThen}，{line.RemovedIn}年退出",
                    followsReference: true));
                added.Add(region.Id);
            }
        }

        return added;
    }

    static async Task StoreLineageAsync(
        UnitsDb db, IReadOnlyList<(ReferenceRegion Reference, Region Stored)> followers,
        Func<RegionLine, Region> storedAs, DateTimeOffset? now, CancellationToken ct)
    {
        var byId = followers.ToDictionary(pair => pair.Reference.Line.Id, pair => pair.Reference.Line);
        var known = (await db.RegionLineages.Select(lineage => lineage.Id).ToListAsync(ct)).ToHashSet();
        foreach (var (reference, region) in followers)
        {
            foreach (var change in reference.Lineage)
            {
                var id = StableId.Of("lineage", reference.Line.Id, change.ToRegionId, $"{change.On:yyyy-MM-dd}");
                if (known.Add(id))
                {
                    db.Add(new RegionLineage
                    {
                        Id = id,
                        Kind = change.Kind,
                        FromRegionId = region.Id,
                        ToRegionId = byId.TryGetValue(change.ToRegionId, out var to) ? storedAs(to).Id : change.ToRegionId,
                        On = change.On,
                        Document = HistoryDocument,
                        RegisteredAt = now,
                    });
                }
            }
        }
    }
}
