using Marketplace.Catalog.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Regions;

/// <summary>
/// The command "catalog-by-region": what of the catalogue rests on regions, by their ids or codes. Before regions change it tells whose
/// recognitions, suppliers and listings that touches, which "update-regions" of the registry can't know.
/// </summary>
public static class ListByRegion
{
    const int Done = 0;
    const int Refused = 1;
    const int Usage = 64;

    public static async Task<int> CommandAsync(
        IServiceProvider services, IReadOnlyList<string> args, TextWriter output, CancellationToken ct)
    {
        if (args.Count == 0)
        {
            await output.WriteLineAsync("catalog-by-region REGION…      the ids or codes of regions");
            return Usage;
        }

        var db = services.GetRequiredService<CatalogDb>();
        var isUnknown = false;
        foreach (var named in args)
        {
            var regions = await db.Regions.AsNoTracking().Where(region => region.Id == named || region.Code == named)
                .OrderBy(region => region.Id).ToListAsync(ct);
            isUnknown |= regions.Count == 0;
            await output.WriteLineAsync(regions.Count == 0 ? $"{named}: no such region." : $"{named} {regions[^1].Name}");
            foreach (var region in regions)
            {
                foreach (var line in await LinesAsync(db, region.Id, ct))
                {
                    await output.WriteLineAsync($"    {line}");
                }
            }
        }

        return isUnknown ? Refused : Done;
    }

    static async Task<IReadOnlyList<string>> LinesAsync(CatalogDb db, string regionId, CancellationToken ct)
    {
        var suppliers = await db.Suppliers.AsNoTracking()
            .Where(supplier => supplier.RegistrationRegionId == regionId || supplier.OperatingRegionId == regionId)
            .OrderBy(supplier => supplier.Id).Select(supplier => new { supplier.Id, supplier.Name }).ToListAsync(ct);
        var records = await db.RecognitionRecords.AsNoTracking()
            .Where(record => record.CountyId == regionId && record.WithdrawnFrom == null && !record.IsDeclined)
            .OrderBy(record => record.Id).Select(record => new { record.Id, record.Kind, record.Number }).ToListAsync(ct);
        var products = await db.Products.AsNoTracking()
            .Where(product => product.IsOnOffer
                && (product.OriginId == regionId || product.Components.Any(component => component.OriginId == regionId)))
            .OrderBy(product => product.Id).Select(product => new { product.Id, product.Name }).ToListAsync(ct);
        return
        [
            .. suppliers.Select(supplier => $"supplier {supplier.Id} {supplier.Name}"),
            .. records.Select(record => $"{record.Kind} {record.Id} {record.Number}"),
            .. products.Select(product => $"listing {product.Id} {product.Name}"),
        ];
    }
}
