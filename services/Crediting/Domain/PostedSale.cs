using Marketplace.Contracts;

namespace Marketplace.Crediting.Domain;

/// <summary>A sale with all of its entries: what stands in the ledger, to which <see cref="Posting"/> adds the difference.</summary>
/// <param name="line">The sale.</param>
/// <param name="entries">All entries that it has.</param>
public sealed class PostedSale(SaleLine line, IEnumerable<CreditEntry> entries)
{
    readonly List<CreditEntry> _entries = [.. entries];

    public SaleLine Line => line;

    /// <summary>Its entries, in the order of the ledger.</summary>
    public IReadOnlyList<CreditEntry> Entries => _entries;

    /// <summary>What stands at each scheme and tier, by holder and mode.</summary>
    public IReadOnlyList<PostedBalance> Balances => PostedBalance.Of(_entries);

    /// <summary>Some of it is credited to somebody.</summary>
    public bool IsCredited => Balances.Any(balance => balance.AmountFen != 0);

    /// <summary>Some of it is credited in East–West collaboration or counterpart support.</summary>
    public bool IsCreditedByRegion => Balances.Any(balance =>
        balance is { AmountFen: not 0, Scheme: Scheme.EastWest or Scheme.Counterpart });

    /// <summary>What stands at a scheme and tier for a holder and mode.</summary>
    public long StandingFen(Scheme scheme, PairingTier tier, Guid holderId, CreditMode mode) => _entries
        .Where(entry => entry.Scheme == scheme && entry.Tier == tier && entry.HolderId == holderId && entry.Mode == mode)
        .Sum(entry => entry.AmountFen);

    /// <summary>The number of the next entry of a type at a scheme and tier (CR-21).</summary>
    public int NextSequence(Scheme scheme, PairingTier tier, EntryType type) => 1 + _entries
        .Where(entry => entry.Scheme == scheme && entry.Tier == tier && entry.EntryType == type)
        .Select(entry => entry.Sequence).DefaultIfEmpty().Max();

    /// <summary>A new entry of the sale.</summary>
    public void Add(CreditEntry entry) => _entries.Add(entry);
}
