using Marketplace.Contracts;

namespace Marketplace.Ordering.Domain;

/// <content>What is owed, paid and invoiced for it.</content>
public sealed partial class OrderPart
{
    /// <summary>So much more is owed, or less when the amount is below zero: the one place where that changes, with its entry.</summary>
    public PayableEntry Owe(PayableKind kind, Guid sourceId, Money amount, DateTimeOffset now)
    {
        OwedFen += amount.Fen;
        return new()
        {
            EntryId = Guid.CreateVersion7(now),
            UnitId = UnitId,
            SupplierId = SupplierId,
            OrderId = OrderId,
            PartId = PartId,
            Kind = kind,
            SourceId = sourceId,
            AmountFen = amount.Fen,
            RecordedAt = now,
        };
    }

    /// <summary>Remembers that both sides were told that it is overdue.</summary>
    public void Remind(DateTimeOffset now) => RemindedAt = now;

    /// <summary>Its price rose, or goods went back: so much more or less may be paid and invoiced from now on.</summary>
    public void Correct(PayableChange change)
    {
        if (change.Amount > Money.Zero)
        {
            PriceRises += change.Amount;
        }
        else
        {
            Refunds -= change.Amount;
        }
    }

    /// <summary>Adds what was paid; false, and nothing is changed, when more would be paid than the part is worth.</summary>
    public bool Pay(Money amount)
    {
        if (Paid + amount > Payable)
        {
            return false;
        }

        Paid += amount;
        return true;
    }

    /// <summary>So much of what was recorded as paid was not.</summary>
    public void TakeBackPaid(Money amount) => Paid -= amount;

    /// <summary>Adds what was invoiced; false, and nothing is changed, when more would be invoiced than the part is worth.</summary>
    public bool Invoice(Money amount)
    {
        if (Invoiced + amount > Payable)
        {
            return false;
        }

        Invoiced += amount;
        return true;
    }

    /// <summary>So much of what was invoiced was taken back.</summary>
    public void TakeBackInvoiced(Money amount) => Invoiced -= amount;

    /// <summary>
    /// What can be invoiced of a line, as <see cref="Payable"/> says of all: what was accepted, and in advance what is ordered of it.
    /// </summary>
    /// <param name="line">Of this part, with its acceptances.</param>
    /// <param name="changes">By how much price rises and returns have changed what is owed for it.</param>
    public Money PayableOf(OrderLine line, Money changes)
    {
        var isToCome = !IsEnded && !Cancellations.Any(cancellation => cancellation.LineIds.Contains(line.LineId));
        var ordered = isToCome ? line.Amount - line.Discount : Money.Zero;
        var accepted = line.Acceptances.Aggregate(Money.Zero, (sum, acceptance) => sum + acceptance.Amount);
        return (accepted > ordered ? accepted : ordered) + changes;
    }
}
