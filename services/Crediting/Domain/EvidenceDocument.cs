using Marketplace.Contracts;

namespace Marketplace.Crediting.Domain;

/// <summary>An invoice or a payment, as far as it is for a shipment; below zero one that takes back another (红字发票, 付款冲销).</summary>
public sealed class EvidenceDocument
{
    /// <summary>Of the invoice, or of the matching of a payment; once for each shipment.</summary>
    public required Guid DocumentId { get; init; }

    public required DocumentKind Kind { get; init; }

    /// <summary>What it proves: a shipment, or the line of an imported row.</summary>
    public required Guid EvidenceId { get; init; }

    public required Guid SupplierId { get; init; }

    /// <summary>发票代码, of an older invoice; null for others.</summary>
    public string? Code { get; init; }

    /// <summary>The invoice number, or the bank's reference.</summary>
    public required string Number { get; init; }

    /// <summary>The number in the form in which it is compared.</summary>
    public string NumberForm { get => NormalForm.Of(Number); private set { } }

    /// <summary>What of it is for the shipment; less than zero when it takes back another.</summary>
    public required long AmountFen { get; init; }

    public required DateOnly Date { get; init; }
}

/// <summary>What a paper is.</summary>
public enum DocumentKind
{
    Invoice = 1,
    Payment = 2,
}
