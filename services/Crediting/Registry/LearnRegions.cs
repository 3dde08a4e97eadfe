using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Sales;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Registry;

/// <summary>
/// ← RegionsPublished. Keeps every version of names, codes and listings. When a county comes onto the 832 list or leaves it, its sales are
/// judged again (CR-05d); a rename changes no credit (CR-20).
/// </summary>
public sealed class LearnRegions : IApplyEvent<RegionsPublished>
{
    const int RegionsAtOnce = 1_000;

    public async Task ApplyAsync(LedgerWriter ledger, IReadOnlyList<RegionsPublished> happened, CancellationToken ct)
    {
        foreach (var message in happened)
        {
            var listed = new List<string>();
            var isNews = false;
            foreach (var some in message.Regions.Chunk(RegionsAtOnce))
            {
                isNews |= await LearnAsync(ledger, some, listed, ct);
            }

            if (!isNews)
            {
                continue;
            }

            ledger.AppendEvent(message);
            ledger.NamesChange();
            if (listed.Count > 0)
            {
                ledger.RegistryChanges();
                await ledger.Db.SaveChangesAsync(ct);
                await ReassessSales.PostAsync(
                    ledger,
                    ledger.Db.SaleLines.Where(line => listed.Contains(line.OriginId) && line.QuotaUnitId != null), because: null, ct);
            }
        }
    }

    static async Task<bool> LearnAsync(LedgerWriter ledger, RegionsPublished.Region[] heard, List<string> listed, CancellationToken ct)
    {
        var data = ledger.Db;
        string[] ids = [.. heard.Select(region => region.RegionId)];
        var known = (await data.Regions.Where(region => ids.Contains(region.RegionId)).ToListAsync(ct)).ToLookup(region => region.RegionId);
        var isNews = false;
        foreach (var item in heard)
        {
            if (known[item.RegionId].Any(region => region.Version == item.Version))
            {
                continue;
            }

            isNews = true;
            var region = Of(item, ledger.Now);
            var current = known[item.RegionId].SingleOrDefault(other => other.IsCurrent);
            if (current is null || current.Version < item.Version)
            {
                current?.Supersede();
                if (!region.FormerPovertyCounty.SequenceEqual(current?.FormerPovertyCounty ?? []))
                {
                    listed.Add(item.RegionId);
                }
            }
            else
            {
                region.Supersede();
            }

            data.Add(region);
        }

        await data.SaveChangesAsync(ct);
        return isNews;
    }

    static Region Of(RegionsPublished.Region heard, DateTimeOffset now) => new()
    {
        RegionId = heard.RegionId,
        Version = heard.Version,
        Code = heard.Code,
        Name = heard.Name,
        Level = heard.Level,
        Path = heard.Path.Value,
        CodeVersions = [.. (heard.CodeVersions ?? []).Select(name => new RegionName(name.Code, name.Name, name.ValidFrom, name.ValidTo))],
        FormerPovertyCounty =
        [
            .. (heard.FormerPovertyCounty ?? []).Select(listing => new ListingPeriod(listing.ValidFrom, listing.ValidTo)),
        ],
        LearnedAt = now,
    };
}
