using Marketplace.Contracts;

namespace Marketplace.Ordering.Domain;

/// <summary>An invoice that a supplier issued for its part of an order.</summary>
public sealed class Invoice
{
    const int DigitalDigits = 20;

    public required Guid InvoiceId { get; init; }

    public required Guid PartId { get; init; }

    public required Guid SupplierId { get; init; }

    /// <summary>
    /// 发票代码, of an older invoice: 10 or 12 digits; "" for a fully digital invoice, which has none, and where it is not said.
    /// </summary>
    public string Code { get; init; } = "";

    /// <summary>8 digits, or 20 for a fully digital invoice (数电票); unique per supplier and code.</summary>
    public required string Number { get; init; }

    /// <summary>Tax included (价税合计).</summary>
    public required Money Amount { get; init; }

    public required DateOnly IssuedOn { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required string RecordedBy { get; init; }

    /// <summary>True for 8 or 20 digits.</summary>
    public static bool IsNumber(string number) => number.Length is 8 or DigitalDigits && number.All(char.IsAsciiDigit);

    /// <summary>True for 10 or 12 digits, with a number of 8: a fully digital invoice has no code.</summary>
    public static bool IsCode(string code, string number) =>
        code.Length is 10 or 12 && code.All(char.IsAsciiDigit) && number.Length != DigitalDigits;
}
