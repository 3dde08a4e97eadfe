using Marketplace.Catalog.Domain;
using Marketplace.Catalog.Messages;
using Marketplace.Catalog.Storage;
using Marketplace.Contracts;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Recognitions;

/// <summary>
/// The counties' registers and the listings that claim to stand in them. Whoever changes either holds the lock of the supplier, so that no
/// claim is missed that is listed while its record is issued.
/// </summary>
static class RecognitionRegister
{
    extension(CatalogDb db)
    {
        /// <summary>What a listing says of its recognition: what the county's register has, otherwise what the seller claims.</summary>
        /// <param name="claim">Null when the seller claims none.</param>
        /// <param name="supplierId">Who sells.</param>
        /// <param name="productId">The product.</param>
        /// <param name="countyId">The origin; null when it is not declared.</param>
        public async Task<Recognition?> ConfirmedAsync(
            RecognitionClaim? claim, Guid supplierId, Guid productId, string? countyId, CancellationToken ct)
        {
            if (claim is null)
            {
                return null;
            }

            var record = await db.RecognitionRecords.AsNoTracking().SingleOrDefaultAsync(
                known => known.Kind == CertificateKind.Recognition && known.CountyId == countyId
                    && known.Number == claim.Number && known.HolderId == supplierId, ct);
            return record?.IsFor(productId) is true ? record.Confirmed : claim.Unconfirmed;
        }

        /// <summary>
        /// Publishes a recognition that has changed, and every listing on which it has an effect. Other certificates tell nobody.
        /// </summary>
        public async Task TellAsync(RecognitionRecord record, CancellationToken ct)
        {
            if (record.Kind != CertificateKind.Recognition)
            {
                return;
            }

            db.Publish(record.ToMessage());
            var claiming = db.Products.Where(p => (p.SupplierId == record.HolderId || p.PrincipalId == record.HolderId)
                && ((p.OriginId == record.CountyId && p.Recognition!.Number == record.Number)
                    || p.Components.Any(c => c.OriginId == record.CountyId && c.Recognition!.Number == record.Number)));
            await db.LockAsync<Product>(await claiming.Select(p => p.Id).ToListAsync(ct), ct);
            foreach (var product in await claiming.Include(p => p.Origin).ToListAsync(ct))
            {
                if (product.Recognise(record))
                {
                    db.Publish(product.ToMessage());
                }
            }
        }

        /// <summary>400 unless the supplier is registered and the product and the batch are its own.</summary>
        public async Task RequireHolderAsync(Guid supplierId, Guid? productId, Guid? batchId, CancellationToken ct)
        {
            if (!await db.Suppliers.AnyAsync(supplier => supplier.Id == supplierId, ct))
            {
                throw new InvalidRequestException(
                    "unknown_supplier", "supplierId", "该供应商尚未登记。", "The supplier is not registered.");
            }

            if (productId is not null
                && !await db.Products.AnyAsync(product => product.Id == productId && product.SupplierId == supplierId, ct))
            {
                throw new InvalidRequestException(
                    "unknown_product", "productId", "该供应商没有这个商品。", "The supplier has no such product.");
            }

            if (batchId is not null && !await db.Batches.AnyAsync(batch => batch.Id == batchId && batch.ProductId == productId, ct))
            {
                throw new InvalidRequestException(
                    "unknown_batch", "batchId", "该商品没有这个批次。", "The product has no such batch.");
            }
        }

        /// <summary>
        /// The certificates of these suppliers that are not recognitions, declined ones left out; for listings and batches.
        /// </summary>
        public async Task<ILookup<Guid, RecognitionRecord>> CertificatesAsync(IEnumerable<Guid> supplierIds, CancellationToken ct)
        {
            Guid[] holders = [.. supplierIds.Distinct()];
            return (await db.RecognitionRecords.AsNoTracking()
                .Where(record => holders.Contains(record.HolderId) && record.Kind != CertificateKind.Recognition && !record.IsDeclined)
                .OrderBy(record => record.Id).ToListAsync(ct)).ToLookup(record => record.HolderId);
        }

        /// <summary>Locks the supplier of a record, and reads the record with its county.</summary>
        /// <exception cref="NotFoundException">There is no such record.</exception>
        public async Task<RecognitionRecord> LockRecognitionAsync(Guid recordId, CancellationToken ct)
        {
            var holderId = await db.RecognitionRecords.Where(record => record.Id == recordId)
                .Select(record => (Guid?)record.HolderId).SingleOrDefaultAsync(ct) ?? throw NotFound();
            await db.LockAsync<Supplier>([holderId], ct);
            return await db.RecognitionRecords.Include(record => record.County).SingleAsync(record => record.Id == recordId, ct);
        }
    }

    public static NotFoundException NotFound() => new(
        "recognition_not_found", "没有这条认定登记，请核对标识。", "There is no such record of recognition; check the id.");

    /// <summary>409 when the county has declined the claim, or not answered it yet: there is nothing to renew or to withdraw.</summary>
    public static void RequireIssued(RecognitionRecord record)
    {
        if (record.IsClaim)
        {
            throw new RuleBrokenException(
                "recognition_unconfirmed",
                "该证书尚未经产地县确认，没有可续期或撤销的登记。",
                "The county has not confirmed this certificate yet, so there is nothing to renew or withdraw.");
        }

        if (record.IsDeclined)
        {
            throw new RuleBrokenException(
                "recognition_declined",
                "该认定编号已被产地县否认，没有可续期或撤销的认定；确有认定的，请重新登记。",
                "The county declined this claim, so there is nothing to renew or withdraw; "
                + "issue the recognition if there is one after all.");
        }
    }
}
