using Marketplace.Contracts;

namespace Marketplace.Crediting.Domain;

/// <summary>As what an organisation took part in a sale.</summary>
public enum PartyRole
{
    /// <summary>The buyer of record.</summary>
    Buyer = 1,

    /// <summary>Whoever sold, for itself or as an agent.</summary>
    Supplier = 2,

    /// <summary>Whoever helped to sell, where the sale was credited as an assisted one (CR-07).</summary>
    Facilitator = 3,
}

/// <summary>
/// Entries summed up by who took part in their sales, from which parties read what is theirs. Kept in the transaction of the entries and
/// checked against them by VerifyLedger. The party of a sale never changes, so that a sum is only ever added to.
/// </summary>
public sealed class PartyMonth
{
    /// <summary>The unit, the supplier or the facilitator.</summary>
    public required Guid PartyId { get; init; }

    public required PartyRole Role { get; init; }

    /// <summary>"2026-11".</summary>
    public required string PostingPeriod { get; init; }

    /// <summary>The month of the recognition date, "2026-11".</summary>
    public required string RecognitionMonth { get; init; }

    public required Scheme Scheme { get; init; }

    public required PairingTier Tier { get; init; }

    /// <summary>The pairing, the designation or the quota account.</summary>
    public required Guid HolderId { get; init; }

    public required CreditMode Mode { get; init; }

    public required long AmountFen { get; init; }

    /// <summary>What of the amount is subsidy (CR-13).</summary>
    public required long SubsidisedFen { get; init; }

    public required long Entries { get; init; }

    /// <summary>Sums up entries, ordered by key.</summary>
    /// <param name="entries">The entries with their sales.</param>
    public static IReadOnlyList<PartyMonth> Sums(IEnumerable<(CreditEntry Entry, SaleLine Line)> entries) =>
    [
        .. entries
            .SelectMany(posted => PartiesOf(posted.Entry, posted.Line), (posted, party) => (posted.Entry, Party: party))
            .GroupBy(posted => (
                posted.Party.Id, posted.Party.Role, posted.Entry.PostingPeriod,
                RecognitionMonth: Month.Of(posted.Entry.RecognitionDate).ToString(), posted.Entry.Scheme, posted.Entry.Tier,
                posted.Entry.HolderId, posted.Entry.Mode))
            .OrderBy(group => group.Key)
            .Select(group => new PartyMonth
            {
                PartyId = group.Key.Id,
                Role = group.Key.Role,
                PostingPeriod = group.Key.PostingPeriod,
                RecognitionMonth = group.Key.RecognitionMonth,
                Scheme = group.Key.Scheme,
                Tier = group.Key.Tier,
                HolderId = group.Key.HolderId,
                Mode = group.Key.Mode,
                AmountFen = group.Sum(posted => posted.Entry.AmountFen),
                SubsidisedFen = group.Sum(posted => posted.Entry.SubsidisedFen),
                Entries = group.LongCount(),
            }),
    ];

    static IEnumerable<(Guid Id, PartyRole Role)> PartiesOf(CreditEntry entry, SaleLine line)
    {
        yield return (line.UnitId, PartyRole.Buyer);
        yield return (line.SupplierId, PartyRole.Supplier);
        if (entry.Mode == CreditMode.AssistedSale && line.FacilitatorId is { } facilitator)
        {
            yield return (facilitator, PartyRole.Facilitator);
        }
    }
}
