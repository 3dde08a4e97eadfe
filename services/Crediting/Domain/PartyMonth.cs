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
/// Entries summed up by who took part in their sales, from which parties read what is theirs. Projected from the ledger, and checked
/// against its entries by VerifyLedger as far as they have come. The party of a sale never changes, so that a sum is only ever added to.
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

    /// <summary>Who took part in the sale of an entry, each in its role.</summary>
    /// <param name="mode">Of the entry: only an assisted sale is also its facilitator's.</param>
    public static IEnumerable<(Guid Id, PartyRole Role)> PartiesOf(CreditMode mode, Guid unitId, Guid supplierId, Guid? facilitatorId)
    {
        yield return (unitId, PartyRole.Buyer);
        yield return (supplierId, PartyRole.Supplier);
        if (mode == CreditMode.AssistedSale && facilitatorId is { } facilitator)
        {
            yield return (facilitator, PartyRole.Facilitator);
        }
    }
}
