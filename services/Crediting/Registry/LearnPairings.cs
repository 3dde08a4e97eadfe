using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Registry;

/// <summary>
/// ← PairingPublished. Keeps every version of the pairings, and credits the sales that were waiting for one: those that were decided
/// before it was known, or before its document was registered.
/// </summary>
public sealed partial class LearnPairings(CreditingDb db, TimeProvider clock, ILogger<LearnPairings> logger) : IHear<PairingPublished>
{
    const int LinesAtOnce = 2_000;

    public async Task HearAsync(IReadOnlyList<PairingPublished> messages, CancellationToken ct)
    {
        await db.ChangeRegistryAsync(ct);
        var changed = await LearnAsync(messages, ct);
        await db.SaveChangesAsync(ct);
        if (changed.Count == 0)
        {
            return;
        }

        var pairings = new Pairings(await db.Pairings.AsNoTracking().Where(pairing => pairing.IsCurrent).ToListAsync(ct));
        foreach (var pairing in changed.Where(pairing => RuleBook.SchemesAndTiers.Contains((pairing.Scheme, pairing.Tier))))
        {
            await CreditWaitingAsync(pairing, pairings, ct);
        }
    }

    /// <summary>Adds the versions that are new, and returns those that are now the current ones.</summary>
    async Task<IReadOnlyList<Pairing>> LearnAsync(IReadOnlyList<PairingPublished> messages, CancellationToken ct)
    {
        Guid[] ids = [.. messages.Select(message => message.PairingId).Distinct()];
        var known = (await db.Pairings.Where(pairing => ids.Contains(pairing.PairingId)).ToListAsync(ct)).ToLookup(pairing => pairing.PairingId);
        var changed = new List<Pairing>();
        foreach (var versions in messages.GroupBy(message => message.PairingId))
        {
            var current = known[versions.Key].SingleOrDefault(pairing => pairing.IsCurrent);
            var news = versions.DistinctBy(message => message.Version)
                .Where(message => known[versions.Key].All(pairing => pairing.Version != message.Version))
                .Select(Of).ToList();
            var newest = news.MaxBy(pairing => pairing.Version);
            var isNewer = newest is not null && (current is null || newest.Version > current.Version);
            foreach (var older in news.Where(pairing => !isNewer || pairing != newest))
            {
                older.Supersede();
            }

            if (isNewer)
            {
                current?.Supersede();
                changed.Add(newest!);
            }

            db.AddRange(news);
        }

        return changed;
    }

    /// <summary>
    /// Decides the lines again that found no pairing at this scheme and tier, with all that is known now, and credits them wherever
    /// they earn it and had not earned it before (CR-16, CR-19).
    /// </summary>
    async Task CreditWaitingAsync(Pairing pairing, Pairings pairings, CancellationToken ct)
    {
        var credited = 0;
        for (var lines = await WaitingAsync(pairing, after: null, ct); lines.Count > 0; lines = await WaitingAsync(pairing, lines[^1], ct))
        {
            var now = clock.GetUtcNow();
            CreditEntry[] entries = [.. lines.SelectMany(line => line.Decide(RuleBook.Credit(line, pairings))
                .Select(decision => CreditEntry.For(line, decision, PostingMonths.AllOpen, now)))];
            await db.AppendAsync(entries, ct);
            await db.SaveChangesAsync(ct);
            await db.AddToSumsAsync(PairingMonth.Sums(entries), ct);
            db.ChangeTracker.Clear();
            credited += entries.Length;
        }

        if (credited > 0)
        {
            CreditedLate(logger, credited, pairing.Scheme, pairing.Tier, pairing.PairingId);
        }
    }

    Task<List<SaleLine>> WaitingAsync(Pairing pairing, SaleLine? after, CancellationToken ct)
    {
        var decision = $"{pairing.Scheme}{pairing.Tier}";
        var reasons = CreditReasons.DecidedByPairings;
        var province = pairing.West.ProvinceId;
        var east = RegionPath.Segment(pairing.East.RegionId);
        var west = RegionPath.Segment(pairing.West.RegionId);
        var lines = db.SaleLines.Where(line =>
            line.OriginProvince == province && line.RecognitionDate >= pairing.ValidFrom
            && (pairing.CreditsBefore == null || line.RecognitionDate < pairing.CreditsBefore)
            && line.OriginPath.Contains(west) && line.UnitPath.Contains(east)
            && reasons.Contains(EF.Property<CreditReason>(line, decision)));
        if (after is not null)
        {
            lines = lines.Where(line => line.LineId.CompareTo(after.LineId) > 0
                || (line.LineId == after.LineId && line.AcceptanceNo > after.AcceptanceNo));
        }

        return lines.OrderBy(line => line.LineId).ThenBy(line => line.AcceptanceNo).Take(LinesAtOnce).ToListAsync(ct);
    }

    static Pairing Of(PairingPublished message) => new()
    {
        PairingId = message.PairingId,
        Version = message.Version,
        Scheme = message.Scheme,
        Tier = message.Tier,
        EastPath = message.EastPath.Value,
        EastName = message.EastName,
        WestPath = message.WestPath.Value,
        WestName = message.WestName,
        ValidFrom = message.ValidFrom,
        ValidTo = message.ValidTo,
        TransitionUntil = message.TransitionUntil,
        SourceDocument = message.SourceDocument,
    };

    [LoggerMessage(LogLevel.Information, "Posted {Entries} entries for sales that were waiting for the {Scheme} {Tier} pairing {PairingId}")]
    static partial void CreditedLate(ILogger logger, int entries, Scheme scheme, PairingTier tier, Guid pairingId);
}
