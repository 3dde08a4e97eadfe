using System.Diagnostics;
using Marketplace.Platform.Hosting;
using Marketplace.Platform.Messaging;
using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Pairings;
using Marketplace.PurchasingUnits.Reference;
using Marketplace.PurchasingUnits.Regions;
using Marketplace.PurchasingUnits.Storage;
using Marketplace.PurchasingUnits.Units;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.RegionUpdates;

/// <summary>
/// Brings the regions with their history, the former poverty counties and the pairings that this version comes with into the database
/// before the service is ready, and tells what is new. Loading the same lists again changes nothing. Regions of a registry that has some
/// already are changed by <see cref="UpdateRegions"/> only.
/// </summary>
public sealed partial class LoadReference(IServiceScopeFactory scopes, ILogger<LoadReference> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        await using var scope = scopes.CreateSystemScope();
        var services = scope.ServiceProvider;
        var (db, list) = (services.GetRequiredService<UnitsDb>(), ReferenceRegions.Read());
        var known = await db.Regions.AsNoTracking().ToListAsync(cancellationToken);
        if (known.Count > 0 && RegionTree.News([.. list.Select(region => region.Line)], known) is { Count: > 0 } news)
        {
            // Units, pairings and recognitions depend on it, and some of it people have to decide.
            NotUpToDate(logger, news.Count);
            return;
        }

        var (regions, pairings) = await LoadAsync(
            db,
            services.GetRequiredService<Registrar>(),
            list,
            ReferenceFiles.PovertyCounties(),
            ReferenceFiles.Pairings(),
            logger,
            cancellationToken);
        if (regions + pairings > 0)
        {
            Loaded(logger, regions, pairings, (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Loads the lists and returns how many regions and pairings were new or changed.</summary>
    /// <exception cref="InvalidOperationException">The lists contradict themselves.</exception>
    public static async Task<(int Regions, int Pairings)> LoadAsync(
        UnitsDb db,
        Registrar registrar,
        IReadOnlyList<ReferenceRegion> regions,
        IReadOnlyList<PovertyLine> povertyLines,
        IReadOnlyList<PairingLine> pairingLines,
        ILogger logger,
        CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // Instances that start together load one after the other.
        await db.LockNameAsync("reference", ct);
        var known = await db.Regions.AsNoTracking().ToListAsync(ct);
        // What the registry starts with is older than any sale; what a newer list changes is a change as any other.
        var isFirst = known.Count == 0;
        IReadOnlyList<Region> news;
        var renamed = 0;
        if (isFirst)
        {
            news = await LoadRegionHistory.LoadAsync(db, regions, povertyLines, known, now: null, ct);
            foreach (var message in await db.MessagesOfAsync(news, ct))
            {
                db.Publish(message);
            }
        }
        else
        {
            (news, _, renamed) = await new RegionUpdate(db, registrar).ApplyAsync(
                regions, povertyLines, known, new Dictionary<string, RegionDecision>(), ReferenceFiles.ListDocument, ct);
        }

        var now = known.Concat(news).GroupBy(region => region.Id).Select(same => same.MaxBy(region => region.Version)!).ToList();
        var pairings = renamed + await LoadPairingsAsync(db, isFirst ? null : registrar, pairingLines, now, logger, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return (news.Count, pairings);
    }

    static async Task<int> LoadPairingsAsync(
        UnitsDb db, Registrar? registrar, IReadOnlyList<PairingLine> lines,
        IReadOnlyList<Region> regions, ILogger logger, CancellationToken ct)
    {
        var byId = regions.ToDictionary(region => region.Id);
        var byCode = regions.Where(region => region is { Code: not null, EndedOn: null }).ToDictionary(region => region.Code!);
        var known = await db.Pairings.ToDictionaryAsync(pairing => pairing.Id, ct);
        var before = known.Values.ToDictionary(pairing => pairing.Id, PairingView.Of);
        var news = new HashSet<Pairing>();
        foreach (var line in lines)
        {
            var (east, west) = (Party(line.EastCode), Party(line.WestCode));
            var id = Pairing.ReferenceId(line.Scheme, line.Tier, east, west, line.ValidFrom);
            var terms = new Pairing.Terms(line.ValidTo, line.TransitionUntil, line.Note);
            var listed = Pairing.Register(id, line.Scheme, line.Tier, east, west, line.ValidFrom, terms, followsReference: true);
            if (known.Values.FirstOrDefault(other => other.Id != id && other.Overlaps(listed)) is { } registered)
            {
                // What people have registered is theirs, and two valid pairings of the same parties make sales ambiguous (EC-13).
                LeftOut(logger, line.EastCode, line.WestCode, line.ValidFrom, registered.Id);
            }
            else if (!known.TryGetValue(id, out var pairing))
            {
                db.Add(listed);
                known.Add(id, listed);
                news.Add(listed);
            }
            else if (pairing.Follow(terms))
            {
                news.Add(pairing);
            }
        }

        foreach (var pairing in known.Values.Where(pairing => pairing.Refresh(byId[pairing.EastRegionId], byId[pairing.WestRegionId])))
        {
            news.Add(pairing);
        }

        foreach (var pairing in news)
        {
            if (registrar is null)
            {
                db.Publish(pairing.ToMessage(registeredBy: null, registeredFor: ""));
            }
            else
            {
                registrar.PublishChange(pairing, before.GetValueOrDefault(pairing.Id), ReferenceFiles.ListDocument);
            }
        }

        return news.Count;

        Region Party(string code) =>
            byId.GetValueOrDefault(code) ?? byCode.GetValueOrDefault(code)
            ?? throw new InvalidOperationException($"The list of pairings names {code}, which is no region.");
    }

    [LoggerMessage(LogLevel.Warning, "The lists of this version have {Regions} regions otherwise than the registry: run update-regions")]
    static partial void NotUpToDate(ILogger logger, int regions);

    [LoggerMessage(LogLevel.Information, "Loaded {Regions} regions and {Pairings} pairings in {Milliseconds} ms")]
    static partial void Loaded(ILogger logger, int regions, int pairings, long milliseconds);

    [LoggerMessage(LogLevel.Warning, "Left out the reference pairing {EastCode}-{WestCode} from {ValidFrom}: it overlaps with {PairingId}")]
    static partial void LeftOut(ILogger logger, string eastCode, string westCode, DateOnly validFrom, Guid pairingId);
}
