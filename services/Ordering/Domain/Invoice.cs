using Marketplace.Contracts;

namespace Marketplace.Ordering.Domain;

/// <summary>An invoice that a supplier issued for its part of an order.</summary>
public sealed class Invoice
{
    public required Guid InvoiceId { get; init; }

    public required Guid PartId { get; init; }

    public required Guid SupplierId { get; init; }

    /// <summary>8 digits, or 20 for a fully digital invoice (数电票); unique per supplier.</summary>
    public required string Number { get; init; }

    /// <summary>Tax included (价税合计).</summary>
    public required Money Amount { get; init; }

    public required DateOnly IssuedOn { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required string RecordedBy { get; init; }

    /// <summary>True for 8 or 20 digits.</summary>
    public static bool IsNumber(string number) => number.Length is 8 or 20 && number.All(char.IsAsciiDigit);
}
