using System.Diagnostics.CodeAnalysis;
using Marketplace.Contracts;

namespace Marketplace.Crediting.Domain;

/// <summary>
/// 成交行: what was accepted of an order line in one acceptance, with all that an auditor will ask for, frozen as it was that day.
/// Only the decisions change, when the registry tells later of a pairing that it belongs to.
/// </summary>
public sealed class SaleLine
{
    public required Guid LineId { get; init; }

    /// <summary>Counts the acceptances of a shipment from 1; with the line it names the sale.</summary>
    public required int AcceptanceNo { get; init; }

    public required Guid OrderId { get; init; }

    public required string OrderNumber { get; init; }

    public required int LineNumber { get; init; }

    public required DateTimeOffset ConfirmedAt { get; init; }

    public required Guid UnitId { get; init; }

    public required string UnitName { get; init; }

    /// <summary>The region path to which the unit belonged on the recognition date (CR-06).</summary>
    public required string UnitPath { get; init; }

    public required bool IsUnitCentral { get; init; }

    public required bool IsUnitDesignated { get; init; }

    public required Guid SupplierId { get; init; }

    public required string SupplierName { get; init; }

    public required Guid ProductId { get; init; }

    public required long ListingVersion { get; init; }

    public required string ProductName { get; init; }

    public required ProductCategory Category { get; init; }

    public required ProcessingLevel ProcessingLevel { get; init; }

    /// <summary>The region path of the county of origin (CR-04).</summary>
    public required string OriginPath { get; init; }

    public required string OriginName { get; init; }

    /// <summary>The region id of the province of origin, by which lines are found that a new pairing may concern.</summary>
    public required string OriginProvince { get; init; }

    /// <summary>Null when the product has no recognition.</summary>
    public string? RecognitionNumber { get; init; }

    public DateOnly? RecognitionFrom { get; init; }

    /// <summary>Last day of validity, inclusive.</summary>
    public DateOnly? RecognitionUntil { get; init; }

    public required string TradeUnit { get; init; }

    public long? TradeUnitGrams { get; init; }

    public int? TradeUnitPieces { get; init; }

    public required UnitPrice UnitPrice { get; init; }

    public required Quantity Ordered { get; init; }

    public required Quantity Dispatched { get; init; }

    public required Quantity Accepted { get; init; }

    public required Quantity Short { get; init; }

    public required Quantity Rejected { get; init; }

    public string? RejectionReason { get; init; }

    /// <summary>The value of what was accepted (CR-02, CR-03).</summary>
    public required long AmountFen { get; init; }

    public required Guid AcceptanceId { get; init; }

    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>Who accepted: the subject of the token.</summary>
    public required string AcceptedBy { get; init; }

    /// <summary>The day of the acceptance in Asia/Shanghai (CR-01).</summary>
    public required DateOnly RecognitionDate { get; init; }

    public required Guid ShipmentId { get; init; }

    public required string Waybill { get; init; }

    public required DateTimeOffset DispatchedAt { get; init; }

    public required DateTimeOffset DeliveredAt { get; init; }

    /// <summary>The region path of where the goods went (CR-05e).</summary>
    public required string DeliveryPath { get; init; }

    public required IReadOnlyList<BatchPart> Batches { get; init; }

    public required int RuleSetVersion { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>What was decided at the scheme and tier that the name says; until then, that no pairing is known.</summary>
    public CreditReason EastWestProvince { get; private set; } = CreditReason.NoPairing;

    public CreditReason EastWestCity { get; private set; } = CreditReason.NoPairing;

    public CreditReason EastWestCounty { get; private set; } = CreditReason.NoPairing;

    public CreditReason CounterpartProvince { get; private set; } = CreditReason.NoPairing;

    public CreditReason CounterpartCity { get; private set; } = CreditReason.NoPairing;

    public CreditReason CounterpartCounty { get; private set; } = CreditReason.NoPairing;

    /// <summary>What became of the line as a whole: credited when it is at any scheme and tier.</summary>
    public CreditOutcome Outcome { get; private set; }

    /// <summary>The day on which the order was confirmed, in Asia/Shanghai (CR-05, CR-09).</summary>
    public DateOnly ConfirmedOn => BusinessDay.Of(ConfirmedAt);

    /// <summary>Null when the product has none.</summary>
    public Recognition? Recognition => RecognitionNumber is { } number && RecognitionFrom is { } from && RecognitionUntil is { } until
        ? new Recognition { Number = number, ValidFrom = from, ValidUntil = until }
        : null;

    /// <summary>What was decided at a scheme and tier.</summary>
    [SuppressMessage("Design", "CA1043", Justification = "Scheme and tier together name the decision.")]
    public CreditReason this[Scheme scheme, PairingTier tier] => (scheme, tier) switch
    {
        (Scheme.EastWest, PairingTier.Province) => EastWestProvince,
        (Scheme.EastWest, PairingTier.City) => EastWestCity,
        (Scheme.EastWest, PairingTier.County) => EastWestCounty,
        (Scheme.Counterpart, PairingTier.Province) => CounterpartProvince,
        (Scheme.Counterpart, PairingTier.City) => CounterpartCity,
        (Scheme.Counterpart, PairingTier.County) => CounterpartCounty,
        _ => throw NotByRegion(scheme, tier),
    };

    /// <summary>
    /// Remembers what was decided, and returns the decisions that earn credit and had not earned it before. What was credited once
    /// stays so here: only an entry in the ledger can take credit back.
    /// </summary>
    public IReadOnlyList<TierDecision> Decide(IReadOnlyList<TierDecision> decisions)
    {
        var news = new List<TierDecision>();
        foreach (var decision in decisions)
        {
            if (this[decision.Scheme, decision.Tier].IsCredited)
            {
                continue;
            }

            Set(decision);
            if (decision.Pairing is not null)
            {
                news.Add(decision);
            }
        }

        Outcome = OutcomeOfLine();
        return news;
    }

    void Set(TierDecision decision)
    {
        switch (decision.Scheme, decision.Tier)
        {
            case (Scheme.EastWest, PairingTier.Province):
                EastWestProvince = decision.Reason;
                break;
            case (Scheme.EastWest, PairingTier.City):
                EastWestCity = decision.Reason;
                break;
            case (Scheme.EastWest, PairingTier.County):
                EastWestCounty = decision.Reason;
                break;
            case (Scheme.Counterpart, PairingTier.Province):
                CounterpartProvince = decision.Reason;
                break;
            case (Scheme.Counterpart, PairingTier.City):
                CounterpartCity = decision.Reason;
                break;
            case (Scheme.Counterpart, PairingTier.County):
                CounterpartCounty = decision.Reason;
                break;
            default:
                throw NotByRegion(decision.Scheme, decision.Tier);
        }
    }

    CreditOutcome OutcomeOfLine()
    {
        CreditOutcome[] outcomes = [.. RuleBook.SchemesAndTiers.Select(at => this[at.Scheme, at.Tier].Outcome)];
        return outcomes.Contains(CreditOutcome.Credited) ? CreditOutcome.Credited
            : outcomes.Contains(CreditOutcome.Held) ? CreditOutcome.Held
            : outcomes.Contains(CreditOutcome.ReverseFlow) ? CreditOutcome.ReverseFlow
            : outcomes[0];
    }

    static InvalidOperationException NotByRegion(Scheme scheme, PairingTier tier) => new($"{scheme} {tier} is not credited by region.");
}

/// <summary>So much of a batch.</summary>
public sealed record BatchPart(Guid BatchId, Quantity Quantity);
