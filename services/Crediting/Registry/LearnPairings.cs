using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Sales;
using Marketplace.Crediting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Registry;

/// <summary>
/// ← PairingPublished. Keeps every version of the pairings. Sales that were accepted after it was registered are judged again at once;
/// what it would change for earlier ones is proposed as a correction (CR-19).
/// </summary>
public sealed class LearnPairings : IApplyEvent<PairingPublished>
{
    public async Task ApplyAsync(LedgerWriter ledger, IReadOnlyList<PairingPublished> happened, CancellationToken ct)
    {
        // One after the other, as a replay of the journal applies them.
        foreach (var message in happened)
        {
            if (await LearnAsync(ledger, message, ct) is not { } pairing)
            {
                continue;
            }

            var concerned = await ConcernedAsync(ledger.Db, pairing, ct);
            await ReassessSales.PostAsync(ledger, concerned, because: null, ct);

            // A version that another has replaced meanwhile may still have been the right one for sales of its
            // time; nobody approves it any more.
            if (pairing is { RegisteredAt: { } registered, IsCurrent: true })
            {
                await ReassessSales.ProposeAsync(ledger, concerned.KnownBefore(registered), Correction(pairing, message, ledger.Now), ct);
            }
        }
    }

    /// <summary>The sales that a pairing may earn, whenever it was valid in any version.</summary>
    public static async Task<IQueryable<SaleLine>> ConcernedAsync(CreditingDb db, Pairing pairing, CancellationToken ct)
    {
        var versions = await db.Pairings.AsNoTracking().IgnoreQueryFilters()
            .Where(item => item.PairingId == pairing.PairingId).ToListAsync(ct);
        var from = versions.Select(version => version.ValidFrom).Append(pairing.ValidFrom).Min();
        var ends = versions.Select(version => version.CreditsBefore).Append(pairing.CreditsBefore).ToList();
        var before = ends.Contains(null) ? null : ends.Max();
        var (province, east, west) = (
            pairing.West.ProvinceId, RegionPath.Segment(pairing.East.RegionId), RegionPath.Segment(pairing.West.RegionId));
        var inTime = db.SaleLines.Where(line => line.RecognitionDate >= from && (before == null || line.RecognitionDate < before));
        if (Domain.Pairings.IsZone(pairing.East.RegionId))
        {
            // That it is a party decides whether it belongs to its host county, wherever the goods come from (CR-08).
            return inTime.Where(
                line => line.UnitPath.Contains(east) || (line.FacilitatorPath != null && line.FacilitatorPath.Contains(east)));
        }

        // The province finds the sales by an index. Only where the supplier's registration decides may the goods
        // come from another one (CR-12).
        var byRegistration = (await db.RuleSets.AsNoTracking().ToListAsync(ct))
            .Exists(set => RegistryCache.RuleSetOf(set).Parameters.WestAttribution == WestAttribution.SupplierRegistration);
        return inTime.Where(line => ((line.OriginProvince == province && line.OriginPath.Contains(west))
                || (byRegistration && line.SupplierRegistrationPath != null && line.SupplierRegistrationPath.Contains(west)))
            && (line.UnitPath.Contains(east) || (line.FacilitatorPath != null && line.FacilitatorPath.Contains(east))));
    }

    /// <summary>Adds a version that is new; null when it is known.</summary>
    static async Task<Pairing?> LearnAsync(LedgerWriter ledger, PairingPublished message, CancellationToken ct)
    {
        var db = ledger.Db;
        var own = await db.Pairings.IgnoreQueryFilters().Where(pairing => pairing.PairingId == message.PairingId).ToListAsync(ct);
        if (own.Exists(pairing => pairing.Version == message.Version))
        {
            return null;
        }

        ledger.AppendEvent(message);
        var pairing = Of(message, ledger.Now);
        var current = own.Find(item => item.IsCurrent);
        (current?.Version > pairing.Version ? pairing : current)?.Supersede();

        // One row is current at any moment, also in the eyes of the database.
        await db.SaveChangesAsync(ct);
        db.Add(pairing);
        ledger.RegistryChanges();
        await db.SaveChangesAsync(ct);
        return pairing;
    }

    static Correction Correction(Pairing pairing, PairingPublished message, DateTimeOffset now) => new()
    {
        CorrectionId = StableIds.Of($"correction/pairing/{pairing.PairingId}/{pairing.Version}"),
        Kind = CorrectionKind.Pairing,
        ObjectId = pairing.PairingId,
        ObjectVersion = pairing.Version,
        Subject = $"{pairing.EastName}—{pairing.WestName} {pairing.Scheme} {pairing.Tier} "
            + $"{pairing.ValidFrom:yyyy-MM-dd}…{pairing.ValidTo:yyyy-MM-dd}",
        Document = pairing.SourceDocument,
        ProposedAt = now,
        ProposedBy = message.RegisteredBy ?? Domain.Correction.ByRegistry,
        ProposedFor = message.RegisteredFor,
    };

    static Pairing Of(PairingPublished message, DateTimeOffset now) => new()
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
        RegisteredAt = message.RegisteredAt,
        LearnedAt = now,
    };
}
