using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Registry;

/// <summary>← RegionsPublished. Keeps the names and codes that reports show.</summary>
public sealed class LearnRegions(CreditingDb db) : IHear<RegionsPublished>
{
    public async Task HearAsync(IReadOnlyList<RegionsPublished> messages, CancellationToken ct)
    {
        var newest = messages.SelectMany(message => message.Regions).GroupBy(region => region.RegionId)
            .Select(versions => versions.MaxBy(region => region.Version)!).ToList();
        foreach (var some in newest.Chunk(1_000))
        {
            string[] ids = [.. some.Select(region => region.RegionId)];
            var known = await db.Regions.Where(region => ids.Contains(region.RegionId)).ToDictionaryAsync(region => region.RegionId, ct);
            foreach (var heard in some)
            {
                if (!known.TryGetValue(heard.RegionId, out var region))
                {
                    region = new Region { RegionId = heard.RegionId };
                    db.Add(region);
                }

                region.Learn(heard.Version, heard.Code, heard.Name, heard.Level, heard.Path.Value);
            }
        }
    }
}
