namespace Marketplace.Crediting.Domain;

/// <summary>What proves the sales of a shipment, or of an imported row: invoices and payments, beside delivery proof and acceptance (已核实).</summary>
public sealed class ShipmentEvidence
{
    /// <summary>The shipment, which is the supplier's part of an order; of an imported row its line.</summary>
    public required Guid ShipmentId { get; init; }

    public long InvoicedFen { get; private set; }

    public long PaidFen { get; private set; }

    public void Add(long invoiced, long paid) => (InvoicedFen, PaidFen) = (InvoicedFen + invoiced, PaidFen + paid);

    /// <summary>Invoices and payments cover what is credited.</summary>
    public bool Covers(long fen) => InvoicedFen >= fen && PaidFen >= fen;
}

/// <summary>An invoice or a payment.</summary>
public sealed class EvidenceDocument
{
    public required Guid PaperId { get; init; }

    public required DocumentKind Kind { get; init; }

    public required Guid ShipmentId { get; init; }

    public required Guid SupplierId { get; init; }

    /// <summary>The invoice number, or the bank's reference.</summary>
    public required string Number { get; init; }

    public required long AmountFen { get; init; }

    public required DateOnly Date { get; init; }
}

/// <summary>What a paper is.</summary>
public enum DocumentKind
{
    Invoice = 1,
    Payment = 2,
}

/// <summary>Something that went back, became cheaper or was replaced after acceptance (CR-15).</summary>
public sealed class ReturnRecord
{
    public required Guid ReturnId { get; init; }

    public required Guid LineId { get; init; }

    public required int AcceptanceNo { get; init; }

    public required Contracts.Logistics.ReturnKind Kind { get; init; }

    public required Contracts.Quantity Quantity { get; init; }

    /// <summary>By how much the value of the line fell.</summary>
    public required long AmountFen { get; init; }

    public required DateOnly EventDate { get; init; }

    public required string Reason { get; init; }

    public string? Document { get; init; }
}

/// <summary>A measure of its own that is never credited: signed and intended amounts, vouchers sold, deposits, dividends, services (CR-23).</summary>
public sealed class OtherMeasure
{
    public required Guid MeasureId { get; init; }

    public required MeasureKind Kind { get; init; }

    public required long AmountFen { get; init; }

    public required DateOnly Date { get; init; }

    /// <summary>The eastern region; empty when it names none.</summary>
    public required string EastPath { get; init; }

    /// <summary>The western region; empty when it names none.</summary>
    public required string WestPath { get; init; }

    public required string Document { get; init; }

    public required string RecordedBy { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>What a measure is about.</summary>
public enum MeasureKind
{
    /// <summary>签约额.</summary>
    Signed = 1,

    /// <summary>意向额.</summary>
    Intent = 2,

    /// <summary>卡券销售.</summary>
    VoucherSale = 3,

    /// <summary>定金.</summary>
    Deposit = 4,

    /// <summary>分红.</summary>
    Dividend = 5,

    /// <summary>服务、旅游.</summary>
    Service = 6,
}

/// <summary>预警: something about sales that needs somebody's attention (R11).</summary>
public sealed class Alert
{
    public required Guid AlertId { get; init; }

    public required AlertKind Kind { get; init; }

    /// <summary>It may rise while the alert holds, and never falls.</summary>
    public required AlertLevel Level { get; set; }

    /// <summary>The pairing, supplier, sale or batch.</summary>
    public required string ObjectId { get; init; }

    public required string ObjectName { get; init; }

    /// <summary>What was found, as it is printed; of an alert that holds the latest.</summary>
    public required string Value { get; set; }

    public required string Threshold { get; set; }

    /// <summary>The region whose officials own it.</summary>
    public required string OwnerPath { get; init; }

    /// <summary>The region on the other side, whose officials see it; empty when there is none.</summary>
    public string PartnerPath { get; init; } = "";

    public required DateTimeOffset Since { get; init; }

    /// <summary>When what it is about was found to be over; of alerts about a single sale never. An alert that was closed before isn't raised again until then.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    public string? ClosedBy { get; private set; }

    public string? Note { get; private set; }

    public void Close(string by, string note, DateTimeOffset at) => (ClosedBy, Note, ClosedAt) = (by, note, at);

    /// <summary>What it is about is over; it closes by that, unless somebody closed it before.</summary>
    public void End(DateTimeOffset at)
    {
        EndedAt = at;
        if (ClosedAt is null)
        {
            Close("evaluation", "情形已消除，自动关闭。 It no longer holds.", at);
        }
    }
}

/// <summary>What an alert is about.</summary>
public enum AlertKind
{
    /// <summary>进度滞后.</summary>
    ProgressLag = 1,

    /// <summary>连续无成交.</summary>
    NoSales = 2,

    /// <summary>依赖度偏高.</summary>
    Dependence = 3,

    /// <summary>单一买家.</summary>
    SingleBuyer = 4,

    /// <summary>价格虚高.</summary>
    Price = 5,

    /// <summary>批次超量.</summary>
    BatchOverdraw = 6,

    /// <summary>结对登记冲突.</summary>
    AmbiguousPairing = 7,

    /// <summary>非产地商品.</summary>
    NonOriginGoods = 8,

    /// <summary>虚假交易.</summary>
    FakeTrade = 9,

    /// <summary>帮销主体登记过晚.</summary>
    FacilitatorNamedLate = 10,

    /// <summary>异常走势：十二月突增.</summary>
    DecemberSpike = 11,
}

/// <summary>How serious an alert is.</summary>
public enum AlertLevel
{
    /// <summary>黄.</summary>
    Yellow = 1,

    /// <summary>橙.</summary>
    Amber = 2,

    /// <summary>红.</summary>
    Red = 3,

    /// <summary>The sale is held.</summary>
    Hold = 4,
}

/// <summary>A closed month (CR-16).</summary>
public sealed class ClosedPeriod
{
    /// <summary>"2026-10".</summary>
    public required string Month { get; init; }

    public required DateTimeOffset ClosedAt { get; init; }

    /// <summary>The official, or "schedule".</summary>
    public required string ClosedBy { get; init; }

    /// <summary>The last entry of the ledger at that time.</summary>
    public required long LastEntryNo { get; init; }
}

/// <summary>A rule set as it was filed (CR-25).</summary>
public sealed class StoredRuleSet
{
    public required int Version { get; init; }

    public required DateOnly EffectiveFrom { get; init; }

    /// <summary>The parameters as JSON.</summary>
    public required string Parameters { get; init; }

    public required string Document { get; init; }

    public required DateTimeOffset FiledAt { get; init; }
}
