using Marketplace.Ordering.Domain;

namespace Marketplace.Ordering.Orders;

/// <summary>An invoice as callers see it.</summary>
public sealed record InvoiceView
{
    public required Guid InvoiceId { get; init; }

    public required Guid PartId { get; init; }

    public required string Number { get; init; }

    /// <summary>Tax included (价税合计).</summary>
    public required long AmountFen { get; init; }

    public required DateOnly IssuedOn { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public static InvoiceView Of(Invoice invoice) => new()
    {
        InvoiceId = invoice.InvoiceId,
        PartId = invoice.PartId,
        Number = invoice.Number,
        AmountFen = invoice.Amount.Fen,
        IssuedOn = invoice.IssuedOn,
        RecordedAt = invoice.RecordedAt,
    };
}
