namespace Marketplace.Contracts.Ordering;

/// <summary>A supplier took back an invoice for its part of an order, wholly or in part, by a red-letter invoice (红字发票).</summary>
/// <remarks>From Ordering. To Crediting (what the invoice proved is proved no more).</remarks>
public sealed record InvoiceReversed
{
    /// <summary>The red-letter invoice.</summary>
    public required Guid RedInvoiceId { get; init; }

    /// <summary>The invoice that it takes back.</summary>
    public required Guid InvoiceId { get; init; }

    public required Guid OrderId { get; init; }

    public required Guid PartId { get; init; }

    public required Guid SupplierId { get; init; }

    /// <summary>发票代码 of the red-letter invoice; absent for a fully digital one, and where it is not said.</summary>
    public string? Code { get; init; }

    /// <summary>The number of the red-letter invoice.</summary>
    public required string Number { get; init; }

    /// <summary>What of the part is taken back, tax included; more than 0.</summary>
    public required long AmountFen { get; init; }

    public required DateOnly IssuedOn { get; init; }
}
