using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;

namespace Marketplace.Crediting.Domain;

/// <summary>
/// 成交行: what was accepted of an order line in one acceptance and comes from one origin, with all that an auditor will ask for, frozen
/// as it was that day. A line of several origins has a row for each share (CR-04).
/// </summary>
public sealed partial class SaleLine
{
    int _shareNo = 1;
    int _shares = 1;
    long _amountFen;
    long _subsidisedFen;
    Quantity _shareQuantity;
    IReadOnlyList<BatchPart> _batches = [];

    public required Guid LineId { get; init; }

    /// <summary>Counts the acceptances of a shipment from 1; with the line it names the sale.</summary>
    public required int AcceptanceNo { get; init; }

    /// <summary>
    /// Counts the rows of the line from 1: its origins, then what was split off because its batches don't cover it (CR-04, CR-14).
    /// </summary>
    public int ShareNo { get => _shareNo; init => _shareNo = value; }

    /// <summary>How many rows the line has.</summary>
    public int Shares { get => _shares; init => _shares = value; }

    /// <summary>An order of the platform, or a row of an imported ledger. What only the one has is null for the other.</summary>
    public SaleSource Source { get; init; } = SaleSource.Platform;

    /// <summary>The event of the journal that recorded it.</summary>
    public long EventNo { get; set; }

    public SaleKey Key => new(LineId, AcceptanceNo, ShareNo);

    /// <summary>The order, or the import of which it is a row: what counts as one purchase (R7).</summary>
    public required Guid PurchaseId { get; init; }

    /// <summary>The number of the order, or of the document that the row names.</summary>
    public required string PurchaseNumber { get; init; }

    /// <summary>The line of the order, or the row of the ledger file.</summary>
    public required int LineNumber { get; init; }

    /// <summary>When the order was confirmed; of an imported row the end of its day, the only time that it tells.</summary>
    public required DateTimeOffset ConfirmedAt { get; init; }

    /// <summary>The buyer of record.</summary>
    public required Guid UnitId { get; init; }

    public required string UnitName { get; init; }

    /// <summary>The unit that the buyer acted for as its agent; null when it acted for itself (CR-11).</summary>
    public Guid? PrincipalUnitId { get; init; }

    public BuyerCapacity Capacity { get; init; } = BuyerCapacity.OwnUse;

    public SalesChannel Channel { get; init; } = SalesChannel.PlatformOrder;

    /// <summary>The facilitator that the order named; null when none (CR-07).</summary>
    public Guid? FacilitatorId { get; init; }

    public DateTimeOffset? FacilitatorNamedAt { get; init; }

    public string? FacilitatorProof { get; init; }

    public required Guid SupplierId { get; init; }

    public required string SupplierName { get; init; }

    /// <summary>Where the supplier was registered; null when the order doesn't say (CR-12).</summary>
    public string? SupplierRegistrationPath { get; init; }

    /// <summary>The supplier that the seller sold for as its agent; null when it sold its own (CR-05g).</summary>
    public Guid? PrincipalSupplierId { get; init; }

    /// <summary>The principal's product that the agent sold; null when the supplier sold its own.</summary>
    public Guid? PrincipalProductId { get; init; }

    /// <summary>Who holds the recognition: the principal, or the supplier itself (CR-04).</summary>
    public Guid RecognitionHolderId => PrincipalSupplierId ?? SupplierId;

    /// <summary>The product to which a recognition may be restricted, and an authority too.</summary>
    public Guid RecognisedProductId => PrincipalProductId ?? ProductId;

    public required Guid ProductId { get; init; }

    /// <summary>Which version of the listing was ordered; null for imported rows.</summary>
    public long? ListingVersion { get; init; }

    public required string ProductName { get; init; }

    public required ProductCategory Category { get; init; }

    public required ProcessingLevel ProcessingLevel { get; init; }

    public ChargeKind Charge { get; init; } = ChargeKind.Goods;

    /// <summary>Null when the product has no recognition.</summary>
    public string? RecognitionNumber { get; init; }

    /// <summary>The record of the county's register that confirmed it when the goods were ordered; null when none did (CR-04).</summary>
    public Guid? RecognitionRecordId { get; init; }

    /// <summary>First day of validity as it was when the goods were ordered.</summary>
    public DateOnly? RecognitionFrom { get; init; }

    /// <summary>Last day of validity, inclusive, as it was when the goods were ordered.</summary>
    public DateOnly? RecognitionUntil { get; init; }

    public required string TradeUnit { get; init; }

    public long? TradeUnitGrams { get; init; }

    public int? TradeUnitPieces { get; init; }

    public required UnitPrice UnitPrice { get; init; }

    public required Quantity Ordered { get; init; }

    public required Quantity Dispatched { get; init; }

    /// <summary>Of the whole line, also when it has several origins.</summary>
    public required Quantity Accepted { get; init; }

    public required Quantity Short { get; init; }

    public required Quantity Rejected { get; init; }

    public string? RejectionReason { get; init; }

    /// <summary>What of the accepted quantity was given free.</summary>
    public Quantity Free { get; init; }

    /// <summary>Of the whole line: quantity times price, before discount and subsidy (CR-03).</summary>
    public long GrossFen { get; init; }

    /// <summary>The line's part of what the suppliers forgo on the order (CR-02, CR-03).</summary>
    public long DiscountFen { get; init; }

    /// <summary>What a third party paid the supplier at the sale (CR-02).</summary>
    public long SubsidyFen { get; init; }

    /// <summary>The value of this share of the line as it was accepted (CR-02, CR-03, CR-04).</summary>
    public required long AmountFen { get => _amountFen; init => _amountFen = value; }

    /// <summary>What of that value is subsidy; nothing when the parameters leave it out (CR-02, CR-13).</summary>
    public long SubsidisedFen { get => _subsidisedFen; init => _subsidisedFen = value; }

    /// <summary>The quantity that stands for this share.</summary>
    public Quantity ShareQuantity { get => _shareQuantity; init => _shareQuantity = value; }

    /// <summary>The acceptance sheet; null for imported rows.</summary>
    public Guid? AcceptanceId { get; init; }

    /// <summary>When the goods were accepted; of an imported row the end of its day.</summary>
    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>Who accepted: the subject of the token; null for imported rows.</summary>
    public string? AcceptedBy { get; init; }

    /// <summary>The buyer was silent; the acceptance took effect by itself (CR-01).</summary>
    public bool IsAutomatic { get; init; }

    /// <summary>The day of the acceptance in Asia/Shanghai (CR-01), or the day of sale that an imported row names (CR-22).</summary>
    public required DateOnly RecognitionDate { get; init; }

    /// <summary>By what its invoices and payments are found: the shipment, or of an imported row its line.</summary>
    public required Guid EvidenceId { get; init; }

    /// <summary>Null for imported rows.</summary>
    public string? Waybill { get; init; }

    /// <summary>Null for imported rows.</summary>
    public DateTimeOffset? DispatchedAt { get; init; }

    /// <summary>Null for imported rows.</summary>
    public DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>The region path of where the goods went (CR-05e).</summary>
    public required string DeliveryPath { get; init; }

    /// <summary>From which batches the line was taken; of a line that was split, its part of it.</summary>
    public required IReadOnlyList<BatchPart> Batches { get => _batches; init => _batches = value; }

    /// <summary>The invoice that an imported row names; null for other sales (CR-22).</summary>
    public string? InvoiceNumber { get; init; }

    public required int RuleSetVersion { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>
    /// What the registry had registered by this instant counts for the sale, anything later only once it is approved (CR-19). A ledger
    /// is filed and reviewed after its sales, by the registry of the day on which it is filed (CR-22).
    /// </summary>
    public DateTimeOffset KnownAt => Source == SaleSource.ImportedLedger ? RecordedAt : AcceptedAt;

    /// <summary>The day on which the order was confirmed, in Asia/Shanghai (CR-05, CR-09).</summary>
    public DateOnly ConfirmedOn => BusinessDay.Of(ConfirmedAt);

    /// <summary>What the county's register says by now, otherwise what the order said; null when the product has none.</summary>
    public Recognition? Recognition => RecognitionNumber is { } number && RecognitionFrom is { } from && RecognitionUntil is { } until
        ? new Recognition
        {
            Number = number,
            RecordId = RegisteredRecordId ?? RecognitionRecordId,
            ValidFrom = RegisteredFrom ?? from,
            ValidUntil = RegisteredUntil ?? until,
        }
        : null;

    /// <summary>The facilitator counts: it was named no later than the confirmation (CR-07).</summary>
    public bool IsFacilitatedInTime => FacilitatorId is not null && FacilitatorNamedAt <= ConfirmedAt;
}

/// <summary>So much of a batch.</summary>
/// <param name="BatchId">The batch.</param>
/// <param name="Quantity">What the order took from it.</param>
/// <param name="SupplierId">Whose batch it is; null when the order doesn't say.</param>
/// <param name="Declared">What the batch holds; null when the order doesn't say.</param>
public sealed record BatchPart(Guid BatchId, Quantity Quantity, Guid? SupplierId = null, Quantity? Declared = null);

/// <summary>
/// What the registry says about a sale: where the buyer and its helper belonged, and what they were, on the days that count. It
/// changes only by a correction (CR-19).
/// </summary>
public sealed record Attribution
{
    /// <summary>The region path to which the unit belonged on the recognition date (CR-06).</summary>
    public required string UnitPath { get; init; }

    public required bool IsUnitCentral { get; init; }

    public required bool IsUnitDesignated { get; init; }

    public UnitKind UnitKind { get; init; } = UnitKind.MarketParticipant;

    /// <summary>The unit and those above it, from the unit up: "/id/id/" (CR-10).</summary>
    public string UnitTree { get; init; } = "";

    /// <summary>The unit whose quota the purchase executes; null when nobody's (CR-11).</summary>
    public Guid? QuotaUnitId { get; init; }

    public string? FacilitatorName { get; init; }

    /// <summary>The region path in which the facilitator was registered on the recognition date; null when nowhere (CR-07).</summary>
    public string? FacilitatorPath { get; init; }

    /// <summary>The facilitator's unit and those above it, when it is one.</summary>
    public string FacilitatorTree { get; init; } = "";

    public bool IsFacilitatorCentral { get; init; }

    /// <summary>
    /// Why the sale is not eligible whatever the goods: supplier suspended or removed, the negative list, an agent without authority, on
    /// the day of confirmation; null when none (CR-05c, CR-05f, CR-05g).
    /// </summary>
    public CreditReason? Exclusion { get; init; }

    /// <summary>The region path of the county of origin (CR-04); empty when it was not declared.</summary>
    public required string OriginPath { get; init; }

    public required string OriginName { get; init; }

    /// <summary>The county of origin was on the 832 list when the order was confirmed (CR-05d).</summary>
    public bool IsFormerPovertyCounty { get; init; }
}
