namespace Marketplace.Contracts.Ordering;

/// <summary>A supplier recorded an invoice for its part of an order; of an invoice for several parts, once for each of them.</summary>
/// <remarks>From Ordering. To Crediting (evidence of sales).</remarks>
public sealed record InvoiceRecorded
{
    public required Guid InvoiceId { get; init; }

    public required Guid OrderId { get; init; }

    public required Guid PartId { get; init; }

    public required Guid SupplierId { get; init; }

    /// <summary>发票代码 of an older invoice, 10 or 12 digits; absent for a fully digital one, and where it is not said.</summary>
    public string? Code { get; init; }

    /// <summary>20 digits for a fully digital invoice (数电票), 8 for older ones; unique per supplier and code.</summary>
    public required string Number { get; init; }

    /// <summary>What of it is for the part, tax included (价税合计).</summary>
    public required long AmountFen { get; init; }

    public required DateOnly IssuedOn { get; init; }
}
