using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.EntityFrameworkCore;
using Region = Marketplace.PurchasingUnits.Domain.Region;

namespace Marketplace.PurchasingUnits.Regions;

/// <summary>The message that publishes regions.</summary>
static class RegionMessages
{
    const int RegionsPerMessage = 500;
    const decimal MicroDegrees = 1_000_000;

    extension(UnitsDb db)
    {
        /// <summary>The messages that publish the regions, with their history as it is stored.</summary>
        public async Task<IReadOnlyList<RegionsPublished>> MessagesOfAsync(IReadOnlyCollection<Region> regions, CancellationToken ct)
        {
            var messages = new List<RegionsPublished>();
            foreach (var chunk in regions.Chunk(RegionsPerMessage))
            {
                string[] ids = [.. chunk.Select(region => region.Id)];
                var versions = (await db.RegionCodeVersions.AsNoTracking().Where(version => ids.Contains(version.RegionId)).ToListAsync(ct))
                    .ToLookup(version => version.RegionId);
                var listings = (await db.PovertyListings.AsNoTracking().Where(listing => ids.Contains(listing.RegionId)).ToListAsync(ct))
                    .ToLookup(listing => listing.RegionId);
                messages.Add(
                    new RegionsPublished { Regions = [.. chunk.Select(region => Of(region, versions[region.Id], listings[region.Id]))] });
            }

            return messages;
        }
    }

    extension(Registrar registrar)
    {
        /// <summary>Publishes regions that were changed, and records the change for the audit trail.</summary>
        /// <param name="before">The regions as they were, by id; a region that is missing there is new.</param>
        public async Task PublishChangesAsync(
            UnitsDb db, IReadOnlyCollection<Region> regions,
            IReadOnlyDictionary<string, RegionView> before, string? document, CancellationToken ct)
        {
            foreach (var message in await db.MessagesOfAsync(regions, ct))
            {
                registrar.Publish(message);
            }

            foreach (var region in regions)
            {
                registrar.Record(
                    RegistryKind.Region,
                    region.Id,
                    region.Version,
                    [region.Path],
                    before.GetValueOrDefault(region.Id),
                    await db.ViewWithHistoryAsync(region, ct),
                    document);
            }
        }
    }

    static RegionsPublished.Region Of(Region region, IEnumerable<RegionCodeVersion> versions, IEnumerable<PovertyListing> listings)
    {
        RegionsPublished.CodeVersion[] codes = [.. versions.OrderBy(version => version.ValidFrom)
            .Select(version => new RegionsPublished.CodeVersion(version.Code, version.Name, version.ValidFrom, version.ValidTo))];
        RegionsPublished.Listing[] poverty = [.. listings.OrderBy(listing => listing.ValidFrom)
            .Select(listing => new RegionsPublished.Listing(listing.ValidFrom, listing.ValidTo))];
        return new()
        {
            RegionId = region.Id,
            Version = region.Version,
            Code = region.Code,
            Name = region.Name,
            Level = region.Level,
            Path = new RegionPath(region.Path),
            EndedOn = region.EndedOn,
            CodeVersions = codes.Length == 0 ? null : codes,
            FormerPovertyCounty = poverty.Length == 0 ? null : poverty,
            RegisteredAt = region.ChangedAt,
            Longitude = region.LongitudeMicroDegrees / MicroDegrees,
            Latitude = region.LatitudeMicroDegrees / MicroDegrees,
        };
    }
}
