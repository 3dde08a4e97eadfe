using Marketplace.Contracts;

namespace Marketplace.Crediting.Domain;

/// <summary>
/// Decides what a sale is credited to (CR-02 to CR-14). It knows nothing but what it is given: the same sale and the same registry
/// always give the same judgement.
/// </summary>
public static class RuleBook
{
    /// <summary>The version of the first rule set (CR-25).</summary>
    public const int Version = 1;

    /// <summary>Where credit by region can arise.</summary>
    public static IReadOnlyList<(Scheme Scheme, PairingTier Tier)> RegionTiers { get; } =
    [
        (Scheme.EastWest, PairingTier.Province),
        (Scheme.EastWest, PairingTier.City),
        (Scheme.EastWest, PairingTier.County),
        (Scheme.Counterpart, PairingTier.Province),
        (Scheme.Counterpart, PairingTier.City),
        (Scheme.Counterpart, PairingTier.County),
    ];

    /// <summary>Where credit can arise. Figures add up within one of these only (CR-13).</summary>
    public static IReadOnlyList<(Scheme Scheme, PairingTier Tier)> SchemesAndTiers { get; } =
        [.. RegionTiers, (Scheme.Designated, PairingTier.Unit), (Scheme.Quota, PairingTier.Unit)];

    /// <summary>One decision for each scheme and tier, and what the sale has to be held for.</summary>
    /// <param name="line">The sale.</param>
    /// <param name="registry">What is known.</param>
    /// <param name="suspicion">What else speaks against it: a price, a batch, a suspicion; null when nothing does.</param>
    /// <param name="isResale">Its goods were credited when the supplier of origin sold them (CR-14).</param>
    public static Judgement Judge(SaleLine line, RegistryFacts registry, CreditReason? suspicion = null, bool isResale = false)
    {
        var parameters = registry.RuleSetOf(line).Parameters;
        var nothing = WhyNothing(line);
        List<TierDecision> decisions =
        [
            .. ByRegion(line, registry, parameters, nothing, isResale),
            ByDesignation(line, registry, nothing),
            ByQuota(line, nothing),
        ];

        if (WhyHeld(line, decisions, parameters, suspicion) is not { } held)
        {
            return new Judgement(decisions, HeldFor: null);
        }

        // A held line has no entries at all (CR-17).
        return new Judgement(
            [.. decisions.Select(decision => decision.Holder is null ? decision : new TierDecision(decision.Scheme, decision.Tier, held))],
            held);
    }

    /// <summary>What keeps the line from any credit; null when nothing does.</summary>
    static CreditReason? WhyNothing(SaleLine line) =>
        line.Status == SaleStatus.Voided ? CreditReason.Voided
        : line.Status == SaleStatus.Rejected ? CreditReason.HoldRejected
        : line.Charge != ChargeKind.Goods ? CreditReason.NotGoods
        : line.AmountFen <= 0 ? CreditReason.NothingAccepted
        : null;

    /// <summary>What keeps the line from credit by region or quota (CR-04, CR-05); null when nothing does.</summary>
    static CreditReason? WhyIneligible(SaleLine line) =>
        line.OriginPath.Length == 0 ? CreditReason.NoRecognition
        : line.Recognition is null || line.RecognitionState == RecognitionState.Declined
            ? IsOfAnotherProvince(line) ? CreditReason.NonOriginGoods : CreditReason.NoRecognition
        : line.Category == ProductCategory.Other ? CreditReason.CategoryNotEligible
        : !line.Recognition.IsValidOn(line.ConfirmedOn) ? CreditReason.RecognitionNotValid
        : line.Exclusion;

    static bool IsOfAnotherProvince(SaleLine line) => line.SupplierRegistrationPath is { Length: > 0 } registered
        && new RegionPath(registered).ProvinceId != new RegionPath(line.OriginPath).ProvinceId;

    static IEnumerable<TierDecision> ByRegion(
        SaleLine line, RegistryFacts registry, RuleParameters parameters, CreditReason? nothing, bool isResale)
    {
        var ineligible = nothing ?? WhyIneligible(line)
            ?? (isResale ? CreditReason.Resale
                : parameters.ExcludeOriginProvinceDelivery && IsDeliveredInOriginProvince(line) ? CreditReason.DeliveredInOriginProvince
                : null);
        // By origin or by the registration of the supplier, the same for all lines (CR-12).
        var west = parameters.WestAttribution == WestAttribution.SupplierRegistration
            && line.SupplierRegistrationPath is { Length: > 0 } registered
            ? registered
            : line.OriginPath;
        var buyers = new RegionPath(line.UnitPath);
        var direct = ineligible ?? WhyNotDirect(line, parameters);
        var assisted = ineligible ?? WhyNotAssisted(line, parameters);
        var bought = direct is null ? registry.Pairings.Between(buyers, new RegionPath(west), line.RecognitionDate, line.KnownAt) : [];
        var helped = assisted is null
            ? registry.Pairings.Between(new RegionPath(FacilitatorPath(line)!), new RegionPath(west), line.RecognitionDate, line.KnownAt)
            : [];
        var reverse = line.OriginPath.Length == 0
            ? []
            : registry.Pairings.Between(new RegionPath(line.OriginPath), buyers, line.RecognitionDate, line.KnownAt);
        return RegionTiers.Select(at =>
        {
            // Tier by tier: direct first, then assisted (CR-08).
            var first = direct is { } why ? new TierDecision(at.Scheme, at.Tier, why) : Match(at, line, bought, CreditMode.DirectPurchase);
            var second = first.Holder is null && first.Reason.Outcome != CreditOutcome.Held && assisted is null
                ? Match(at, line, helped, CreditMode.AssistedSale)
                : first;
            var decision = second.Holder is not null || second.Reason == CreditReason.AmbiguousPairing || direct is not null
                ? second
                : first;
            if (decision.Holder is null && MayBeReverse(decision)
                && reverse.Any(group => group.Any(pairing => pairing.Scheme == at.Scheme && pairing.IsValidOn(line.RecognitionDate))))
            {
                return new TierDecision(at.Scheme, at.Tier, CreditReason.ReverseFlow);
            }

            return decision.Holder is null && line.FacilitatorId is not null && !line.IsFacilitatedInTime
                && decision.Reason is CreditReason.NoPairing or CreditReason.PairingNotValid or CreditReason.NotForOwnUse
                ? new TierDecision(at.Scheme, at.Tier, CreditReason.FacilitatorNamedLate)
                : decision;
        });
    }

    static bool IsDeliveredInOriginProvince(SaleLine line) =>
        new RegionPath(line.DeliveryPath).ProvinceId == new RegionPath(line.OriginPath).ProvinceId;

    /// <summary>What keeps the sale from being a direct purchase; null when nothing does (CR-06).</summary>
    static CreditReason? WhyNotDirect(SaleLine line, RuleParameters parameters) =>
        line.Capacity != BuyerCapacity.OwnUse || line.Source == SaleSource.ImportedLedger ? CreditReason.NotForOwnUse
        : line.IsUnitCentral && !parameters.CentralUnitsCountForLocation ? CreditReason.CentralUnit
        : null;

    static CreditReason? WhyNotAssisted(SaleLine line, RuleParameters parameters) =>
        FacilitatorPath(line) is null ? CreditReason.NoPairing
        : (line.Capacity == BuyerCapacity.Staff && line.FacilitatorId is null ? line.IsUnitCentral : line.IsFacilitatorCentral)
            && !parameters.CentralUnitsCountForLocation ? CreditReason.CentralUnit
        : null;

    /// <summary>The facilitator's region; of purchases by staff that of the unit that organises them (CR-07).</summary>
    static string? FacilitatorPath(SaleLine line) =>
        line.FacilitatorId is null ? line.Capacity == BuyerCapacity.Staff ? line.UnitPath : null
        : line.IsFacilitatedInTime ? line.FacilitatorPath
        : null;

    static TierDecision ByDesignation(SaleLine line, RegistryFacts registry, CreditReason? nothing)
    {
        var where = (Scheme.Designated, PairingTier.Unit);
        if (nothing is { } why)
        {
            return new TierDecision(where.Designated, where.Unit, why);
        }

        if (line.Recognition is null || line.RecognitionState == RecognitionState.Declined || line.OriginId.Length == 0)
        {
            return new TierDecision(where.Designated, where.Unit, CreditReason.NoRecognition);
        }

        var holders = registry.Designations(line.OriginId, line.RecognitionDate, line.KnownAt).ToList();
        var bought = Nearest(line.UnitTree, holders);
        var holder = bought ?? (line.IsFacilitatedInTime ? Nearest(line.FacilitatorTree, holders) : null);
        return holder is null
            ? new TierDecision(where.Designated, where.Unit, CreditReason.NoDesignation)
            : new TierDecision(
                where.Designated,
                where.Unit,
                CreditReason.DesignationMatched,
                new Holder(holder.DesignationId, holder.Version, line.UnitPath, holder.CountyPath),
                bought is not null && line.Capacity == BuyerCapacity.OwnUse ? CreditMode.DirectPurchase : CreditMode.AssistedSale);
    }

    /// <summary>The assignment of the unit itself, else of the nearest above it (CR-10).</summary>
    static Designation? Nearest(string tree, List<Designation> holders) => holders.Count == 0
        ? null
        : tree.Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Select(id => holders.FirstOrDefault(designation => designation.UnitId == Guid.Parse(id)))
            .FirstOrDefault(designation => designation is not null);

    /// <summary>Whose quota the purchase executes, whatever the pairings say (CR-11).</summary>
    static TierDecision ByQuota(SaleLine line, CreditReason? nothing)
    {
        var why = nothing ?? (line.QuotaUnitId is null || line.Capacity == BuyerCapacity.Resale ? CreditReason.NoQuota
            : WhyIneligible(line) ?? (line.IsFormerPovertyCounty ? null : CreditReason.NotOnQuotaList));
        return why is { } reason
            ? new TierDecision(Scheme.Quota, PairingTier.Unit, reason)
            : new TierDecision(
                Scheme.Quota,
                PairingTier.Unit,
                CreditReason.QuotaExecuted,
                new Holder(QuotaAccounts.IdOf(line.QuotaUnitId!.Value, line.RecognitionDate.Year), 1, line.UnitPath, line.OriginPath),
                CreditMode.DirectPurchase);
    }

    /// <summary>The pairing with the deepest eastern, then the deepest western party, of those that count for this sale (CR-08).</summary>
    static TierDecision Match(
        (Scheme Scheme, PairingTier Tier) at, SaleLine line, IReadOnlyList<IReadOnlyList<Pairing>> candidates, CreditMode mode)
    {
        var isPaired = false;
        foreach (var sameParties in candidates)
        {
            Pairing[] paired = [.. sameParties.Where(pairing => pairing.Scheme == at.Scheme && pairing.Tier == at.Tier)];
            isPaired |= paired.Length > 0;

            // A sale confirmed before the end still belongs to the ended pairing, even if the same parties have a new one by now (CR-09).
            Pairing[] ended = [.. paired.Where(pairing => pairing.IsInTransition(line.ConfirmedOn, line.RecognitionDate))];
            Pairing[] counting = ended.Length > 0 ? ended : [.. paired.Where(pairing => pairing.IsValidOn(line.RecognitionDate))];
            if (counting.Length > 1)
            {
                return new TierDecision(at.Scheme, at.Tier, CreditReason.AmbiguousPairing);
            }

            if (counting is [var item])
            {
                return new TierDecision(
                    at.Scheme,
                    at.Tier,
                    ended.Length > 0 ? CreditReason.PairingInTransition : CreditReason.PairingMatched,
                    new Holder(item.PairingId, item.Version, item.EastPath, item.WestPath),
                    mode);
            }
        }

        return new TierDecision(at.Scheme, at.Tier, isPaired ? CreditReason.PairingNotValid : CreditReason.NoPairing);
    }

    /// <summary>
    /// What the sale has to be held for, if it would earn anything (CR-17); an imported row waits for its reviews in any case (CR-22). The
    /// county's register comes first: what it has not confirmed is not released for another reason (CR-04).
    /// </summary>
    static CreditReason? WhyHeld(SaleLine line, List<TierDecision> decisions, RuleParameters parameters, CreditReason? suspicion) =>
        suspicion == CreditReason.AwaitingReview ? CreditReason.AwaitingReview
        : line.RecognitionState == RecognitionState.Unconfirmed && decisions.Exists(IsCreditedOrHeld) ? CreditReason.RecognitionUnconfirmed
        : Counts(line, CreditReason.AmbiguousPairing) && decisions.Exists(decision => decision.Reason == CreditReason.AmbiguousPairing)
            ? CreditReason.AmbiguousPairing
        : !decisions.Exists(decision => decision.Holder is not null) ? null
        : suspicion is not null ? suspicion
        : Counts(line, CreditReason.FacilitatorProofMissing)
            && parameters.FacilitatorProofRequired && line.FacilitatorId is not null && string.IsNullOrWhiteSpace(line.FacilitatorProof)
            && decisions.Exists(decision => decision is { Holder: not null, Mode: CreditMode.AssistedSale })
            ? CreditReason.FacilitatorProofMissing
        : null;

    /// <summary>Both sides have not released it for this reason (CR-17).</summary>
    static bool Counts(SaleLine line, CreditReason reason) => !line.ReleasedFor.Contains(reason);

    static bool IsCreditedOrHeld(TierDecision decision) => decision.Holder is not null || decision.Reason.Outcome == CreditOutcome.Held;

    // The buyer lies in the western party and the origin in the eastern one. Eastern goods usually have no recognition either; that
    // they flow west says more about them.
    static bool MayBeReverse(TierDecision decision) => decision.Reason is CreditReason.NoPairing or CreditReason.PairingNotValid
        or CreditReason.NoRecognition or CreditReason.NonOriginGoods or CreditReason.CategoryNotEligible;
}

/// <summary>What the rule book says of a sale.</summary>
/// <param name="Decisions">One for each scheme and tier.</param>
/// <param name="HeldFor">What it has to be held for; null when nothing.</param>
public sealed record Judgement(IReadOnlyList<TierDecision> Decisions, CreditReason? HeldFor);

/// <summary>What was decided about a sale at a scheme and tier.</summary>
/// <param name="Scheme">The scheme.</param>
/// <param name="Tier">The tier.</param>
/// <param name="Reason">Why; it also names the rule.</param>
/// <param name="Holder">What the sale is credited to; null when it isn't.</param>
/// <param name="Mode">How the eastern side earned it.</param>
public sealed record TierDecision(
    Scheme Scheme, PairingTier Tier, CreditReason Reason, Holder? Holder = null, CreditMode Mode = CreditMode.DirectPurchase);

/// <summary>What a sale is credited to.</summary>
/// <param name="Id">The pairing, the designation, or the quota account of a unit and year.</param>
/// <param name="Version">The version by which it was decided.</param>
/// <param name="EastPath">The region path of the eastern side.</param>
/// <param name="WestPath">The region path of the western side.</param>
public sealed record Holder(Guid Id, long Version, string EastPath, string WestPath);
