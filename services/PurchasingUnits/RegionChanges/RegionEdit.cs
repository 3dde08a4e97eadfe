using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Refusals;
using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Regions;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.EntityFrameworkCore;
using Region = Marketplace.PurchasingUnits.Domain.Region;

namespace Marketplace.PurchasingUnits.RegionChanges;

/// <summary>One act by which regions change from a day on, with all that follows from it. Needs a transaction.</summary>
sealed class RegionEdit(UnitsDb db, Registrar registrar, DateOnly on, string document)
{
    readonly Dictionary<string, RegionView> _before = [];
    readonly Dictionary<string, Region> _changed = [];
    readonly Dictionary<string, string> _successors = [];

    /// <summary>The paths, as they were, of regions that moved or ended: units in them may have another path from now on.</summary>
    readonly List<string> _uprooted = [];

    public DateOnly On => on;

    /// <summary>Keeps others from changing regions, and refuses days to come: a region is published as it is now.</summary>
    public static async Task<RegionEdit> BeginAsync(UnitsDb db, Registrar registrar, DateOnly on, string document, CancellationToken ct)
    {
        if (on > BusinessDay.Of(registrar.Now))
        {
            throw new InvalidRequestException(
                "day_to_come", "on", "变更只能在生效当日或之后登记。", "A change of regions can be filed on the day on which it takes effect, or later.");
        }

        await db.LockNameAsync("reference", ct);
        return new RegionEdit(db, registrar, on, document);
    }

    /// <summary>A region that is to be changed and that still exists.</summary>
    public async Task<Region> RegionAsync(string regionId, string? field, CancellationToken ct)
    {
        if (_changed.TryGetValue(regionId, out var changed))
        {
            return changed;
        }

        var region = await db.Regions.AsNoTracking().SingleOrDefaultAsync(known => known.Id == regionId, ct)
            ?? throw (field is null ? GetRegion.NoSuchRegion(regionId) : RegionReferences.Unknown(regionId, field));
        if (region.EndedOn is { } ended)
        {
            throw new RuleBrokenException(
                "region_ended",
                $"{region.Name}（{region.Id}）已于 {ended:yyyy-MM-dd} 撤并，不能再变更；请使用其后继地区。",
                $"{region.Name} ({region.Id}) ended on {ended:yyyy-MM-dd} and can't be changed any more; use its successor.",
                field);
        }

        _before[regionId] = await db.ViewWithHistoryAsync(region, ct);
        return region;
    }

    /// <summary>The region with other code, name or parent from the day on.</summary>
    public async Task<Region> ChangeAsync(Region region, string? code, string name, Region? parent, CancellationToken ct)
    {
        await MustBeFreeAsync(code, region.Id, ct);
        var history = await HistoryAsync(region, ct);
        if (on <= history[^1].ValidFrom)
        {
            var since = history[^1].ValidFrom;
            throw new RuleBrokenException(
                "region_version_overlaps",
                $"{region.Name}（{region.Id}）自 {since:yyyy-MM-dd} 起已有变更登记，新的变更须晚于该日。",
                $"A change of {region.Name} ({region.Id}) is on file since {since:yyyy-MM-dd}; the new one must be later.",
                "on");
        }

        history[^1].EndOn(on);
        var now = region.ChangedBy(registrar.Now) with { Code = code, Name = name, ParentId = parent?.Id };
        db.Add(RegionCodeVersion.Of(now, on));
        if (parent?.Id != region.ParentId)
        {
            now = now with { Path = (parent is null ? RegionPath.Root(now.Id) : new RegionPath(parent.Path).Child(now.Id)).Value };
            await RepathAsync(region.Path, now.Path, ct);
        }

        return _changed[region.Id] = now;
    }

    /// <summary>A region that begins on the day.</summary>
    public async Task<Region> AddAsync(string id, string? code, string name, RegionLevel level, Region? parent, CancellationToken ct)
    {
        if (_changed.ContainsKey(id) || await db.Regions.AnyAsync(region => region.Id == id, ct))
        {
            throw new RuleBrokenException(
                "region_exists",
                $"区划标识 {id} 已被使用；请换一个标识。",
                $"The region id {id} is taken; choose another one.",
                "regionId");
        }

        await MustBeFreeAsync(code, id, ct);
        var region = new Region
        {
            Id = id,
            Version = 1,
            Code = code,
            Name = name,
            Level = level,
            ParentId = parent?.Id,
            Path = (parent is null ? RegionPath.Root(id) : new RegionPath(parent.Path).Child(id)).Value,
            ChangedAt = registrar.Now,
        };
        db.Add(RegionCodeVersion.Of(region, on));
        return _changed[id] = region;
    }

    /// <summary>The region is no more from the day on. Its units belong to the successor, when there is one.</summary>
    public async Task EndAsync(Region region, string? successorId, CancellationToken ct)
    {
        var history = await HistoryAsync(region, ct);
        if (on <= history[^1].ValidFrom)
        {
            throw new RuleBrokenException(
                "region_version_overlaps",
                $"{region.Name}（{region.Id}）自 {history[^1].ValidFrom:yyyy-MM-dd} 起已有变更登记，撤并须晚于该日。",
                $"A change of {region.Name} ({region.Id}) is on file since {history[^1].ValidFrom:yyyy-MM-dd}; it must end later.",
                "on");
        }

        history[^1].EndOn(on);
        _changed[region.Id] = region.ChangedBy(registrar.Now) with { EndedOn = on };
        _uprooted.Add(region.Path);
        if (successorId is not null)
        {
            _successors[region.Id] = successorId;
        }
    }

    /// <summary>The region itself stays as it is, but its history has grown, which is published too.</summary>
    public void Touch(Region region) => _changed.TryAdd(region.Id, region.ChangedBy(registrar.Now));

    public void Note(LineageKind kind, string from, string to) => db.Add(new RegionLineage
    {
        Id = Guid.CreateVersion7(),
        Kind = kind,
        FromRegionId = from,
        ToRegionId = to,
        On = on,
        Document = document,
        RegisteredAt = registrar.Now,
    });

    /// <summary>Saves the regions, publishes them, and lets units, facilitators, pairings and designations follow.</summary>
    /// <returns>How many units belong to another region or path from the day on.</returns>
    public async Task<int> SaveAsync(CancellationToken ct)
    {
        // Those that ended first: they may leave their code to another.
        await db.StoreAsync([.. _changed.Values.OrderBy(region => region.EndedOn is null)], ct);
        await db.SaveChangesAsync(ct);
        await registrar.PublishChangesAsync(db, _changed.Values, _before, document, ct);
        var moved = _uprooted.Count == 0
            ? 0
            : await new FollowRegionChanges(db, registrar, on, document, _successors).AllInAsync(_uprooted, ct);
        foreach (var (ended, successor) in _successors)
        {
            await db.FollowAsync(ended, successor, on, document, ct);
        }

        await PartyNames.RefreshAsync(db, registrar, _changed, document, ct);
        await db.SaveChangesAsync(ct);
        return moved;
    }

    /// <summary>The versions of the region; what was known of it until now becomes the first one.</summary>
    async Task<List<RegionCodeVersion>> HistoryAsync(Region region, CancellationToken ct)
    {
        var history = await db.RegionCodeVersions.Where(version => version.RegionId == region.Id)
            .OrderBy(version => version.ValidFrom).ToListAsync(ct);
        if (history.Count == 0)
        {
            history.Add(RegionCodeVersion.Of(region, RegistryDays.First));
            db.Add(history[0]);
        }

        return history;
    }

    async Task MustBeFreeAsync(string? code, string regionId, CancellationToken ct)
    {
        if (code is not null
            && await db.Regions.AsNoTracking()
                .SingleOrDefaultAsync(other => other.Code == code && other.EndedOn == null && other.Id != regionId, ct) is { } holder
            && _changed.GetValueOrDefault(holder.Id)?.EndedOn is null)
        {
            throw new RuleBrokenException(
                "region_code_taken",
                $"区划代码 {code} 现为 {holder.Name}（{holder.Id}）所用。",
                $"The code {code} is that of {holder.Name} ({holder.Id}).",
                "code");
        }
    }

    async Task RepathAsync(string oldPath, string newPath, CancellationToken ct)
    {
        _uprooted.Add(oldPath);
        foreach (var below in await db.Regions.AsNoTracking()
            .Where(region => region.Path.StartsWith(oldPath) && region.Path != oldPath).ToListAsync(ct))
        {
            _before.TryAdd(below.Id, await db.ViewWithHistoryAsync(below, ct));
            _changed[below.Id] = (_changed.GetValueOrDefault(below.Id)
                ?? below.ChangedBy(registrar.Now)) with
            { Path = newPath + below.Path[oldPath.Length..] };
        }
    }
}
