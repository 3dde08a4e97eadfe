using System.Diagnostics.CodeAnalysis;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;

namespace Marketplace.Crediting.Domain;

/// <content>What the registry says about the sale, what was decided, and what is left of its value. Only events of
/// the journal change it.</content>
public sealed partial class SaleLine
{
    public string UnitPath { get; private set; } = "";

    public bool IsUnitCentral { get; private set; }

    public bool IsUnitDesignated { get; private set; }

    public UnitKind UnitKind { get; private set; } = UnitKind.MarketParticipant;

    public string UnitTree { get; private set; } = "";

    public Guid? QuotaUnitId { get; private set; }

    public string? FacilitatorName { get; private set; }

    public string? FacilitatorPath { get; private set; }

    public string FacilitatorTree { get; private set; } = "";

    public bool IsFacilitatorCentral { get; private set; }

    /// <summary>
    /// Why it is not eligible because of who sells or buys or of what is sold, by the day of confirmation; null when it is (CR-05).
    /// </summary>
    public CreditReason? Exclusion { get; private set; }

    public string OriginPath { get; private set; } = "";

    public string OriginName { get; private set; } = "";

    /// <summary>The region id of the county of origin; empty when it was not declared.</summary>
    public string OriginId { get; private set; } = "";

    /// <summary>The region id of the province of origin, by which sales are found that a change of the registry may concern.</summary>
    public string OriginProvince { get; private set; } = "";

    public bool IsFormerPovertyCounty { get; private set; }

    /// <summary>What the county's register says of the recognition; null when the product has none (CR-04).</summary>
    public RecognitionState? RecognitionState { get; private set; }

    /// <summary>The record that the register has of it by now; null while the ledger has heard of none.</summary>
    public Guid? RegisteredRecordId { get; private set; }

    /// <summary>First day of validity by that record.</summary>
    public DateOnly? RegisteredFrom { get; private set; }

    /// <summary>Last day of validity by that record, inclusive.</summary>
    public DateOnly? RegisteredUntil { get; private set; }

    /// <summary>An official corrected the origin or the unit's region of this sale; the registry no longer changes it (CR-19).</summary>
    public bool IsCorrectedByHand { get; private set; }

    public SaleStatus Status { get; private set; } = SaleStatus.Normal;

    /// <summary>What it is or was held for; null when it never was.</summary>
    public CreditReason? HeldFor { get; private set; }

    /// <summary>What it was held for until both sides released it: it is not held for that again (CR-17).</summary>
    public IReadOnlyList<CreditReason> ReleasedFor { get; private set; } = [];

    /// <summary>What is left of the amount after returns and price cuts: what each credit of it must add up to (CR-15).</summary>
    public long NetFen { get; private set; }

    /// <summary>
    /// What stood after the last price cut, and how much of the goods was then left: returns are reckoned from there (CR-15).
    /// </summary>
    public long ReturnBaseFen { get; private set; }

    public Quantity ReturnBaseQuantity { get; private set; }

    public Quantity ReturnedSinceBase { get; private set; }

    /// <summary>
    /// The unit price after all price cuts and rises that were agreed later (CR-15); rounded to four places, half away from zero.
    /// </summary>
    public UnitPrice CurrentUnitPrice { get; private set; }

    public CreditReason EastWestProvince { get; private set; } = CreditReason.NoPairing;

    public CreditReason EastWestCity { get; private set; } = CreditReason.NoPairing;

    public CreditReason EastWestCounty { get; private set; } = CreditReason.NoPairing;

    public CreditReason CounterpartProvince { get; private set; } = CreditReason.NoPairing;

    public CreditReason CounterpartCity { get; private set; } = CreditReason.NoPairing;

    public CreditReason CounterpartCounty { get; private set; } = CreditReason.NoPairing;

    public CreditReason DesignatedUnit { get; private set; } = CreditReason.NoDesignation;

    public CreditReason QuotaUnit { get; private set; } = CreditReason.NoQuota;

    /// <summary>What became of the sale as a whole: credited when it is at any scheme and tier.</summary>
    public CreditOutcome Outcome { get; private set; }

    /// <summary>What became of it in East–West collaboration and counterpart support, by which R13 lists it.</summary>
    public CreditReason RegionReason { get; private set; } = CreditReason.NoPairing;

    /// <summary>Driven by policy rather than the market: a direct purchase credited by region or designation, or a quota (R9).</summary>
    public bool IsPolicyDriven { get; private set; }

    /// <summary>From when all evidence was there; null before, and after some of it was taken back (已核实).</summary>
    public DateTimeOffset? VerifiedAt { get; private set; }

    /// <summary>The month in which it counts as verified, "2026-11".</summary>
    public string? VerifiedPeriod { get; private set; }

    /// <summary>What was decided at a scheme and tier.</summary>
    [SuppressMessage("Design", "CA1043", Justification = "Scheme and tier together name the decision.")]
    public CreditReason this[Scheme scheme, PairingTier tier]
    {
        get => (scheme, tier) switch
        {
            (Scheme.EastWest, PairingTier.Province) => EastWestProvince,
            (Scheme.EastWest, PairingTier.City) => EastWestCity,
            (Scheme.EastWest, PairingTier.County) => EastWestCounty,
            (Scheme.Counterpart, PairingTier.Province) => CounterpartProvince,
            (Scheme.Counterpart, PairingTier.City) => CounterpartCity,
            (Scheme.Counterpart, PairingTier.County) => CounterpartCounty,
            (Scheme.Designated, PairingTier.Unit) => DesignatedUnit,
            (Scheme.Quota, PairingTier.Unit) => QuotaUnit,
            _ => throw NoSuch(scheme, tier),
        };

        private set => _ = (scheme, tier) switch
        {
            (Scheme.EastWest, PairingTier.Province) => EastWestProvince = value,
            (Scheme.EastWest, PairingTier.City) => EastWestCity = value,
            (Scheme.EastWest, PairingTier.County) => EastWestCounty = value,
            (Scheme.Counterpart, PairingTier.Province) => CounterpartProvince = value,
            (Scheme.Counterpart, PairingTier.City) => CounterpartCity = value,
            (Scheme.Counterpart, PairingTier.County) => CounterpartCounty = value,
            (Scheme.Designated, PairingTier.Unit) => DesignatedUnit = value,
            (Scheme.Quota, PairingTier.Unit) => QuotaUnit = value,
            _ => throw NoSuch(scheme, tier),
        };
    }

    /// <summary>The unit whose region counts: the buyer, or the unit that it is the registered agent of.</summary>
    public Guid CountingUnitId => UnitTree.Length == 0 ? UnitId : Guid.Parse(UnitTree.AsSpan(1, 36));

    public Attribution Attribution => new()
    {
        UnitPath = UnitPath,
        IsUnitCentral = IsUnitCentral,
        IsUnitDesignated = IsUnitDesignated,
        UnitKind = UnitKind,
        UnitTree = UnitTree,
        QuotaUnitId = QuotaUnitId,
        FacilitatorName = FacilitatorName,
        FacilitatorPath = FacilitatorPath,
        FacilitatorTree = FacilitatorTree,
        IsFacilitatorCentral = IsFacilitatorCentral,
        Exclusion = Exclusion,
        OriginPath = OriginPath,
        OriginName = OriginName,
        IsFormerPovertyCounty = IsFormerPovertyCounty,
    };

    /// <summary>Sets what the registry says of the sale's parties and origin.</summary>
    public SaleLine Attribute(Attribution said, bool byHand = false)
    {
        UnitPath = said.UnitPath;
        IsUnitCentral = said.IsUnitCentral;
        IsUnitDesignated = said.IsUnitDesignated;
        UnitKind = said.UnitKind;
        UnitTree = said.UnitTree;
        QuotaUnitId = said.QuotaUnitId;
        FacilitatorName = said.FacilitatorName;
        FacilitatorPath = said.FacilitatorPath;
        FacilitatorTree = said.FacilitatorTree;
        IsFacilitatorCentral = said.IsFacilitatorCentral;
        Exclusion = said.Exclusion;
        OriginPath = said.OriginPath;
        OriginName = said.OriginName;
        OriginId = said.OriginPath.Length == 0 ? "" : new RegionPath(said.OriginPath).RegionId;
        OriginProvince = said.OriginPath.Length == 0 ? "" : new RegionPath(said.OriginPath).ProvinceId;
        IsFormerPovertyCounty = said.IsFormerPovertyCounty;
        IsCorrectedByHand |= byHand;
        return this;
    }

    /// <summary>Sets what the county's register says of the recognition (CR-04).</summary>
    /// <param name="record">The record; null when the ledger has heard of none.</param>
    public SaleLine Recognise(RecognitionRecord? record)
    {
        // The county of origin has reviewed an imported row with the recognition that it names (CR-22).
        RecognitionState = RecognitionNumber is null ? null
            : Source == SaleSource.ImportedLedger ? Domain.RecognitionState.Confirmed
            : record is null ? RecognitionRecordId is null ? Domain.RecognitionState.Unconfirmed : Domain.RecognitionState.Confirmed
            : record.IsFor(RecognisedProductId) ? Domain.RecognitionState.Confirmed
            : Domain.RecognitionState.Declined;
        var confirming = RecognitionState == Domain.RecognitionState.Confirmed ? record : null;
        (RegisteredRecordId, RegisteredFrom, RegisteredUntil) = (confirming?.RecordId, confirming?.ValidFrom, confirming?.LastDay);
        return this;
    }

    /// <summary>Sets the remaining value to the full value at acceptance.</summary>
    public SaleLine Begin()
    {
        NetFen = AmountFen;
        ReturnBaseFen = AmountFen;
        ReturnBaseQuantity = Accepted;
        PartQuantity = Accepted;
        CurrentUnitPrice = UnitPrice;
        return this;
    }

    /// <summary>Sets what was decided.</summary>
    public void Decide(Judgement judgement)
    {
        foreach (var decision in judgement.Decisions)
        {
            this[decision.Scheme, decision.Tier] = decision.Reason;
        }

        if (judgement.HeldFor is { } held && Status is SaleStatus.Normal or SaleStatus.Held or SaleStatus.Released)
        {
            // Only officials end a hold, except one that the registry ends; another reason takes its place.
            HeldFor = Status == SaleStatus.Held && HeldFor is { IsEndedByRegistry: false } ? HeldFor : held;
            Status = SaleStatus.Held;
        }
        else if (judgement.HeldFor is null && Status == SaleStatus.Held)
        {
            Status = ReleasedFor.Count == 0 ? SaleStatus.Normal : SaleStatus.Released;
        }

        Outcome = OutcomeOf(RuleBook.SchemesAndTiers);
        var region = RuleBook.RegionTiers.Select(at => this[at.Scheme, at.Tier]).ToList();
        RegionReason = region.Where(reason => reason.IsCredited).Cast<CreditReason?>().FirstOrDefault()
            ?? region.Where(reason => reason.Outcome == CreditOutcome.Held).Cast<CreditReason?>().FirstOrDefault()
            ?? region.Where(reason => reason.Outcome == CreditOutcome.ReverseFlow).Cast<CreditReason?>().FirstOrDefault()
            ?? region[0];
        IsPolicyDriven = judgement.Decisions.Any(decision => decision.Holder is not null
            && (decision.Scheme == Scheme.Quota || decision.Mode == CreditMode.DirectPurchase));
    }

    /// <summary>Credited in East–West collaboration or counterpart support.</summary>
    public bool IsCreditedByRegion => RuleBook.RegionTiers.Any(at => this[at.Scheme, at.Tier].IsCredited);

    /// <summary>Releases or rejects what it is held for (CR-17); for what else speaks against it, it is held again.</summary>
    public void EndHold(bool isReleased)
    {
        Status = isReleased ? SaleStatus.Released : SaleStatus.Rejected;
        if (isReleased && HeldFor is { } reason)
        {
            ReleasedFor = [.. ReleasedFor, reason];
        }
    }

    /// <summary>
    /// Both sides have approved an imported row, or one has rejected it; nothing when the sale was voided meanwhile (CR-22).
    /// </summary>
    public void EndReview(bool isApproved)
    {
        if (IsAwaitingReview)
        {
            Status = isApproved ? SaleStatus.Normal : SaleStatus.Rejected;
        }
    }

    /// <summary>An imported row that its counties have not both reviewed yet (CR-22).</summary>
    public bool IsAwaitingReview => Status == SaleStatus.Held && HeldFor == CreditReason.AwaitingReview;

    /// <summary>Found not to be genuine (CR-18).</summary>
    public void Void() => Status = SaleStatus.Voided;

    /// <summary>Found to be genuine after all; what it was held for is judged again (CR-18).</summary>
    public void Reinstate() => (Status, HeldFor, ReleasedFor) = (SaleStatus.Normal, null, []);

    public void Verify(DateTimeOffset at, Month period) => (VerifiedAt, VerifiedPeriod) = (at, period.ToString());

    /// <summary>What proved it was taken back (CR-16).</summary>
    public VerificationWithdrawal WithdrawVerification(DateTimeOffset at, Month period, long eventNo, long lastEntryNo)
    {
        var withdrawal = new VerificationWithdrawal
        {
            LineId = LineId,
            AcceptanceNo = AcceptanceNo,
            ShareNo = ShareNo,
            EventNo = eventNo,
            VerifiedAt = VerifiedAt!.Value,
            VerifiedPeriod = VerifiedPeriod!,
            WithdrawnAt = at,
            WithdrawnPeriod = period.ToString(),
            LastEntryNo = lastEntryNo,
        };
        (VerifiedAt, VerifiedPeriod) = (null, null);
        return withdrawal;
    }

    CreditOutcome OutcomeOf(IReadOnlyList<(Scheme Scheme, PairingTier Tier)> places)
    {
        CreditOutcome[] outcomes = [.. places.Select(at => this[at.Scheme, at.Tier].Outcome)];
        return outcomes.Contains(CreditOutcome.Credited) ? CreditOutcome.Credited
            : outcomes.Contains(CreditOutcome.Held) ? CreditOutcome.Held
            : outcomes.Contains(CreditOutcome.ReverseFlow) ? CreditOutcome.ReverseFlow
            : outcomes[0];
    }

    static InvalidOperationException NoSuch(Scheme scheme, PairingTier tier) => new($"Nothing is credited under {scheme} at {tier}.");
}
