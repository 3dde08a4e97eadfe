using Marketplace.Contracts;
using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Pairings;
using Marketplace.PurchasingUnits.Storage;
using Marketplace.Tables;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Sheets;

/// <summary>Pairings (结对关系) as a table.</summary>
sealed class PairingSheet(UnitsDb db, Registrar registrar) : ISheet
{
    public string Name => "pairings";

    public IReadOnlyList<SheetColumn> Columns { get; } =
    [
        new("pairingId", "结对标识"),
        new("scheme", "协作类型", IsRequired: true),
        new("tier", "结对层级", IsRequired: true),
        new("eastRegionId", "东部方区划标识"),
        new("eastCode", "东部方区划代码"),
        new("eastName", "东部方名称"),
        new("westRegionId", "西部方区划标识"),
        new("westCode", "西部方区划代码"),
        new("westName", "西部方名称"),
        new("validFrom", "起始日", ColumnKind.Date, IsRequired: true),
        new("validTo", "终止日", ColumnKind.Date),
        new("transitionUntil", "过渡期至", ColumnKind.Date),
        new("sourceDocument", "依据文号"),
    ];

    // Some thousand in the nation: the pairings with which one must not overlap are found by their parties.
    public Task ReadAheadAsync(RowsAhead ahead, CancellationToken ct) => db.Pairings.LoadAsync(ct);

    public async Task<RowEffect> TakeAsync(SheetRow row, CancellationToken ct)
    {
        var (scheme, tier) = (row.Choice<Scheme>("scheme"), row.Choice<PairingTier>("tier"));
        var validFrom = row.Day("validFrom");
        var terms = new Pairing.Terms(row.DayOrNone("validTo"), row.DayOrNone("transitionUntil"), row.TextOrNone("sourceDocument"));
        var east = await db.RegionIdAsync(row, ("eastRegionId", "eastCode", "eastName"), validFrom, ct);
        var west = await db.RegionIdAsync(row, ("westRegionId", "westCode", "westName"), validFrom, ct);
        var id = row.IdOrNone("pairingId");
        if (row.IsFaulty)
        {
            return RowEffect.Unchanged;
        }

        var known = id is { } named
            ? await db.ByIdAsync<Pairing>(named, ct)
            : db.Pairings.Local.SingleOrDefault(pairing => pairing.Scheme == scheme && pairing.Tier == tier && pairing.EastRegionId == east
                && pairing.WestRegionId == west && pairing.ValidFrom == validFrom);
        if (known is null)
        {
            var derived = StableId.Of("pairing", scheme.ToString(), tier.ToString(), east, west, Cells.Of(validFrom));
            var request = new RegisterPairing.Request
            {
                PairingId = id ?? derived,
                Scheme = scheme,
                Tier = tier,
                EastRegionId = east,
                WestRegionId = west,
                ValidFrom = validFrom,
                ValidTo = terms.ValidTo,
                TransitionUntil = terms.TransitionUntil,
                SourceDocument = terms.SourceDocument,
            };
            if (row.Accepts(request, isIdDerived: request.PairingId == derived))
            {
                await RegisterPairing.RegisterAsync(await RegisterPairing.OfAsync(request, db, ct), db, registrar, ct);
            }

            return RowEffect.Created;
        }

        if ((known.Scheme, known.Tier, known.EastRegionId, known.WestRegionId, known.ValidFrom) != (scheme, tier, east, west, validFrom))
        {
            row.Fault(
                "pairingId",
                "identity_changed",
                "结对的类型、层级、双方和起始日不能更改；请终止原结对并另行登记。",
                "Scheme, tier, parties and start of a pairing stay; end it and register another.");
            return RowEffect.Unchanged;
        }

        if (terms == new Pairing.Terms(known.ValidTo, known.TransitionUntil, known.SourceDocument))
        {
            return RowEffect.Unchanged;
        }

        var revision = new RevisePairing.Request
        {
            ValidTo = terms.ValidTo,
            TransitionUntil = terms.TransitionUntil,
            SourceDocument = terms.SourceDocument,
        };
        if (row.Accepts(revision))
        {
            await RevisePairing.ReviseAsync(known, revision, db, registrar, ct);
        }

        return RowEffect.Changed;
    }

    public async Task<IReadOnlyList<object?[]>> RowsAsync(CancellationToken ct)
    {
        var codes = await db.Regions.AsNoTracking().ToDictionaryAsync(region => region.Id, region => region.Code, ct);
        var pairings = await db.Pairings.AsNoTracking().OrderBy(pairing => pairing.EastPath).ThenBy(pairing => pairing.WestPath)
            .ThenBy(pairing => pairing.Id).ToListAsync(ct);
        return [.. pairings.Select(pairing => new object?[]
        {
            pairing.Id.ToString(),
            Labels.Of(pairing.Scheme),
            Labels.Of(pairing.Tier),
            pairing.EastRegionId,
            codes[pairing.EastRegionId],
            pairing.EastName,
            pairing.WestRegionId,
            codes[pairing.WestRegionId],
            pairing.WestName,
            pairing.ValidFrom,
            pairing.ValidTo,
            pairing.TransitionUntil,
            pairing.SourceDocument,
        })];
    }
}
