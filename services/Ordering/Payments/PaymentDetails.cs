using System.Text.Json.Serialization;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Payables;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Payments;

/// <summary>A payment with what it was matched to, and what the supplier says of it; amounts in fen.</summary>
public sealed record PaymentDetails : IView
{
    [JsonIgnore]
    public Viewers SeenAs { get; init; }

    public required Guid PaymentId { get; init; }

    public required Guid UnitId { get; init; }

    public required Guid SupplierId { get; init; }

    [SeenBy(Ageing.Readers, DataClass.Commercial)]
    public required long? AmountFen { get; init; }

    /// <summary>What of it is matched to nothing: paid in advance (预付).</summary>
    [SeenBy(Ageing.Readers, DataClass.Commercial)]
    public required long? AdvanceFen { get; init; }

    public required DateOnly PaidOn { get; init; }

    /// <summary>The bank's or treasury's reference.</summary>
    [SeenBy(Ageing.Readers, DataClass.Reference)]
    public required string? Reference { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>When the unit took it back as wrongly recorded; null otherwise.</summary>
    public DateTimeOffset? ReversedAt { get; init; }

    [SeenBy(Ageing.Readers, DataClass.Commercial)]
    public string? ReversalReason { get; init; }

    /// <summary>What the supplier says of it.</summary>
    public required PaymentReceiptState Receipt { get; init; }

    /// <summary>What it was matched to, the oldest first; below zero where that was taken back.</summary>
    public required IReadOnlyList<Matching> Matchings { get; init; }

    /// <summary>All that the supplier has said of it, the oldest first.</summary>
    public required IReadOnlyList<Statement> Statements { get; init; }

    /// <summary>What of a payment is for a part of an order.</summary>
    public sealed record Matching : IView
    {
        [JsonIgnore]
        public Viewers SeenAs { get; init; }

        public required Guid MatchingId { get; init; }

        public required Guid OrderId { get; init; }

        public required Guid PartId { get; init; }

        /// <summary>The invoice that was named; null when the part alone was.</summary>
        public Guid? InvoiceId { get; init; }

        [SeenBy(Ageing.Readers, DataClass.Commercial)]
        public required long? AmountFen { get; init; }

        public required DateTimeOffset RecordedAt { get; init; }
    }

    /// <summary>What the supplier said of it.</summary>
    public sealed record Statement : IView
    {
        [JsonIgnore]
        public Viewers SeenAs { get; init; }

        public required bool IsReceived { get; init; }

        [SeenBy(Ageing.Readers, DataClass.Commercial)]
        public string? Note { get; init; }

        public required DateTimeOffset StatedAt { get; init; }
    }

    internal static async Task<PaymentDetails> ReadAsync(OrderingDb db, Payment payment, Viewers seenAs, CancellationToken ct) => Of(
        payment,
        await db.PaymentMatchings.AsNoTracking().Where(matching => matching.PaymentId == payment.PaymentId).ToListAsync(ct),
        await db.PaymentReceipts.AsNoTracking().Where(receipt => receipt.PaymentId == payment.PaymentId).ToListAsync(ct),
        seenAs);

    internal static PaymentDetails Of(
        Payment payment, IReadOnlyList<PaymentMatching> matchings, IReadOnlyList<PaymentReceipt> receipts, Viewers seenAs) => new()
        {
            SeenAs = seenAs,
            PaymentId = payment.PaymentId,
            UnitId = payment.UnitId,
            SupplierId = payment.SupplierId,
            AmountFen = payment.Amount.Fen,
            AdvanceFen = payment.Unmatched.Fen,
            PaidOn = payment.PaidOn,
            Reference = payment.Reference,
            RecordedAt = payment.RecordedAt,
            ReversedAt = payment.ReversedAt,
            ReversalReason = payment.ReversalReason,
            Receipt = payment.Receipt,
            Matchings = [.. matchings.OrderBy(matching => matching.RecordedAt).ThenBy(matching => matching.MatchingId)
                .Select(matching => new Matching
                {
                    SeenAs = seenAs,
                    MatchingId = matching.MatchingId,
                    OrderId = matching.OrderId,
                    PartId = matching.PartId,
                    InvoiceId = matching.InvoiceId,
                    AmountFen = matching.AmountFen,
                    RecordedAt = matching.RecordedAt,
                })],
            Statements = [.. receipts.OrderBy(receipt => receipt.StatementNo).Select(receipt => new Statement
            {
                SeenAs = seenAs,
                IsReceived = receipt.IsReceived,
                Note = receipt.Note,
                StatedAt = receipt.StatedAt,
            })],
        };
}
