using System.Text.Json.Serialization;
using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Payables;

/// <summary>催款函: what a unit owes a supplier that is overdue today, part by part, to be sent or printed. Amounts in fen.</summary>
public sealed record PaymentLetter : IView
{
    /// <summary>How many parts a letter lists; the sums are of all.</summary>
    internal const int PartsMax = 200;

    /// <summary>What the periods rest on.</summary>
    static readonly BilingualText Law = new(
        "《保障中小企业款项支付条例》（国务院令第 802 号）：机关、事业单位应当自交付之日起 30 日内支付款项，合同另有约定的最长不超过 60 日；"
            + "大型企业应当自交付之日起 60 日内支付款项。逾期的应当支付逾期利息。",
        "Regulation on Guaranteeing Payments to Small and Medium-sized Enterprises (State Council Order 802): organs and institutions pay "
            + "within 30 days of the delivery, by contract within 60 at most; large enterprises within "
            + "60 days. Late payments bear interest.");

    [JsonIgnore]
    public Viewers SeenAs { get; init; }

    /// <summary>Today in Asia/Shanghai.</summary>
    public required DateOnly Day { get; init; }

    public required Guid UnitId { get; init; }

    /// <summary>To whom it is: what the unit was called on its last order.</summary>
    public required string UnitName { get; init; }

    public required Guid SupplierId { get; init; }

    /// <summary>From whom it is.</summary>
    public required string SupplierName { get; init; }

    /// <summary>What is overdue.</summary>
    [SeenBy(Ageing.Readers, DataClass.Commercial)]
    public required long? OverdueFen { get; init; }

    /// <summary>Of how many parts of orders.</summary>
    public required int OverdueParts { get; init; }

    /// <summary>What the unit has paid in advance and matched to nothing, which it may match to these.</summary>
    [SeenBy(Ageing.Readers, DataClass.Commercial)]
    public required long? AdvanceFen { get; init; }

    /// <summary>What the unit has recorded as paid and the supplier has not received.</summary>
    [SeenBy(Ageing.Readers, DataClass.Commercial)]
    public required long? DisputedFen { get; init; }

    public required BilingualText LegalBasis { get; init; }

    /// <summary>At most 200, what has been due the longest first.</summary>
    public required IReadOnlyList<Part> Parts { get; init; }

    /// <summary>A part of an order that is overdue.</summary>
    public sealed record Part : IView
    {
        [JsonIgnore]
        public Viewers SeenAs { get; init; }

        public required Guid PartId { get; init; }

        public required string OrderNumber { get; init; }

        /// <summary>When its delivery was recorded, in Asia/Shanghai.</summary>
        public DateOnly? DeliveredOn { get; init; }

        /// <summary>The last day for the payment.</summary>
        public required DateOnly DueOn { get; init; }

        public required int DaysOverdue { get; init; }

        /// <summary>What was accepted, less what went back, with price rises.</summary>
        [SeenBy(Ageing.Readers, DataClass.Commercial)]
        public required long? PayableFen { get; init; }

        [SeenBy(Ageing.Readers, DataClass.Commercial)]
        public required long? PaidFen { get; init; }

        [SeenBy(Ageing.Readers, DataClass.Commercial)]
        public required long? OwedFen { get; init; }
    }

    /// <summary>The letter of today between two sides.</summary>
    /// <exception cref="RuleBrokenException">Nothing is overdue.</exception>
    internal static async Task<PaymentLetter> OfAsync(OrderingDb db, PayableScope scope, DateOnly today, CancellationToken ct)
    {
        var (unitId, supplierId) = scope.Both();
        var overdue = scope.Parts(db).AsNoTracking().Where(part => part.OwedFen > 0 && part.DueOn < today);
        var sum = await overdue.GroupBy(_ => 1).Select(all => new { Parts = all.Count(), Fen = all.Sum(part => part.OwedFen) })
            .SingleOrDefaultAsync(ct)
            ?? throw new RuleBrokenException("nothing_overdue", "双方之间没有逾期未付的款项。", "Nothing is overdue between the two.");
        var parts = await overdue.OrderBy(part => part.DueOn).ThenBy(part => part.PartId).Take(PartsMax)
            .Join(db.Orders.AsNoTracking(), part => part.OrderId, order => order.OrderId, (part, order) => new { part, order.Number })
            .OrderBy(row => row.part.DueOn).ThenBy(row => row.part.PartId).ToListAsync(ct);
        var advance = await scope.Payments(db).Where(payment => payment.UnmatchedFen > 0).SumAsync(payment => payment.UnmatchedFen, ct);
        var disputed = await scope.Payments(db)
            .Where(payment => payment.Receipt == PaymentReceiptState.Disputed && payment.ReversedAt == null)
            .SumAsync(payment => payment.AmountFen, ct);
        return new PaymentLetter
        {
            SeenAs = scope.SeenAs,
            Day = today,
            UnitId = unitId,
            UnitName = parts[^1].part.UnitName,
            SupplierId = supplierId,
            SupplierName = parts[^1].part.SupplierName,
            OverdueFen = sum.Fen,
            OverdueParts = sum.Parts,
            AdvanceFen = advance,
            DisputedFen = disputed,
            LegalBasis = Law,
            Parts = [.. parts.Select(row => Of(row.part, row.Number, today, scope.SeenAs))],
        };
    }

    static Part Of(OrderPart part, string number, DateOnly today, Viewers seenAs) => new()
    {
        SeenAs = seenAs,
        PartId = part.PartId,
        OrderNumber = number,
        DeliveredOn = part.DeliveredAt is { } delivered ? BusinessDay.Of(delivered) : null,
        DueOn = part.DueOn!.Value,
        DaysOverdue = today.DayNumber - part.DueOn.Value.DayNumber,
        PayableFen = part.OwedFen + part.Paid.Fen,
        PaidFen = part.Paid.Fen,
        OwedFen = part.OwedFen,
    };
}
