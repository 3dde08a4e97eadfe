using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Payables;

/// <summary>What the buyers of some orders have agreed with their suppliers on the days of the orders.</summary>
sealed class KnownTerms
{
    readonly ILookup<(Guid UnitId, Guid SupplierId), AgreedTerm> _terms;

    KnownTerms(ILookup<(Guid UnitId, Guid SupplierId), AgreedTerm> terms) => _terms = terms;

    public static async Task<KnownTerms> OfAsync(OrderingDb db, IReadOnlyCollection<OrderPart> parts, CancellationToken ct)
    {
        Guid[] units = [.. parts.Select(part => part.UnitId).Distinct()];
        Guid[] suppliers = [.. parts.Select(part => part.SupplierId).Distinct()];
        var terms = await db.AgreedTerms.AsNoTracking()
            .Where(term => units.Contains(term.UnitId) && suppliers.Contains(term.SupplierId)).ToListAsync(ct);
        return new(terms.ToLookup(term => (term.UnitId, term.SupplierId)));
    }

    /// <summary>
    /// The last day for the payment of a part, when its two sides had agreed on one on the day of the order; null otherwise.
    /// </summary>
    public DateOnly? DueOn(OrderPart part, DateTimeOffset deliveredAt)
    {
        var day = BusinessDay.Of(part.SubmittedAt);
        return _terms[(part.UnitId, part.SupplierId)].FirstOrDefault(term => term.HoldsOn(day)) is { } agreed
            ? BusinessDay.Of(deliveredAt).AddDays(agreed.Days)
            : null;
    }
}
