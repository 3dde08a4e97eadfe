namespace Marketplace.Rulebook.Tests.Cases;

/// <summary>One thing that happens. It has exactly one verb, or none and only moves the clock.</summary>
public sealed record Step
{
    /// <summary>
    /// A day ("2024-05-10", noon in Asia/Shanghai) or an instant ("2024-12-31T15:59:59Z"). The clock stands
    /// there; null leaves it where it is.
    /// </summary>
    public string? At { get; init; }

    /// <summary>The code with which the step must be refused; null when it must be taken.</summary>
    public string? Refused { get; init; }

    /// <summary>
    /// Who takes the step, by any name: two names are two persons. Corrections are decided by another person than the one who takes all
    /// other steps when null. What is registered with <see cref="IsLateDocument"/> bears the name.
    /// </summary>
    public string? By { get; init; }

    /// <summary>Whatever the step registers bears the day of the step as the day of its registration (CR-19).</summary>
    public bool IsLateDocument { get; init; }

    public AcceptStep? Accept { get; init; }

    /// <summary>The message of that order's acceptance comes once more, under the same id and under another.</summary>
    public string? Repeat { get; init; }

    public ReturnStep? Return { get; init; }

    public GivenUnit? Unit { get; init; }

    public GivenPairing? Pairing { get; init; }

    public GivenFacilitator? Facilitator { get; init; }

    public GivenSupplier? Supplier { get; init; }

    /// <summary>The register of a county says something of a number.</summary>
    public RecognitionStep? Recognition { get; init; }

    /// <summary>A supplier, unit or product is put on the negative list, or taken off it.</summary>
    public NegativeListingStep? NegativeListing { get; init; }

    /// <summary>A principal lets an agent sell, or no longer.</summary>
    public AgencyStep? Agency { get; init; }

    public GivenDesignation? Designation { get; init; }

    public GivenQuotaPlan? QuotaPlan { get; init; }

    public GivenTarget? Target { get; init; }

    public GivenRegion? Region { get; init; }

    /// <summary>Months, in this order.</summary>
    public IReadOnlyList<string>? Close { get; init; }

    /// <summary>The line whose hold is released.</summary>
    public string? Release { get; init; }

    /// <summary>The line whose hold is rejected.</summary>
    public string? Reject { get; init; }

    /// <summary>The line that was no genuine sale.</summary>
    public string? Void { get; init; }

    /// <summary>All corrections that wait are approved, with this note.</summary>
    public string? ApproveCorrection { get; init; }

    /// <summary>All corrections that wait are refused, with this note.</summary>
    public string? RefuseCorrection { get; init; }

    /// <summary>Another origin or unit region is proposed for a sale.</summary>
    public CorrectStep? Correct { get; init; }

    /// <summary>Later sales of a supplier or unit are held.</summary>
    public SuspectStep? Suspect { get; init; }

    public ImportStep? Import { get; init; }

    public ReviewStep? Review { get; init; }

    public BenchmarkStep? Benchmark { get; init; }

    public RuleSetStep? RuleSet { get; init; }

    public MeasureStep? Measure { get; init; }

    public PaperStep? Invoice { get; init; }

    public PaperStep? Payment { get; init; }

    /// <summary>A red-letter invoice takes back what was invoiced of an order, wholly or in part.</summary>
    public PaperStep? RedLetter { get; init; }

    /// <summary>What was recorded as paid for an order was not.</summary>
    public PaperStep? PaymentReversal { get; init; }

    /// <summary>An order is confirmed, dispatched and delivered through Logistics, where the buyer has yet to accept it.</summary>
    public AcceptStep? Delivered { get; init; }

    public DisputeStep? Disputed { get; init; }

    /// <summary>The order of which the buyer confirms that it has arrived, through Logistics.</summary>
    public string? Arrived { get; init; }

    /// <summary>Nobody says a word until that day; whatever Logistics accepts by itself has been told then.</summary>
    public string? SilentUntil { get; init; }

    /// <summary>An order of that unit is cancelled before its acceptance, after it was paid in advance.</summary>
    public string? Cancel { get; init; }

    /// <summary>A pairing is filed with PurchasingUnits.</summary>
    public GivenPairing? RegisterPairing { get; init; }

    /// <summary>A path that is asked; <see cref="Refused"/> says with which code it must be answered.</summary>
    public string? Ask { get; init; }
}

public sealed record AcceptStep
{
    /// <summary>The name of the order; "A", "B" … in the order of the steps when null.</summary>
    public string? Order { get; init; }

    /// <summary>The buyer, a unit of the registry.</summary>
    public required string By { get; init; }

    public string? Supplier { get; init; }

    /// <summary>Two days before the acceptance when null.</summary>
    public string? Confirmed { get; init; }

    /// <summary>The region where the goods go; that of the buyer when null.</summary>
    public string? DeliverTo { get; init; }

    /// <summary>When the ledger hears of it; at once when null.</summary>
    public string? Heard { get; init; }

    public bool IsAutomatic { get; init; }

    public Contracts.BuyerCapacity? Capacity { get; init; }

    public string? Principal { get; init; }

    public string? Facilitator { get; init; }

    /// <summary>When the facilitator was named on the order; with the confirmation when null.</summary>
    public string? FacilitatorNamed { get; init; }

    /// <summary>The document that proves its part; "none" for none.</summary>
    public string Proof { get; init; } = "帮销协议";

    public Contracts.SalesChannel? Channel { get; init; }

    /// <summary>Who carries it, when it goes through Logistics.</summary>
    public GivenCarrier Carrier { get; init; } = GivenCarrier.Independent;

    /// <summary>False when neither invoice nor payment come with the acceptance; otherwise they cover it.</summary>
    public bool HasPapers { get; init; } = true;

    /// <summary>What the suppliers forgo on the order as a whole.</summary>
    public string? Discount { get; init; }

    public required IReadOnlyList<LineStep> Lines { get; init; }
}

/// <summary>What a carrier is to the supplier, and in the register.</summary>
public enum GivenCarrier
{
    /// <summary>Registered, and nobody's own.</summary>
    Independent = 1,

    /// <summary>The supplier itself.</summary>
    Own = 2,

    /// <summary>Registered as related to the supplier.</summary>
    Related = 3,

    /// <summary>Suspended when the goods are on their way.</summary>
    Suspended = 4,

    /// <summary>Registered; that it is related to the supplier is found after the delivery.</summary>
    FoundRelated = 5,
}

public sealed record LineStep
{
    /// <summary>"L1", "L2" … over all orders of the case when null.</summary>
    public string? Name { get; init; }

    /// <summary>The county of origin.</summary>
    public required string Origin { get; init; }

    /// <summary>One piece at this price; otherwise quantity and price are given.</summary>
    public string? Amount { get; init; }

    /// <summary>Ordered, with the trade unit: "120.5 斤".</summary>
    public string? Quantity { get; init; }

    public string? Price { get; init; }

    /// <summary>As ordered when null.</summary>
    public string? Dispatched { get; init; }

    /// <summary>As dispatched when null.</summary>
    public string? Accepted { get; init; }

    public string? Free { get; init; }

    public string? Subsidy { get; init; }

    public string? Product { get; init; }

    public string? Supplier { get; init; }

    /// <summary>Whose product it is, when an agent sells it.</summary>
    public string? Principal { get; init; }

    public Contracts.ProductCategory Category { get; init; } = Contracts.ProductCategory.Vegetable;

    public Contracts.ProcessingLevel Processing { get; init; } = Contracts.ProcessingLevel.Raw;

    /// <summary>False for goods without a recognition record.</summary>
    public bool IsCertified { get; init; } = true;

    /// <summary>
    /// The number that the seller claims; only what the register says confirms it. A recognition that is confirmed when null.
    /// </summary>
    public string? Claims { get; init; }

    /// <summary>The last day of the recognition.</summary>
    public string CertifiedUntil { get; init; } = "2035-12-31";

    public Contracts.ChargeKind? Charge { get; init; }

    public string? ContractFloor { get; init; }

    public string? ContractMarket { get; init; }

    /// <summary>A batch of the registry.</summary>
    public string? Batch { get; init; }

    /// <summary>The parts of a gift set, numbered in this order.</summary>
    public IReadOnlyList<ShareStep>? Shares { get; init; }
}

public sealed record ShareStep
{
    /// <summary>Null when it was not declared.</summary>
    public string? Origin { get; init; }

    /// <summary>What the component costs by itself.</summary>
    public required string Weight { get; init; }

    public bool IsCertified { get; init; } = true;

    /// <summary>As of a line.</summary>
    public string? Claims { get; init; }
}

public sealed record ReturnStep
{
    public required string Line { get; init; }

    public Contracts.Logistics.ReturnKind Kind { get; init; } = Contracts.Logistics.ReturnKind.Return;

    public string? Quantity { get; init; }

    public string? Amount { get; init; }
}

public sealed record ImportStep
{
    public string Name { get; init; } = "import";

    public required IReadOnlyList<ImportRow> Rows { get; init; }

    /// <summary>How many rows must be refused.</summary>
    public int Refused { get; init; }
}

public sealed record ImportRow
{
    public required string Facilitator { get; init; }

    public required string Supplier { get; init; }

    public string Product { get; init; } = "农产品";

    public required string Origin { get; init; }

    public required string Quantity { get; init; }

    public required string Amount { get; init; }

    public required string Sold { get; init; }

    /// <summary>A province.</summary>
    public required string DeliverTo { get; init; }

    public required string Invoice { get; init; }

    public required string InvoiceTotal { get; init; }

    public required string Document { get; init; }
}

public sealed record CorrectStep
{
    public required string Line { get; init; }

    public int Share { get; init; } = 1;

    /// <summary>Where it really came from; null when that stays.</summary>
    public string? Origin { get; init; }

    /// <summary>Where its buyer really belonged; null when that stays.</summary>
    public string? UnitRegion { get; init; }
}

public sealed record SuspectStep
{
    public string? Supplier { get; init; }

    public string? Unit { get; init; }

    /// <summary>The day of the step when null.</summary>
    public string? From { get; init; }
}

public sealed record ReviewStep
{
    public string Import { get; init; } = "import";

    /// <summary>"Facilitator" or "Origin".</summary>
    public required string Side { get; init; }

    public bool IsApproved { get; init; } = true;
}

public sealed record BenchmarkStep
{
    public required string Product { get; init; }

    /// <summary>Per trade unit.</summary>
    public required string Price { get; init; }

    public string From { get; init; } = "2000-01-01";
}

public sealed record RuleSetStep
{
    public required int Version { get; init; }

    public required string From { get; init; }

    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();
}

public sealed record MeasureStep
{
    /// <summary>Signed, Intent, VoucherSale, Deposit, Dividend or Service.</summary>
    public required string Kind { get; init; }

    public required string Amount { get; init; }

    public required string Date { get; init; }

    public string? East { get; init; }

    public string? West { get; init; }
}

/// <summary>An invoice or a payment for an order, dated with the step.</summary>
public sealed record PaperStep
{
    public required string Order { get; init; }

    public required string Amount { get; init; }
}

public sealed record DisputeStep
{
    public required string Line { get; init; }

    public required string Quantity { get; init; }

    public string Reason { get; init; } = "霉变";
}
