using Marketplace.Contracts;

namespace Marketplace.PurchasingUnits.Domain;

/// <summary>
/// What one line of a confirmed order is expected to execute of a quota. Lines that are expected to execute nothing have none.
/// </summary>
public sealed class QuotaHold
{
    QuotaHold()
    {
    }

    public Guid LineId { get; private init; }

    public Guid OrderId { get; private init; }

    public string OrderNumber { get; private init; } = "";

    /// <summary>The supplier's part of the order.</summary>
    public Guid ShipmentId { get; private init; }

    public Guid AccountId { get; private init; }

    public QuotaBuyer Buyer { get; private init; }

    public ProductCategory Category { get; private init; }

    /// <summary>What the line was expected to execute when its order was confirmed.</summary>
    public long ExpectedFen { get; private init; }

    /// <summary>What of it is still held.</summary>
    public long OpenFen { get; private set; }

    /// <summary>What was ordered, in thousandths of the trade unit.</summary>
    public long Quantity { get; private init; }

    /// <summary>What of the quantity was not decided yet.</summary>
    public long OpenQuantity { get; private set; }

    /// <summary>A line that is expected to execute so much.</summary>
    public static QuotaHold Of(
        (Guid OrderId, string Number, Guid ShipmentId, Guid LineId) line, Guid accountId, QuotaBuyer buyer, ProductCategory category,
        long expectedFen, long quantity) => new()
        {
            LineId = line.LineId,
            OrderId = line.OrderId,
            OrderNumber = line.Number,
            ShipmentId = line.ShipmentId,
            AccountId = accountId,
            Buyer = buyer,
            Category = category,
            ExpectedFen = expectedFen,
            OpenFen = expectedFen,
            Quantity = quantity,
            OpenQuantity = quantity,
        };

    /// <summary>Frees what is held for a part of the line, in proportion to its quantity; the last part frees all that is left.</summary>
    /// <returns>What was freed.</returns>
    public long Free(long quantity)
    {
        OpenQuantity = Math.Max(0, OpenQuantity - quantity);
        var left = OpenQuantity == 0 ? 0 : (long)((Int128)ExpectedFen * OpenQuantity / Quantity);
        var freed = Math.Max(0, OpenFen - left);
        OpenFen -= freed;
        return freed;
    }

    /// <summary>Frees all that is held.</summary>
    public long Free() => Free(OpenQuantity);
}

/// <summary>
/// A sale that executes no quota as the ledger has it, and why: accepted goods that were held for, or that would have counted.
/// </summary>
public sealed class QuotaOmission
{
    public required Guid LineId { get; init; }

    public required int AcceptanceNo { get; init; }

    public required int ShareNo { get; init; }

    public required Guid AccountId { get; init; }

    public required Guid OrderId { get; init; }

    public required string OrderNumber { get; init; }

    public required long AmountFen { get; set; }

    /// <summary>A stable code of the ledger, such as "NotOnQuotaList".</summary>
    public required string Reason { get; set; }

    /// <summary>The reason in Chinese.</summary>
    public required string WordsZh { get; set; }

    public required string WordsEn { get; set; }

    /// <summary>The event of the ledger after which it stood so.</summary>
    public required long LedgerEventNo { get; set; }
}

/// <summary>What of a quota was executed in a month, by category: the season that later years are compared with.</summary>
public sealed class QuotaMonth
{
    public required Guid AccountId { get; init; }

    /// <summary>Of the recognition date, from 1.</summary>
    public required int Month { get; init; }

    public required ProductCategory Category { get; init; }

    public required Guid UnitId { get; init; }

    public required int Year { get; init; }

    public required long ExecutedFen { get; set; }
}
