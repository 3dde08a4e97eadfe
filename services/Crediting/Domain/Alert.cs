namespace Marketplace.Crediting.Domain;

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

    /// <summary>
    /// When what it is about was found to be over; of alerts about a single sale never. An alert that was closed before
    /// isn't raised again until then.
    /// </summary>
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

    /// <summary>逾期未验收.</summary>
    OverdueAcceptance = 12,

    /// <summary>冷链超温: found after the sale was credited.</summary>
    ColdChain = 13,
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
