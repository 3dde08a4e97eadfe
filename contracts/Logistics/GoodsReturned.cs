namespace Marketplace.Contracts.Logistics;

/// <summary>
/// After acceptance something of a line went back, or its price changed, or it was replaced, and both sides have confirmed it (CR-15).
/// </summary>
/// <remarks>
/// From Logistics, once per confirmed return or claim. To Crediting (takes credit back or adds it), Ordering (so much less or more may be
/// paid and invoiced) and PurchasingUnits (gives the budget back, or spends more of it).
/// </remarks>
public sealed record GoodsReturned
{
    public required Guid ReturnId { get; init; }

    public required Guid OrderId { get; init; }

    public required Guid LineId { get; init; }

    /// <summary>The acceptance whose goods they are.</summary>
    public required int AcceptanceNo { get; init; }

    public required ReturnKind Kind { get; init; }

    /// <summary>What went back or was short, in the trade unit; zero when only the price changed.</summary>
    public required Quantity Quantity { get; init; }

    /// <summary>
    /// What the supplier gives back for a refund without goods or a price cut, or what the buyer pays more; null
    /// when it follows from the quantity.
    /// </summary>
    public long? AmountFen { get; init; }

    /// <summary>
    /// By how much it changes what the buyer owes, reckoned over all that both sides have confirmed of the accepted line (CR-15): less than
    /// zero for what goes back, more for a price rise; null when nothing, as by a replacement.
    /// </summary>
    public long? PayableChangeFen { get; init; }

    /// <summary>When both sides had confirmed it: its day in Asia/Shanghai is the day of the event (CR-16).</summary>
    public required DateTimeOffset ConfirmedAt { get; init; }

    public required string Reason { get; init; }

    public string? Document { get; init; }
}

/// <summary>What happened after acceptance.</summary>
public enum ReturnKind
{
    /// <summary>退货: goods went back.</summary>
    Return = 1,

    /// <summary>仅退款: money went back, goods did not.</summary>
    RefundOnly = 2,

    /// <summary>缺斤短两: less was there than accepted.</summary>
    ShortWeight = 3,

    /// <summary>降价: the price was cut.</summary>
    PriceCut = 4,

    /// <summary>换货: the same value came again; no entry.</summary>
    Replacement = 5,

    /// <summary>补价: the parties agreed on a higher price, for example of a market-linked contract.</summary>
    PriceRise = 6,
}
