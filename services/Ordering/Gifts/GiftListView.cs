using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Platform.Web;

namespace Marketplace.Ordering.Gifts;

/// <summary>A gift list in a list of them.</summary>
public record GiftListSummary
{
    public required Guid ListId { get; init; }

    public required Guid UnitId { get; init; }

    public required string Name { get; init; }

    /// <summary>Against the limit of which year it counts.</summary>
    public required int Year { get; init; }

    /// <summary>Also the ETag, to be given back as If-Match.</summary>
    public required long Version { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null until it is ordered.</summary>
    public DateTimeOffset? OrderedAt { get; init; }

    /// <summary>The order that was made of it; null until then.</summary>
    public Guid? OrderId { get; init; }

    /// <summary>When all names were erased; null while there are some.</summary>
    public DateTimeOffset? ErasedAt { get; init; }

    internal static GiftListSummary Of(GiftList list) => new()
    {
        ListId = list.ListId,
        UnitId = list.UnitId,
        Name = list.Name,
        Year = list.Year,
        Version = list.Version,
        CreatedAt = list.CreatedAt,
        OrderedAt = list.OrderedAt,
        OrderId = list.OrderId,
        ErasedAt = list.ErasedAt,
    };
}

/// <summary>A gift list with what is ordered for how many, and what speaks against it. It names nobody.</summary>
public sealed record GiftListView : GiftListSummary
{
    public required int Recipients { get; init; }

    /// <summary>How many have been given theirs.</summary>
    public required int HandedOut { get; init; }

    /// <summary>What all of it costs: as it was ordered, or now; to be given back when it is ordered.</summary>
    public required long AmountFen { get; init; }

    /// <summary>How much of the amount is for goods with a recognition (认定产品), in basis points; null when nothing can be had.</summary>
    public required int? RecognisedBasisPoints { get; init; }

    public required HeadView PerHead { get; init; }

    /// <summary>By number.</summary>
    public required IReadOnlyList<GoodsView> Goods { get; init; }

    /// <summary>What speaks against ordering it as it stands; empty once it is ordered.</summary>
    public required IReadOnlyList<CheckFault> Faults { get; init; }

    /// <summary>What gifts cost for one person.</summary>
    public sealed record HeadView
    {
        /// <summary>For one person and all lists of the year together; null while none was filed.</summary>
        public required long? LimitFen { get; init; }

        /// <summary>The most that somebody of this list comes to, other lists of the year included.</summary>
        public required long HighestFen { get; init; }

        /// <summary>How many people of this list come to more than the limit.</summary>
        public required int OverLimit { get; init; }

        /// <summary>The numbers of recipients in this list that come to more than the limit, the first fifty.</summary>
        public required IReadOnlyList<int> OverLimitNumbers { get; init; }
    }

    /// <summary>Goods for one dock and day.</summary>
    public sealed record GoodsView
    {
        /// <summary>From 1.</summary>
        public required int Number { get; init; }

        public required Guid ProductId { get; init; }

        public string? ProductName { get; init; }

        public string? SupplierName { get; init; }

        public required Guid DockId { get; init; }

        public string? DockName { get; init; }

        public required DateOnly DeliverOn { get; init; }

        public required int Recipients { get; init; }

        /// <summary>For all of them, in the trade unit.</summary>
        public required Quantity Quantity { get; init; }

        public TradeUnit? Unit { get; init; }

        /// <summary>What all of it costs; null when it can't be had.</summary>
        public long? AmountFen { get; init; }

        /// <summary>Whether the product has a recognition (认定).</summary>
        public required bool IsRecognised { get; init; }
    }
}
