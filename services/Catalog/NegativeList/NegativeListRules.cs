using Marketplace.Catalog.Domain;
using Marketplace.Catalog.Storage;
using Marketplace.Contracts.Catalog;
using Marketplace.Platform.Refusals;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.NegativeList;

/// <summary>What the negative list forbids (CR-05f).</summary>
static class NegativeListRules
{
    extension(CatalogDb db)
    {
        /// <summary>The entries that count on the day.</summary>
        public IQueryable<NegativeListing> NegativeListingsOn(DateOnly day) => db.NegativeListings.Where(entry =>
            entry.ValidFrom <= day && day <= entry.ValidUntil && (entry.LiftedFrom == null || day < entry.LiftedFrom));

        /// <summary>409 while the product, its supplier, or whoever the supplier sells it for is on the list.</summary>
        public async Task RequireNotListedAsync(Product product, DateOnly today, CancellationToken ct)
        {
            Guid[] subjects = product.Agency is { } agency
                ? [product.Id, product.SupplierId, agency.ProductId, agency.PrincipalId]
                : [product.Id, product.SupplierId];
            var entry = await db.NegativeListingsOn(today).FirstOrDefaultAsync(listed => subjects.Contains(listed.SubjectId), ct);
            if (entry is not null)
            {
                throw new RuleBrokenException(
                    "on_negative_list",
                    $"“{entry.SubjectName}”在负面清单内，至 {entry.ValidUntil:yyyy-MM-dd} 止不得上架或报送批次：{entry.Reason}",
                    $"\"{entry.SubjectName}\" is on the negative list and not offered until {entry.ValidUntil:yyyy-MM-dd}: {entry.Reason}",
                    entry.Subject == NegativeListSubject.Product ? "productId" : "supplierId");
            }
        }
    }

    public static NotFoundException NotFound() => new(
        "negative_listing_not_found", "负面清单没有这一条，请核对标识。", "There is no such entry of the negative list; check the id.");
}
