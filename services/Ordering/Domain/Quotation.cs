using Marketplace.Contracts;
using Marketplace.Platform.Refusals;

namespace Marketplace.Ordering.Domain;

/// <summary>
/// 报价: what a supplier offers to one unit at a price, a discount or with free goods other than its listings say. The unit orders it as a
/// whole by one order; when that is cancelled, it may be ordered again. Which order has it stands with the orders.
/// </summary>
public sealed class Quotation
{
    Quotation()
    {
    }

    public Guid QuotationId { get; private init; }

    public Guid SupplierId { get; private init; }

    public string SupplierName { get; private init; } = "";

    /// <summary>The only unit that may order it.</summary>
    public Guid UnitId { get; private init; }

    public string UnitName { get; private init; } = "";

    /// <summary>At least one, each product once.</summary>
    public IReadOnlyList<QuotationLine> Lines { get; private init; } = [];

    /// <summary>What the lines are worth, without what is free, before the discount.</summary>
    public Money Gross { get; private init; }

    /// <summary>What the supplier forgoes on the whole; less than the gross, so that something is paid for.</summary>
    public Money Discount { get; private init; }

    /// <summary>What the unit pays for all of it.</summary>
    public Money Amount => Gross - Discount;

    /// <summary>The last day on which it may be ordered, in Asia/Shanghai.</summary>
    public DateOnly ValidUntil { get; private init; }

    /// <summary>The contract, tender or letter that it belongs to; null when there is none.</summary>
    public string? Document { get; private init; }

    /// <summary>替代品: the line of an earlier order that the supplier declined and for which it offers this; null otherwise.</summary>
    public Guid? SubstituteForLineId { get; private init; }

    /// <summary>The order of that line.</summary>
    public Guid? SubstituteForOrderId { get; private init; }

    public DateTimeOffset QuotedAt { get; private init; }

    /// <summary>The subject of the supplier's token.</summary>
    public string QuotedBy { get; private init; } = "";

    public DateTimeOffset? WithdrawnAt { get; private set; }

    /// <summary>The quotation of a supplier to a unit.</summary>
    /// <exception cref="OverflowException">It is worth more than <see cref="Order.AmountMax"/>.</exception>
    /// <exception cref="InvalidRequestException">The discount leaves nothing to pay.</exception>
    public static Quotation Of(
        Guid quotationId, Supplier supplier, PurchasingUnit unit, IReadOnlyList<QuotationLine> lines, Money discount,
        DateOnly validUntil, string? document, string quotedBy, DateTimeOffset now, DeclinedLine? substituteFor = null)
    {
        var gross = lines.Aggregate(Money.Zero, (sum, line) => sum + line.Amount);
        if (gross > Order.AmountMax)
        {
            throw new OverflowException("The quotation is worth more than an order may be.");
        }

        if (discount > Money.Zero && discount >= gross)
        {
            throw new InvalidRequestException(
                "discount_too_large",
                "discountFen",
                $"优惠 {discount} 元须小于报价金额 {gross} 元；赠送的货物请填写为赠送数量或捐赠。",
                $"The discount of {discount} yuan must be less than the {gross} yuan that the lines are worth; "
                + "quote what is given away as free or as a donation.");
        }

        return new Quotation
        {
            QuotationId = quotationId,
            SupplierId = supplier.SupplierId,
            SupplierName = supplier.Name,
            UnitId = unit.UnitId,
            UnitName = unit.Name,
            Lines = lines,
            Gross = gross,
            Discount = discount,
            ValidUntil = validUntil,
            Document = document,
            SubstituteForLineId = substituteFor?.LineId,
            SubstituteForOrderId = substituteFor?.OrderId,
            QuotedAt = now,
            QuotedBy = quotedBy,
        };
    }

    /// <summary>Where it stands.</summary>
    /// <param name="orderId">The order that has it and is not cancelled; null when none has.</param>
    /// <param name="today">In Asia/Shanghai.</param>
    public QuotationState StateOn(DateOnly today, Guid? orderId) =>
        orderId is not null ? QuotationState.Ordered
        : WithdrawnAt is not null ? QuotationState.Withdrawn
        : today > ValidUntil ? QuotationState.Expired
        : QuotationState.Open;

    /// <summary>Refuses unless it can still be ordered.</summary>
    /// <exception cref="RuleBrokenException">It is ordered, withdrawn or expired.</exception>
    public void RequireOpen(DateOnly today, Guid? orderId)
    {
        switch (StateOn(today, orderId))
        {
            case QuotationState.Ordered:
                throw new RuleBrokenException(
                    "quotation_ordered",
                    "该报价已被订单采用，一份报价只能下单一次；如需再订，请供应商重新报价。",
                    "An order has this quotation already, and a quotation is ordered once; ask the supplier for another.",
                    "quotationId");
            case QuotationState.Withdrawn:
                throw new RuleBrokenException(
                    "quotation_withdrawn",
                    $"该报价已于 {BusinessDay.Text(WithdrawnAt!.Value)}（北京时间）被供应商撤回。",
                    $"The supplier withdrew this quotation at {BusinessDay.Text(WithdrawnAt!.Value)} (UTC+8).",
                    "quotationId");
            case QuotationState.Expired:
                throw new RuleBrokenException(
                    "quotation_expired",
                    string.Create(null, $"该报价有效期至 {ValidUntil:yyyy-MM-dd}，已过期；请供应商重新报价。"),
                    string.Create(null, $"This quotation was valid until {ValidUntil:yyyy-MM-dd}; ask the supplier for another."),
                    "quotationId");
            case QuotationState.Open:
                return;
        }
    }

    /// <summary>The supplier takes it back before anybody has ordered it.</summary>
    /// <exception cref="RuleBrokenException">It is ordered, withdrawn or expired.</exception>
    public void Withdraw(DateTimeOffset now, Guid? orderId)
    {
        RequireOpen(BusinessDay.Of(now), orderId);
        WithdrawnAt = now;
    }
}

/// <summary>A line that its supplier declined, and for which it offers a substitute.</summary>
/// <param name="OrderId">The order of the line.</param>
/// <param name="LineId">The line.</param>
public sealed record DeclinedLine(Guid OrderId, Guid LineId);

/// <summary>One product of a quotation.</summary>
public sealed record QuotationLine
{
    public required Guid ProductId { get; init; }

    public required string ProductName { get; init; }

    public required TradeUnit Unit { get; init; }

    /// <summary>In the trade unit, with what is free of it.</summary>
    public required Quantity Quantity { get; init; }

    /// <summary>What of the quantity costs nothing ("buy ten, get one"); zero when all is paid.</summary>
    public Quantity Free { get; init; }

    /// <summary>Zero for a donation.</summary>
    public required UnitPrice UnitPrice { get; init; }

    /// <summary>捐赠: given without payment, and never credited (CR-02).</summary>
    public bool IsDonation { get; init; }

    /// <summary>The prices between which contract farming decides (CR-02); the unit price is the higher. Null for other sales.</summary>
    public ContractPrice? ContractPrice { get; init; }

    /// <summary>Quantity, less what is free of it, times unit price, rounded once (CR-03).</summary>
    /// <exception cref="OverflowException">The amount does not fit into 64 bits of fen.</exception>
    public Money Amount => Money.Of(Quantity - Free, UnitPrice);
}

/// <summary>Where a quotation stands.</summary>
public enum QuotationState
{
    /// <summary>The unit may order it.</summary>
    Open = 1,

    /// <summary>An order has it.</summary>
    Ordered = 2,

    /// <summary>The supplier took it back.</summary>
    Withdrawn = 3,

    /// <summary>Its last day has passed.</summary>
    Expired = 4,
}
