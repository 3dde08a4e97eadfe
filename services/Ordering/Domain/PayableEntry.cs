namespace Marketplace.Ordering.Domain;

/// <summary>
/// 应付明细: what changed in what a unit owes a supplier. Written once with what it follows from, and never changed: the sum of the entries
/// up to a moment is what was owed then.
/// </summary>
public sealed class PayableEntry
{
    public required Guid EntryId { get; init; }

    public required Guid UnitId { get; init; }

    public required Guid SupplierId { get; init; }

    /// <summary>Null for what was paid in advance and is matched to no order.</summary>
    public Guid? OrderId { get; init; }

    public Guid? PartId { get; init; }

    public required PayableKind Kind { get; init; }

    /// <summary>The acceptance, claim, payment or matching from which it follows.</summary>
    public required Guid SourceId { get; init; }

    /// <summary>More than zero when more is owed, less when less is.</summary>
    public required long AmountFen { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>From what an entry of what is owed follows.</summary>
public enum PayableKind
{
    /// <summary>验收: goods were accepted.</summary>
    Accepted = 1,

    /// <summary>退货、退款、降价: goods went back, or their price was cut (CR-15).</summary>
    Returned = 2,

    /// <summary>补价: the price rose afterwards (CR-15).</summary>
    PriceRaised = 3,

    /// <summary>付款: a payment that the buyer recorded was matched to it.</summary>
    Paid = 4,

    /// <summary>预付: paid in advance, which is matched to no order; above zero when it is matched to one later.</summary>
    Advanced = 5,

    /// <summary>付款冲销: a payment was recorded wrongly.</summary>
    PaymentTakenBack = 6,
}
