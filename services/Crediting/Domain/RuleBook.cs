using Marketplace.Contracts;

namespace Marketplace.Crediting.Domain;

/// <summary>
/// Decides what a sale is credited to (CR-01 to CR-09). It knows nothing but what it is given: the same line and the same pairings
/// always give the same decisions.
/// </summary>
public static class RuleBook
{
    /// <summary>Stored with each entry (CR-25).</summary>
    public const int Version = 1;

    /// <summary>A line has one origin for now, so one share.</summary>
    public const int OnlyShare = 1;

    /// <summary>Where credit by region can arise. Figures add up within one of these only (CR-13).</summary>
    public static IReadOnlyList<(Scheme Scheme, PairingTier Tier)> SchemesAndTiers { get; } =
    [
        (Scheme.EastWest, PairingTier.Province),
        (Scheme.EastWest, PairingTier.City),
        (Scheme.EastWest, PairingTier.County),
        (Scheme.Counterpart, PairingTier.Province),
        (Scheme.Counterpart, PairingTier.City),
        (Scheme.Counterpart, PairingTier.County),
    ];

    /// <summary>One decision for each scheme and tier.</summary>
    public static IReadOnlyList<TierDecision> Credit(SaleLine line, Pairings pairings, RuleParameters? parameters = null)
    {
        var unit = new RegionPath(line.UnitPath);
        var origin = new RegionPath(line.OriginPath);
        var ineligible = WhyIneligible(line, parameters ?? RuleParameters.Default);
        var candidates = ineligible is null ? pairings.Between(unit, origin, line.RecognitionDate) : [];
        var reverse = pairings.Between(origin, unit, line.RecognitionDate);
        return [.. SchemesAndTiers.Select(at =>
        {
            var decision = ineligible is { } reason
                ? new TierDecision(at.Scheme, at.Tier, reason)
                : Match(at.Scheme, at.Tier, line, candidates);
            return MayBeReverse(decision) && reverse.Any(group => group.Any(one => one.Scheme == at.Scheme && one.IsValidOn(line.RecognitionDate)))
                ? new TierDecision(at.Scheme, at.Tier, CreditReason.ReverseFlow)
                : decision;
        })];
    }

    /// <summary>What keeps the line from being credited whatever the pairings are; null when nothing does.</summary>
    static CreditReason? WhyIneligible(SaleLine line, RuleParameters parameters) =>
        line.AmountFen == 0 ? CreditReason.NothingAccepted
        : line.Recognition is null ? CreditReason.NoRecognition
        : line.Category == ProductCategory.Other ? CreditReason.CategoryNotEligible
        : !line.Recognition.IsValidOn(line.ConfirmedOn) ? CreditReason.RecognitionNotValid
        : parameters.ExcludeOriginProvinceDelivery && new RegionPath(line.DeliveryPath).ProvinceId == new RegionPath(line.OriginPath).ProvinceId
            ? CreditReason.DeliveredInOriginProvince
        : line.IsUnitCentral && !parameters.CentralUnitsCountForLocation ? CreditReason.CentralUnit
        : null;

    /// <summary>The pairing with the deepest eastern, then the deepest western party, of those that count for this sale (CR-08).</summary>
    static TierDecision Match(Scheme scheme, PairingTier tier, SaleLine line, IReadOnlyList<IReadOnlyList<Pairing>> candidates)
    {
        var isPaired = false;
        foreach (var sameParties in candidates)
        {
            Pairing[] paired = [.. sameParties.Where(pairing => pairing.Scheme == scheme && pairing.Tier == tier)];
            isPaired |= paired.Length > 0;

            // A sale confirmed before the end still belongs to the ended pairing, even if the same parties have a new one by now (CR-09).
            Pairing[] ended = [.. paired.Where(pairing => pairing.IsInTransition(line.ConfirmedOn, line.RecognitionDate))];
            Pairing[] counting = ended.Length > 0 ? ended : [.. paired.Where(pairing => pairing.IsValidOn(line.RecognitionDate))];
            if (counting.Length > 1)
            {
                return new TierDecision(scheme, tier, CreditReason.AmbiguousPairing);
            }

            if (counting.Length == 1)
            {
                return new TierDecision(
                    scheme, tier, ended.Length > 0 ? CreditReason.PairingInTransition : CreditReason.PairingMatched, counting[0]);
            }
        }

        return new TierDecision(scheme, tier, isPaired ? CreditReason.PairingNotValid : CreditReason.NoPairing);
    }

    // The buyer lies in the western party and the origin in the eastern one. Eastern goods usually have no recognition either; that
    // they flow west says more about them.
    static bool MayBeReverse(TierDecision decision) =>
        decision.Reason is CreditReason.NoPairing or CreditReason.PairingNotValid or CreditReason.NoRecognition or CreditReason.CategoryNotEligible;
}

/// <summary>What was decided about a line at a scheme and tier.</summary>
/// <param name="Scheme">The scheme.</param>
/// <param name="Tier">The tier.</param>
/// <param name="Reason">Why; it also names the rule.</param>
/// <param name="Pairing">The version of the pairing that the line is credited to; null when it isn't.</param>
public sealed record TierDecision(Scheme Scheme, PairingTier Tier, CreditReason Reason, Pairing? Pairing = null);
