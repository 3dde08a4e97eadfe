using System.Diagnostics;
using Marketplace.Platform.Hosting;
using Marketplace.Platform.Messaging;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Pairings;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Regions;

/// <summary>
/// Brings the regions and pairings that this version comes with into the database before the service is ready, and tells what is
/// new. Loading the same lists again changes nothing.
/// </summary>
public sealed partial class LoadReference(IServiceScopeFactory scopes, ILogger<LoadReference> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        await using var scope = scopes.CreateSystemScope();
        var (regions, pairings) = await LoadAsync(
            scope.ServiceProvider.GetRequiredService<UnitsDb>(), ReferenceFiles.Regions(), ReferenceFiles.Pairings(), logger, cancellationToken);
        if (regions + pairings > 0)
        {
            Loaded(logger, regions, pairings, (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Loads the lists and returns how many regions and pairings were news.</summary>
    /// <exception cref="InvalidOperationException">The lists contradict themselves.</exception>
    public static async Task<(int Regions, int Pairings)> LoadAsync(
        UnitsDb db, IReadOnlyList<RegionLine> regionLines, IReadOnlyList<PairingLine> pairingLines, ILogger logger, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // Instances that start together load one after the other.
        await db.LockNameAsync("reference", ct);
        var known = await db.Regions.AsNoTracking().ToListAsync(ct);
        var news = RegionTree.News(regionLines, known);
        if (news.Count > 0)
        {
            await db.StoreAsync(news, ct);
            foreach (var message in RegionMessages.Of(news))
            {
                db.Publish(message);
            }
        }

        var now = known.Concat(news).GroupBy(region => region.Id).Select(same => same.MaxBy(region => region.Version)!).ToList();
        var pairings = await LoadPairingsAsync(db, pairingLines, now, logger, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return (news.Count, pairings);
    }

    static async Task<int> LoadPairingsAsync(
        UnitsDb db, IReadOnlyList<PairingLine> lines, IReadOnlyList<Region> regions, ILogger logger, CancellationToken ct)
    {
        var byId = regions.ToDictionary(region => region.Id);
        var byCode = regions.Where(region => region.Code is not null).ToDictionary(region => region.Code!);
        var known = await db.Pairings.ToDictionaryAsync(pairing => pairing.Id, ct);
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
            db.Publish(PairingMessage.Of(pairing));
        }

        return news.Count;

        Region Party(string code) =>
            byCode.GetValueOrDefault(code) ?? throw new InvalidOperationException($"The list of pairings names {code}, which is no region.");
    }

    [LoggerMessage(LogLevel.Information, "Loaded {Regions} regions and {Pairings} pairings in {Milliseconds} ms")]
    static partial void Loaded(ILogger logger, int regions, int pairings, long milliseconds);

    [LoggerMessage(LogLevel.Warning, "Left out the reference pairing {EastCode}-{WestCode} from {ValidFrom}: it overlaps with {PairingId}")]
    static partial void LeftOut(ILogger logger, string eastCode, string westCode, DateOnly validFrom, Guid pairingId);
}
