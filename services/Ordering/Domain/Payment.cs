using Marketplace.Contracts;

namespace Marketplace.Ordering.Domain;

/// <summary>
/// 付款: what a unit says that it has paid to a supplier. What of it is matched to no part of an order yet was paid in advance (预付). Never
/// changed; a wrong one is reversed by counter-entries. The platform moves no money.
/// </summary>
public sealed class Payment
{
    Payment()
    {
    }

    public required Guid PaymentId { get; init; }

    public required Guid UnitId { get; init; }

    public required Guid SupplierId { get; init; }

    /// <summary>Where the unit belonged when it was recorded, so that officials find what is disputed.</summary>
    public required string UnitPath { get; init; }

    public required long AmountFen { get; init; }

    public Money Amount => new(AmountFen);

    public required DateOnly PaidOn { get; init; }

    /// <summary>The bank's or treasury's reference.</summary>
    public required string Reference { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required string RecordedBy { get; init; }

    /// <summary>What of it is matched to no part: paid in advance. Nothing once it is reversed.</summary>
    public long UnmatchedFen { get; private set; }

    public Money Unmatched => new(UnmatchedFen);

    /// <summary>What the supplier says of it.</summary>
    public PaymentReceiptState Receipt { get; private set; } = PaymentReceiptState.Unstated;

    /// <summary>How often the supplier has said something of it.</summary>
    public int Statements { get; private set; }

    /// <summary>When the unit took it back as wrongly recorded; null otherwise.</summary>
    public DateTimeOffset? ReversedAt { get; private set; }

    public string? ReversalReason { get; private set; }

    /// <summary>True while it proves sales: neither reversed nor disputed by whom it was paid to.</summary>
    public bool IsEvidence => ReversedAt is null && Receipt != PaymentReceiptState.Disputed;

    /// <summary>A payment that is matched to nothing yet.</summary>
    public static Payment Of(
        Guid paymentId, Guid unitId, Guid supplierId, string unitPath, Money amount, DateOnly paidOn, string reference,
        DateTimeOffset now, string by) => new()
        {
            PaymentId = paymentId,
            UnitId = unitId,
            SupplierId = supplierId,
            UnitPath = unitPath,
            AmountFen = amount.Fen,
            PaidOn = paidOn,
            Reference = reference,
            RecordedAt = now,
            RecordedBy = by,
            UnmatchedFen = amount.Fen,
        };

    /// <summary>Takes so much of what is unmatched; false, and nothing is changed, when there is less.</summary>
    public bool Match(Money amount)
    {
        if (amount > Unmatched)
        {
            return false;
        }

        UnmatchedFen -= amount.Fen;
        return true;
    }

    /// <summary>What the supplier says of it from now on.</summary>
    public PaymentReceipt State(bool isReceived, string? note, DateTimeOffset now, string by)
    {
        Receipt = isReceived ? PaymentReceiptState.Confirmed : PaymentReceiptState.Disputed;
        return new()
        {
            PaymentId = PaymentId,
            StatementNo = ++Statements,
            IsReceived = isReceived,
            Note = note,
            StatedAt = now,
            StatedBy = by,
        };
    }

    public void Reverse(string reason, DateTimeOffset now) => (ReversedAt, ReversalReason, UnmatchedFen) = (now, reason, 0);

    /// <summary>What was paid in advance becomes more, or less when it is matched: the entry of that in the account.</summary>
    public PayableEntry Advance(PayableKind kind, Guid sourceId, Money owed, DateTimeOffset now) => new()
    {
        EntryId = Guid.CreateVersion7(now),
        UnitId = UnitId,
        SupplierId = SupplierId,
        Kind = kind,
        SourceId = sourceId,
        AmountFen = owed.Fen,
        RecordedAt = now,
    };
}

/// <summary>
/// What of a payment is for a part of an order, and perhaps for an invoice. Written once; a reversal is another one below zero.
/// </summary>
public sealed class PaymentMatching
{
    public required Guid MatchingId { get; init; }

    public required Guid PaymentId { get; init; }

    public required Guid OrderId { get; init; }

    public required Guid PartId { get; init; }

    /// <summary>The invoice that was named; null when the part alone was.</summary>
    public Guid? InvoiceId { get; init; }

    /// <summary>Less than zero when it takes back another.</summary>
    public required long AmountFen { get; init; }

    public Money Amount => new(AmountFen);

    public required DateTimeOffset RecordedAt { get; init; }

    public required string RecordedBy { get; init; }

    public Payment? Payment { get; private set; }
}

/// <summary>What a supplier said of a payment to it. Written once; the last one counts.</summary>
public sealed class PaymentReceipt
{
    public required Guid PaymentId { get; init; }

    /// <summary>From 1.</summary>
    public required int StatementNo { get; init; }

    public required bool IsReceived { get; init; }

    /// <summary>Always there when it was not received.</summary>
    public string? Note { get; init; }

    public required DateTimeOffset StatedAt { get; init; }

    public required string StatedBy { get; init; }
}

/// <summary>Whether a payment has arrived, as the supplier says.</summary>
public enum PaymentReceiptState
{
    /// <summary>未确认: the supplier has said nothing.</summary>
    Unstated = 1,

    /// <summary>已收到.</summary>
    Confirmed = 2,

    /// <summary>有异议: it has not arrived, or not so much.</summary>
    Disputed = 3,
}
