using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Listings;
using Marketplace.Ordering.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Drafts;

/// <summary>
/// Finds the products that are meant by names and ids. A name means a product when exactly one that is on offer has it, in the form in
/// which names are compared (CR-22); otherwise what may be meant is named, and nothing is chosen.
/// </summary>
sealed class MatchProducts
{
    const int AtOnce = 500;
    const int CandidatesMax = 5;
    const int SimilarMax = 50;
    const int UnknownMax = 50;

    readonly Dictionary<Guid, Listing> _byId = [];
    readonly Dictionary<string, List<Listing>> _byForm = new(StringComparer.Ordinal);
    readonly Dictionary<string, List<Listing>> _similar = new(StringComparer.Ordinal);
    readonly Dictionary<Guid, Supplier> _suppliers = [];

    /// <summary>Reads all listings that these lines may mean.</summary>
    public static async Task<MatchProducts> ReadAsync(OrderingDb db, IReadOnlyCollection<DraftEntry> entries, CancellationToken ct)
    {
        var known = new MatchProducts();
        string[] typed = [.. entries.SelectMany(entry => (string?[])[entry.Product, entry.ProductId]).OfType<string>().Distinct()];
        Guid[] ids = [.. typed.Select(IdOf).OfType<Guid>().Distinct()];
        string[] forms = [.. entries.Select(entry => entry.Product).OfType<string>().Where(text => IdOf(text) is null)
            .Select(NormalForm.Of).Where(form => form.Length > 0).Distinct()];
        foreach (var some in ids.Chunk(AtOnce))
        {
            known.Add(await db.Listings.AsNoTracking().Where(listing => some.Contains(listing.ProductId)).ToListAsync(ct));
        }

        foreach (var some in forms.Chunk(AtOnce))
        {
            known.Add(await db.Listings.AsNoTracking().Where(listing => some.Contains(listing.NameForm)).ToListAsync(ct));
        }

        await known.ReadSimilarAsync(db, [.. forms.Where(form => !known._byForm.ContainsKey(form)).Take(UnknownMax)], ct);
        Guid[] sellers = [.. known.All.Select(listing => listing.SupplierId).Distinct()];
        foreach (var some in sellers.Chunk(AtOnce))
        {
            foreach (var supplier in await db.Suppliers.AsNoTracking().Where(row => some.Contains(row.SupplierId)).ToListAsync(ct))
            {
                known._suppliers[supplier.SupplierId] = supplier;
            }
        }

        return known;
    }

    /// <summary>The product of a line, or why there is none.</summary>
    public (Listing? Listing, DraftFault? Fault) Of(DraftEntry entry)
    {
        if (entry.ProductId is { } typedId)
        {
            return ById(entry, typedId, "productId");
        }

        if (entry.Product is not { } typed)
        {
            return (null, new DraftFault("product", "product_missing", "请填写产品名称或标识。", "Give the name or the id of a product."));
        }

        return IdOf(typed) is not null ? ById(entry with { Product = null }, typed, "product") : ByName(entry, typed);
    }

    (Listing?, DraftFault?) ById(DraftEntry entry, string typed, string field)
    {
        if (IdOf(typed) is not { } id || !_byId.TryGetValue(id, out var listing))
        {
            return (null, new DraftFault(
                field, "product_unknown",
                $"没有标识为“{typed}”的产品，请从商品目录中选择。", $"There is no product of the id \"{typed}\"; choose one from the catalogue."));
        }

        if (entry.Product is { } name && NormalForm.Of(name) != listing.NameForm)
        {
            return (null, new DraftFault(
                "product", "product_differs",
                $"标识所指的产品是“{listing.Name}”，与填写的“{name}”不同，请更正其一。",
                $"The id is that of \"{listing.Name}\", not of \"{name}\"; correct one of them.",
                [CandidateOf(listing)]));
        }

        return IsSoldBy(listing, entry.Supplier) ? (listing, null) : (null, OfAnother(entry, [listing]));
    }

    (Listing?, DraftFault?) ByName(DraftEntry entry, string typed)
    {
        var form = NormalForm.Of(typed);
        var named = _byForm.GetValueOrDefault(form) ?? [];
        List<Listing> onOffer = [.. named.Where(listing => listing.IsOnOffer)];
        List<Listing> meant = [.. onOffer.Where(listing => IsSoldBy(listing, entry.Supplier))];
        return meant switch
        {
            [var only] => (only, null),
            [_, ..] => (null, new DraftFault(
                "product", "product_ambiguous",
                $"名为“{typed}”的在售产品有 {meant.Count} 个，请填写供应商，或选定其中一个的标识。",
                $"{meant.Count} products on offer are called \"{typed}\"; name the supplier, or give the id of the one that is meant.",
                Candidates(ByPrice(meant)))),
            [] when onOffer.Count > 0 => (null, OfAnother(entry, onOffer)),
            [] when named.Count > 0 => (null, new DraftFault(
                "product", "product_withdrawn",
                $"产品“{typed}”已下架，请另选产品。", $"\"{typed}\" is no longer on offer; choose another product.",
                Candidates(_similar.GetValueOrDefault(form) ?? []))),
            [] => (null, new DraftFault(
                "product", "product_unknown",
                $"没有名为“{typed}”的在售产品，请核对名称或从商品目录中选择。",
                $"No product on offer is called \"{typed}\"; check the name, or choose one from the catalogue.",
                Candidates(_similar.GetValueOrDefault(form) ?? []))),
        };
    }

    DraftFault OfAnother(DraftEntry entry, List<Listing> others) => new(
        "supplier", "product_of_another",
        $"供应商“{entry.Supplier}”没有在售的该产品，请核对供应商。",
        $"The supplier \"{entry.Supplier}\" has no such product on offer; check the supplier.",
        Candidates(ByPrice(others)));

    bool IsSoldBy(Listing listing, string? supplier) => supplier is null
        || (IdOf(supplier) is { } id
            ? listing.SupplierId == id
            : _suppliers.TryGetValue(listing.SupplierId, out var known) && NormalForm.AreSame(known.Name, supplier));

    IReadOnlyList<DraftCandidate>? Candidates(List<Listing> listings) => listings.Count == 0
        ? null
        : [.. listings.Take(CandidatesMax).Select(CandidateOf)];

    /// <summary>Of goods that are called the same; of similar ones the likest come first.</summary>
    static List<Listing> ByPrice(List<Listing> listings) =>
        [.. listings.OrderBy(listing => listing.PriceTiers[0].UnitPrice.TenThousandths)];

    DraftCandidate CandidateOf(Listing listing) => new(
        listing.ProductId,
        listing.Name,
        _suppliers.GetValueOrDefault(listing.SupplierId)?.Name,
        listing.Unit.Name,
        listing.PriceTiers[0].UnitPrice);

    IEnumerable<Listing> All =>
        _byId.Values.Concat(_byForm.Values.SelectMany(rows => rows)).Concat(_similar.Values.SelectMany(rows => rows));

    void Add(IEnumerable<Listing> listings)
    {
        foreach (var listing in listings)
        {
            _byId[listing.ProductId] = listing;
            if (!_byForm.TryGetValue(listing.NameForm, out var named))
            {
                _byForm[listing.NameForm] = named = [];
            }

            if (named.TrueForAll(other => other.ProductId != listing.ProductId))
            {
                named.Add(listing);
            }
        }
    }

    async Task ReadSimilarAsync(OrderingDb db, IReadOnlyCollection<string> unknown, CancellationToken ct)
    {
        foreach (var form in unknown)
        {
            var (start, end) = (SimilarNames.StartOf(form), SimilarNames.EndOf(form));
            var starts = db.Listings.AsNoTracking().Where(listing => listing.NameStart == start && listing.IsOnOffer)
                .OrderBy(listing => listing.ProductId).Take(SimilarMax);
            var ends = db.Listings.AsNoTracking().Where(listing => listing.NameEnd == end && listing.IsOnOffer)
                .OrderBy(listing => listing.ProductId).Take(SimilarMax);
            List<Listing> found = [.. await starts.ToListAsync(ct), .. await ends.ToListAsync(ct)];
            _similar[form] =
            [
                .. found.DistinctBy(listing => listing.ProductId)
                    .Select(listing => (Listing: listing, Likeness: SimilarNames.Between(form, listing.NameForm)))
                    .Where(listing => listing.Likeness > 0).OrderByDescending(listing => listing.Likeness)
                    .Take(CandidatesMax).Select(listing => listing.Listing),
            ];
        }
    }

    static Guid? IdOf(string text) => Guid.TryParse(text, out var id) ? id : null;
}
