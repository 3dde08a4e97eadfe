using Marketplace.Contracts;
using Marketplace.Contracts.Proofs;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Snapshots;

/// <summary>
/// Who signs after whom: a region signs after all that lie in it and have a snapshot of the month, or are yet to get one; the nation last.
/// </summary>
static class SigningOrder
{
    /// <summary>What stands for the nation where a region is named.</summary>
    public const string Nation = "CN";

    /// <summary>The numbers of the snapshots that have to be signed before this one.</summary>
    public static async Task<IReadOnlyList<string>> WaitsForAsync(
        CreditingDb db, Snapshot snapshot, PublicKeys keys, CancellationToken ct)
    {
        var finals = await FinalsAsync(db, snapshot, keys, ct);
        var signed = finals.Where(final => final.IsSigned).Select(final => final.RegionId).ToHashSet();
        return
        [
            .. finals.Where(
                final => final.RegionId is not null && LiesIn(final.RegionPath, snapshot.RegionId) && !signed.Contains(final.RegionId))
                .Select(final => final.Number).Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Whose signature is next, from the snapshot upwards.</summary>
    public static async Task<NextSigner?> NextAsync(CreditingDb db, Snapshot snapshot, PublicKeys keys, CancellationToken ct)
    {
        if (!snapshot.IsFinal)
        {
            return null;
        }

        var finals = await FinalsAsync(db, snapshot, keys, ct);
        var signed = finals.Where(final => final.IsSigned).Select(final => final.RegionId ?? Nation).ToHashSet();
        IEnumerable<string> upwards = snapshot.RegionPath.Length == 0 ? [] : new RegionPath(snapshot.RegionPath).Ids.Reverse();
        foreach (var regionId in upwards.Append(Nation).Where(id => !signed.Contains(id)))
        {
            if (finals.Find(final => (final.RegionId ?? Nation) == regionId) is { SnapshotId: { } nextId } next)
            {
                var waited = finals.Where(
                    final => final.RegionId is not null && LiesIn(final.RegionPath, next.RegionId) && !signed.Contains(final.RegionId));
                return new NextSigner(
                    nextId, next.Number, regionId, await LevelAsync(db, next.RegionId, ct),
                    [.. waited.Select(final => final.Number).Order(StringComparer.Ordinal)]);
            }
        }

        return null;
    }

    /// <summary>County, Prefecture, Province or FunctionalZone, as the registry says; Nation for none.</summary>
    public static async Task<string> LevelAsync(CreditingDb db, string? regionId, CancellationToken ct) => regionId is null
        ? nameof(Nation)
        : (await db.Regions.AsNoTracking().Where(region => region.RegionId == regionId && region.IsCurrent)
            .Select(region => (Contracts.PurchasingUnits.RegionLevel?)region.Level).SingleOrDefaultAsync(ct))?.ToString() ?? "Region";

    /// <summary>
    /// Whether a region lies in another, all do in the nation. A zone that is a party is no part of its host, but of what the host lies in
    /// (CR-08).
    /// </summary>
    static bool LiesIn(string path, string? regionId)
    {
        if (regionId is null)
        {
            return true;
        }

        var ids = new RegionPath(path).Ids;
        var isZone = ids[^1].Length != 6 || !ids[^1].All(char.IsAsciiDigit);
        return ids.Take(isZone ? ids.Count - 2 : ids.Count - 1).Contains(regionId);
    }

    /// <summary>The snapshots of the month that can be signed and those that its closing still has to get, whoever asks.</summary>
    static async Task<List<Final>> FinalsAsync(CreditingDb db, Snapshot snapshot, PublicKeys keys, CancellationToken ct)
    {
        var ofMonth = db.Snapshots.AsNoTracking().IgnoreQueryFilters()
            .Where(final => final.Month == snapshot.Month && final.Report == snapshot.Report && final.IsFinal);
        var rows = await ListSnapshots.Headers(ofMonth.OrderBy(final => final.Number)).ToListAsync(ct);
        var signatures = (await db.SnapshotSignatures.AsNoTracking()
            .Where(signature => ofMonth.Any(final => final.SnapshotId == signature.SnapshotId)).ToListAsync(ct))
            .ToLookup(signature => signature.SnapshotId);
        var missing = await db.DueSnapshots.AsNoTracking().IgnoreQueryFilters()
            .Where(due => due.Month == snapshot.Month && due.TakenAt == null).OrderBy(due => due.Number).ToListAsync(ct);
        return
        [
            .. rows.Select(final => new Final(
                final.SnapshotId, final.Number, final.RegionId, final.RegionPath, IsSigned(final, signatures[final.SnapshotId], keys))),
            .. missing.Select(due => new Final(null, due.Number, due.RegionId, due.RegionPath, IsSigned: false)),
        ];
    }

    /// <summary>Whether there is a signature that the service's key confirms; a row that was put in by hand counts for nothing.</summary>
    static bool IsSigned(Snapshot snapshot, IEnumerable<SnapshotSignature> signatures, PublicKeys keys)
    {
        var issued = snapshot.Issued();
        return signatures.Any(signature => signature.Signed().IsSigned(issued, keys));
    }

    /// <summary>A snapshot that is or will be signed; without an id while it is missing.</summary>
    sealed record Final(Guid? SnapshotId, string Number, string? RegionId, string RegionPath, bool IsSigned);
}
