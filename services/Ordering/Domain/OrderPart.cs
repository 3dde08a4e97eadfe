using Marketplace.Contracts;

namespace Marketplace.Ordering.Domain;

/// <summary>What one supplier has to deliver of an order; it is shipped as one, and its id is the id of the shipment.</summary>
public sealed class OrderPart
{
    readonly List<OrderLine> _lines = [];
    readonly List<Payment> _payments = [];
    readonly List<Invoice> _invoices = [];

    OrderPart()
    {
    }

    public required Guid PartId { get; init; }

    public required Guid OrderId { get; init; }

    /// <summary>From 1, in the order of the parts' first lines.</summary>
    public required int PartNumber { get; init; }

    public required Guid SupplierId { get; init; }

    public required string SupplierName { get; init; }

    /// <summary>Every region that goods of this part come from, with its ancestors: "/510000/513400/513430/513431/". Officials find it by a segment.</summary>
    public required string OriginRegions { get; init; }

    /// <summary>The sum of the line amounts.</summary>
    public required Money Amount { get; init; }

    public Money Accepted { get; private set; }

    /// <summary>The sum of the payments; never more than <see cref="Amount"/>.</summary>
    public Money Paid { get; private set; }

    /// <summary>The sum of the invoices; never more than <see cref="Amount"/>.</summary>
    public Money Invoiced { get; private set; }

    public DateTimeOffset? DispatchedAt { get; private set; }

    public DateTimeOffset? DeliveredAt { get; private set; }

    public DateTimeOffset? AcceptedAt { get; private set; }

    public Guid? AcceptanceId { get; private set; }

    /// <summary>By line number.</summary>
    public IReadOnlyList<OrderLine> Lines => _lines;

    public IReadOnlyList<Payment> Payments => _payments;

    public IReadOnlyList<Invoice> Invoices => _invoices;

    public bool IsAccepted => AcceptanceId is not null;

    /// <summary>
    /// The state follows from what has been heard, not from the order in which it was heard: a note of delivery that comes after the
    /// acceptance can't move it back.
    /// </summary>
    public PartState StateIn(OrderState order) => order switch
    {
        OrderState.Submitted => PartState.Pending,
        OrderState.Cancelled => PartState.Cancelled,
        OrderState.Confirmed or OrderState.Completed => IsAccepted ? PartState.Accepted
            : DeliveredAt is not null ? PartState.Delivered
            : DispatchedAt is not null ? PartState.Dispatched
            : PartState.Confirmed,
    };

    /// <summary>Remembers when the goods left; the first note counts.</summary>
    public void NoteDispatch(DateTimeOffset at) => DispatchedAt ??= at;

    /// <summary>Remembers when the goods arrived; the first note counts.</summary>
    public void NoteDelivery(DateTimeOffset at) => DeliveredAt ??= at;

    /// <summary>Adds a payment; false, and nothing is changed, when more would be paid than the part is worth.</summary>
    public bool Pay(Payment payment)
    {
        if (Paid + payment.Amount > Amount)
        {
            return false;
        }

        Paid += payment.Amount;
        _payments.Add(payment);
        return true;
    }

    /// <summary>Adds an invoice; false, and nothing is changed, when more would be invoiced than the part is worth.</summary>
    public bool Invoice(Invoice invoice)
    {
        if (Invoiced + invoice.Amount > Amount)
        {
            return false;
        }

        Invoiced += invoice.Amount;
        _invoices.Add(invoice);
        return true;
    }

    internal void Accept(Guid acceptanceId, Money accepted, DateTimeOffset at)
    {
        AcceptanceId = acceptanceId;
        Accepted = accepted;
        AcceptedAt = at;
    }

    /// <exception cref="OverflowException">The amount does not fit into 64 bits of fen.</exception>
    internal static OrderPart Of(Guid partId, Guid orderId, int partNumber, IReadOnlyList<(OrderedLine Ordered, int Number)> lines)
    {
        var supplier = lines[0].Ordered.Goods;
        List<OrderLine> made = [.. lines.Select(line => OrderLine.Of(line.Ordered, line.Number, partId))];
        var part = new OrderPart
        {
            PartId = partId,
            OrderId = orderId,
            PartNumber = partNumber,
            SupplierId = supplier.SupplierId,
            SupplierName = supplier.SupplierName,
            OriginRegions = $"/{string.Join('/', made.SelectMany(line => line.Goods.OriginPath.Ids).Distinct())}/",
            Amount = made.Aggregate(Money.Zero, (sum, line) => sum + line.Amount),
        };
        part._lines.AddRange(made);
        return part;
    }
}
