using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Refusals;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Listings;

/// <summary>What can be ordered: listings and their suppliers as far as they have been learned.</summary>
public sealed class KnownOffers(
    OrderingDb db, ShortLivedCache<Guid, Listing> listings, ShortLivedCache<Guid, Supplier> suppliers,
    ShortLivedCache<Guid, KnownOffers.NegativeEntries> negativeEntries)
{
    /// <summary>What the negative list says of a supplier, unit or product; mostly nothing.</summary>
    public sealed record NegativeEntries(Guid SubjectId, IReadOnlyList<NegativeListing> All);

    /// <summary>The listings of these products and the suppliers of those listings; what is not known is left out.</summary>
    public async Task<(Dictionary<Guid, Listing> Listings, Dictionary<Guid, Supplier> Suppliers)> OfAsync(
        IReadOnlyList<Guid> productIds, CancellationToken ct)
    {
        var known = await listings.GetAsync(
            productIds,
            ids => db.Listings.AsNoTracking().Where(row => ids.Contains(row.ProductId)).ToListAsync(ct),
            row => row.ProductId);
        var sellers = await suppliers.GetAsync(
            known.Values.Select(listing => listing.SupplierId),
            ids => db.Suppliers.AsNoTracking().Where(row => ids.Contains(row.SupplierId)).ToListAsync(ct),
            row => row.SupplierId);
        return (known, sellers);
    }

    /// <summary>409 while a unit, a product, its supplier, or whoever that sells it for is on the negative list (CR-05f).</summary>
    /// <param name="units">Who buys, and for whom.</param>
    /// <param name="bought">What is bought.</param>
    /// <param name="today">The day.</param>
    public async Task RequireNotListedAsync(
        IEnumerable<Guid> units, IEnumerable<Listing> bought, DateOnly today, CancellationToken ct)
    {
        if (await ListedAsync(units, bought, today, ct) is [var first, ..])
        {
            throw first.Refusal;
        }
    }

    /// <summary>Whom and what the negative list forbids to trade on the day (CR-05f), and what is said of it.</summary>
    /// <inheritdoc cref="RequireNotListedAsync"/>
    public async Task<IReadOnlyList<(Guid SubjectId, RuleBrokenException Refusal)>> ListedAsync(
        IEnumerable<Guid> units, IEnumerable<Listing> bought, DateOnly today, CancellationToken ct)
    {
        Guid[] subjects = [.. units, .. bought.SelectMany(SubjectsOf).Distinct()];
        var known = await negativeEntries.GetAsync(subjects, ids => ReadNegativeEntriesAsync(ids, today, ct), of => of.SubjectId);
        var entries = known.Values.SelectMany(of => of.All).Where(listed => listed.IsInForce(today));
        return [.. entries.Select(entry => (entry.SubjectId, new RuleBrokenException(
            "on_negative_list",
            $"“{entry.SubjectName}”在负面清单内，至 {entry.ValidUntil:yyyy-MM-dd} 止不得交易：{entry.Reason}",
            $"\"{entry.SubjectName}\" is on the negative list and does not trade until {entry.ValidUntil:yyyy-MM-dd}: {entry.Reason}")))];
    }

    async Task<List<NegativeEntries>> ReadNegativeEntriesAsync(Guid[] subjects, DateOnly today, CancellationToken ct)
    {
        var entries = await db.NegativeListings.AsNoTracking()
            .Where(listed => subjects.Contains(listed.SubjectId) && today <= listed.ValidUntil).ToListAsync(ct);
        var bySubject = entries.ToLookup(listed => listed.SubjectId);
        return [.. subjects.Select(subject => new NegativeEntries(subject, [.. bySubject[subject]]))];
    }

    /// <summary>What an entry of the negative list may be about: the product, its supplier, and whoever that sells it for.</summary>
    internal static IEnumerable<Guid> SubjectsOf(Listing listing) => listing.Agency is { } agency
        ? [listing.ProductId, listing.SupplierId, agency.ProductId, agency.PrincipalId]
        : [listing.ProductId, listing.SupplierId];
}
