using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Carriers;

/// <summary>What the verbs of the register of carriers have in common.</summary>
static class CarrierRegister
{
    public const int NameMax = 100;
    public const int DocumentMax = 200;
    public const int ReasonMax = 500;

    const int RegionIdMax = 40;
    const int RelatedMax = 100;

    extension(LogisticsDb db)
    {
        /// <summary>The carrier with its region, locked until the transaction ends.</summary>
        /// <exception cref="NotFoundException">There is no such carrier.</exception>
        public async Task<Carrier> LockCarrierAsync(Guid carrierId, CancellationToken ct)
        {
            await db.LockAsync<Carrier>([carrierId], ct);
            return await db.Carriers.Include(carrier => carrier.Region).Include(carrier => carrier.Regions)
                .SingleOrDefaultAsync(carrier => carrier.Id == carrierId, ct) ?? throw NotFound(carrierId);
        }

        /// <summary>The carrier as the register has it; null when it is not registered.</summary>
        public Task<Carrier?> CarrierAsync(Guid? carrierId, CancellationToken ct) =>
            db.Carriers.AsNoTracking().SingleOrDefaultAsync(carrier => carrier.Id == carrierId, ct);
    }

    public static string LocationOf(Guid carrierId) => $"/logistics/carriers/{carrierId}";

    public static NotFoundException NotFound(Guid carrierId) => new(
        "carrier_not_found", $"没有承运商 {carrierId}，请核对标识。", $"There is no carrier {carrierId}; check its id.");

    extension(Checks checks)
    {
        /// <summary>What a carrier says of itself.</summary>
        public void Carrier(string name, string regionId, IReadOnlyList<Guid>? relatedTo, string? document)
        {
            checks.Text(name, "name", NameMax);
            checks.Code(regionId, "regionId", RegionIdMax);
            checks.Count(relatedTo?.Count ?? 0, 0, RelatedMax, "relatedTo", "个机构", "organisations");
            checks.Distinct(relatedTo ?? [], "relatedTo");
            checks.TextOrNone(document, "document", DocumentMax);
        }

        /// <summary>Why an office decides, and by which document.</summary>
        public void Decision(string reason, string document)
        {
            checks.Text(reason, "reason", ReasonMax);
            checks.Text(document, "document", DocumentMax);
        }
    }
}
