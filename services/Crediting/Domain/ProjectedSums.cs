using System.Globalization;
using Marketplace.Contracts;

namespace Marketplace.Crediting.Domain;

/// <summary>
/// What units of one place bought of one county under their quotas: under it R4 to R6 add quotas up, which are too many to be
/// listed one by one and have two sides only this way.
/// </summary>
public sealed class QuotaFlow
{
    public required Guid FlowId { get; init; }

    /// <summary>The region path to which the units belonged.</summary>
    public required string EastPath { get; init; }

    /// <summary>The region path of the county of origin.</summary>
    public required string WestPath { get; init; }

    public static Guid IdOf(string eastPath, string westPath) => StableIds.Of($"quota-flow/{eastPath}/{westPath}");
}

/// <summary>Entries by mode and channel (R4). Like the others of this file it is projected from the ledger, not written with it.</summary>
public sealed class ChannelMonth
{
    /// <summary>The pairing, the designation or the flow.</summary>
    public required Guid HolderId { get; init; }

    /// <summary>"2026-11".</summary>
    public required string PostingPeriod { get; init; }

    /// <summary>The month of the recognition date.</summary>
    public required string RecognitionMonth { get; init; }

    public required CreditMode Mode { get; init; }

    public required SalesChannel Channel { get; init; }

    public required long AmountFen { get; init; }

    /// <summary>What of the amount is subsidy (CR-13).</summary>
    public required long SubsidisedFen { get; init; }

    public required long Entries { get; init; }
}

/// <summary>A product as it was sold: what it was called then is what reports call it (R5).</summary>
public sealed class SoldProduct
{
    /// <summary>Follows from all the others.</summary>
    public required Guid FactId { get; init; }

    public required Guid ProductId { get; init; }

    public required string Name { get; init; }

    public required ProductCategory Category { get; init; }

    public required ProcessingLevel ProcessingLevel { get; init; }

    /// <summary>Of the trade unit; null when it is counted.</summary>
    public long? Grams { get; init; }

    /// <summary>Of the trade unit; null when it is weighed.</summary>
    public int? Pieces { get; init; }

    /// <summary>The id that the rest makes.</summary>
    public static Guid IdOf(Guid productId, string name, ProductCategory category, ProcessingLevel level, long? grams, int? pieces) =>
        StableIds.Of(string.Create(CultureInfo.InvariantCulture, $"product/{productId}/{category}/{level}/{grams}/{pieces}/{name}"));
}

/// <summary>Entries by product (R5).</summary>
public sealed class ProductMonth
{
    /// <summary>The pairing, the designation or the flow.</summary>
    public required Guid HolderId { get; init; }

    public required string PostingPeriod { get; init; }

    public required string RecognitionMonth { get; init; }

    public required Guid FactId { get; init; }

    public required long AmountFen { get; init; }

    public required long Entries { get; init; }

    /// <summary>Of what is sold by weight.</summary>
    public required long Milligrams { get; init; }

    /// <summary>In thousandths, of what is sold by the piece.</summary>
    public required long Millipieces { get; init; }
}

/// <summary>
/// Entries by buyer of record (R6, R7); of quotas also by the account of the unit and year, where orders are not counted (R8).
/// </summary>
public sealed class BuyerMonth
{
    /// <summary>The pairing, the designation, the flow or the quota account.</summary>
    public required Guid HolderId { get; init; }

    public required string PostingPeriod { get; init; }

    public required string RecognitionMonth { get; init; }

    public required Guid UnitId { get; init; }

    public required CreditMode Mode { get; init; }

    /// <summary>What the buyer bought for: R8 tells purchases of staff apart.</summary>
    public required BuyerCapacity Capacity { get; init; }

    public required long AmountFen { get; init; }

    public required long Entries { get; init; }

    /// <summary>Orders that were credited to the holder for the first time: each counts once, in the month of its first entry.</summary>
    public required long Orders { get; init; }

    /// <summary>What of the amount the unit bought as a pairing-designated unit (协作定点消费帮扶单位, CR-10).</summary>
    public required long DesignatedFen { get; init; }
}
