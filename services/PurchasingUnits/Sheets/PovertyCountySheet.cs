using Marketplace.Contracts.PurchasingUnits;
using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Regions;
using Marketplace.PurchasingUnits.Storage;
using Marketplace.Tables;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Sheets;

/// <summary>The list of former poverty counties (832 脱贫县) as a table: which county is on it from when to when.</summary>
sealed class PovertyCountySheet(UnitsDb db, Registrar registrar) : ISheet
{
    public string Name => "poverty-counties";

    public IReadOnlyList<SheetColumn> Columns { get; } =
    [
        new("regionId", "区划标识"),
        new("code", "区划代码"),
        new("name", "名称"),
        new("validFrom", "起始日", ColumnKind.Date, IsRequired: true),
        new("validTo", "终止日", ColumnKind.Date),
        new("document", "依据文号"),
    ];

    // Each row changes a region, of which the rows that follow may speak.
    public bool ReadsAhead => false;

    public Task ReadAheadAsync(RowsAhead ahead, CancellationToken ct) => Task.CompletedTask;

    public async Task<RowEffect> TakeAsync(SheetRow row, CancellationToken ct)
    {
        var (validFrom, validTo, document) = (row.Day("validFrom"), row.DayOrNone("validTo"), row.TextOrNone("document"));
        var regionId = await db.RegionIdAsync(row, ("regionId", "code", "name"), validFrom, ct);
        if (row.IsFaulty)
        {
            return RowEffect.Unchanged;
        }

        if (validTo <= validFrom)
        {
            row.Fault("validTo", "end_not_after_start", "终止日须晚于起始日。", "The end must be after the start.");
            return RowEffect.Unchanged;
        }

        if (document?.Length > DocumentChecks.DocumentMax)
        {
            row.Fault(
                "document", "text_too_long",
                $"最多 {DocumentChecks.DocumentMax} 个字符。",
                $"It has at most {DocumentChecks.DocumentMax} characters.");
            return RowEffect.Unchanged;
        }

        await db.LockNameAsync("reference", ct);
        var region = await db.RegionNamedAsync(regionId, "regionId", ct);
        if (region.Level != RegionLevel.County)
        {
            row.Fault("regionId", "not_a_county", $"{region.Name} 不是县级地区。", $"{region.Name} is no county.");
            return RowEffect.Unchanged;
        }

        var before = await db.ViewWithHistoryAsync(region, ct);
        var listings = await db.PovertyListings.Where(listing => listing.RegionId == regionId).ToListAsync(ct);
        var known = listings.Find(listing => listing.ValidFrom == validFrom);
        var listing = PovertyListing.Of(regionId, validFrom, validTo, document);
        if (listings.Exists(other => other != known && !other.FollowsReference && other.Overlaps(listing)))
        {
            row.Fault(
                "validFrom", "listing_overlaps",
                $"{region.Name} 在这些日期已在名单中。",
                $"{region.Name} is on the list on some of these days already.");
            return RowEffect.Unchanged;
        }

        // What people file replaces what the registry started with.
        db.RemoveRange(listings.Where(other => other != known && other.FollowsReference));
        if (known is null)
        {
            db.Add(listing);
        }
        else if (!known.Revise(validTo, document))
        {
            return RowEffect.Unchanged;
        }

        // What the list says of code and name is not touched, so the region goes on following it.
        var changed = region with { Version = region.Version + 1, ChangedAt = registrar.Now };
        await db.StoreAsync([changed], ct);
        await db.SaveChangesAsync(ct);
        await registrar.PublishChangesAsync(db, [changed], new Dictionary<string, RegionView> { [regionId] = before }, document, ct);
        return known is null ? RowEffect.Created : RowEffect.Changed;
    }

    public async Task<IReadOnlyList<object?[]>> RowsAsync(CancellationToken ct)
    {
        var listings = await (
            from listing in db.PovertyListings.AsNoTracking()
            join region in db.Regions.AsNoTracking() on listing.RegionId equals region.Id
            orderby listing.RegionId, listing.ValidFrom
            select new { region.Id, region.Code, region.Name, listing.ValidFrom, listing.ValidTo, listing.Document }).ToListAsync(ct);
        return [.. listings.Select(listing => new object?[]
        {
            listing.Id, listing.Code, listing.Name, listing.ValidFrom, listing.ValidTo, listing.Document,
        })];
    }
}
