using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Sales;
using Marketplace.Crediting.Storage;

namespace Marketplace.Crediting.Registry;

/// <summary>
/// ← NegativeListingPublished. Keeps the negative list, and judges again what its subject has sold or bought since: what was confirmed on
/// its days is not eligible (CR-05f).
/// </summary>
public sealed class LearnNegativeList : IApplyEvent<NegativeListingPublished>
{
    public async Task ApplyAsync(LedgerWriter ledger, IReadOnlyList<NegativeListingPublished> happened, CancellationToken ct)
    {
        // One after the other, as a replay of the journal applies them.
        foreach (var message in happened)
        {
            await ApplyAsync(ledger, message, ct);
        }
    }

    static async Task ApplyAsync(LedgerWriter ledger, NegativeListingPublished message, CancellationToken ct)
    {
        var db = ledger.Db;
        var listing = await db.NegativeListings.FindAsync([message.ListingId], ct);
        if (listing?.Version >= message.Version)
        {
            return;
        }

        ledger.AppendEvent(message);
        if (listing is null)
        {
            listing = new NegativeListing { ListingId = message.ListingId, SubjectId = message.SubjectId };
            db.Add(listing);
        }

        listing.Learn(message.Version, message.ValidFrom, message.ValidUntil, message.LiftedFrom);
        await db.SaveChangesAsync(ct);
        var since = BusinessDay.StartOf(message.ValidFrom);
        await ReassessSales.PostAsync(
            ledger, SalesOf(db, message.Subject, message.SubjectId).Where(line => line.ConfirmedAt >= since), because: null, ct);
    }

    /// <summary>What it sold or bought, by an agent too.</summary>
    static IQueryable<SaleLine> SalesOf(CreditingDb db, NegativeListSubject subject, Guid id) =>
        subject == NegativeListSubject.Supplier ? db.SaleLines.Where(line => line.SupplierId == id || line.PrincipalSupplierId == id)
        : subject == NegativeListSubject.Product ? db.SaleLines.Where(line => line.ProductId == id || line.PrincipalProductId == id)
        : db.SaleLines.Where(line => line.UnitId == id || line.PrincipalUnitId == id);
}
