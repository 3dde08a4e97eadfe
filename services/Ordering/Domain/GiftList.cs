using Marketplace.Contracts;
using Marketplace.Platform.Refusals;

namespace Marketplace.Ordering.Domain;

/// <summary>
/// 慰问品名册: gifts of a unit for its people, such as those of a trade union for a festival. The order that is made of it knows goods and
/// docks alone; who gets what stays here, and can be erased.
/// </summary>
public sealed class GiftList
{
    /// <summary>The most recipients of a list.</summary>
    public const int RecipientsMax = 10_000;

    readonly List<GiftGoods> _goods = [];

    GiftList()
    {
    }

    public required Guid ListId { get; init; }

    /// <summary>Whose people write and order it.</summary>
    public required Guid UnitId { get; init; }

    /// <summary>Such as "2027年春节慰问".</summary>
    public required string Name { get; init; }

    /// <summary>The year in which its people get theirs: against its limit it counts.</summary>
    public required int Year { get; init; }

    /// <summary>Rises with each change of it or of its recipients.</summary>
    public long Version { get; private set; } = 1;

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null until it is ordered.</summary>
    public DateTimeOffset? OrderedAt { get; private set; }

    /// <summary>The order that was made of it; null until then.</summary>
    public Guid? OrderId { get; private set; }

    /// <summary>When all names were erased; null while there are some.</summary>
    public DateTimeOffset? ErasedAt { get; private set; }

    /// <summary>What is ordered; in no certain order.</summary>
    public IReadOnlyList<GiftGoods> Goods => _goods;

    /// <summary>A list that is not ordered yet.</summary>
    /// <param name="goods">At least one; numbered from 1.</param>
    public static GiftList Of(Guid listId, Guid unitId, string name, int year, IEnumerable<GiftGoods> goods, DateTimeOffset now)
    {
        var list = new GiftList { ListId = listId, UnitId = unitId, Name = name, Year = year, CreatedAt = now };
        list._goods.AddRange(goods);
        return list;
    }

    /// <summary>Its recipients have changed.</summary>
    public void Touch() => Version++;

    /// <summary>A recipient was taken out before it was ordered.</summary>
    /// <exception cref="RuleBrokenException">It is ordered, or would be empty.</exception>
    public void Reduce(GiftRecipient recipient)
    {
        RequireOpen();
        if (_goods is [var last] && last.Quantity == recipient.Quantity)
        {
            throw new RuleBrokenException(
                "last_recipient",
                "这是名册中的最后一人；如不再需要，请删除整份名册。",
                "This is the last recipient of the list; delete the list if it is not needed.");
        }

        var goods = _goods.Single(known => known.Number == recipient.GoodsNumber);
        goods.Quantity -= recipient.Quantity;
        if (goods.Quantity == Quantity.Zero)
        {
            _goods.Remove(goods);
        }

        Touch();
    }

    /// <summary>It has become an order.</summary>
    /// <param name="orderId">The order.</param>
    /// <param name="amountOf">What all of a line cost.</param>
    /// <exception cref="RuleBrokenException">It had before.</exception>
    public void Order(Guid orderId, Func<GiftGoods, Money> amountOf, DateTimeOffset now)
    {
        RequireOpen();
        foreach (var goods in _goods)
        {
            goods.AmountFen = amountOf(goods).Fen;
        }

        (OrderId, OrderedAt) = (orderId, now);
        Touch();
    }

    /// <summary>All names were erased.</summary>
    public void Erase(DateTimeOffset now)
    {
        ErasedAt = now;
        Touch();
    }

    /// <exception cref="RuleBrokenException">It is ordered.</exception>
    public void RequireOpen()
    {
        if (OrderedAt is not null)
        {
            throw new RuleBrokenException(
                "gift_list_ordered",
                "该名册已下单，不能再修改、删除或再次下单；如需清除个人信息，请办理清除。",
                "This list has been ordered and can be neither changed, deleted nor ordered again; its names can be erased.");
        }
    }
}

/// <summary>Goods of a gift list for one dock and day.</summary>
public sealed class GiftGoods
{
    public required Guid ListId { get; init; }

    /// <summary>From 1, within the list.</summary>
    public required int Number { get; init; }

    public required Guid ProductId { get; init; }

    public required Guid DockId { get; init; }

    public required DateOnly DeliverOn { get; init; }

    /// <summary>For all recipients, in the trade unit.</summary>
    public required Quantity Quantity { get; set; }

    /// <summary>What all of it cost, in fen; null until it is ordered.</summary>
    public long? AmountFen { get; set; }

    /// <summary>What one recipient's part comes to, rounded up to the fen, so that the limit holds.</summary>
    /// <param name="amountFen">What all of it costs.</param>
    /// <param name="quantity">The recipient's.</param>
    public long PartOf(long amountFen, Quantity quantity) => (long)decimal.Ceiling(amountFen * quantity.Units / Quantity.Units);
}

/// <summary>Who gets something of a gift list.</summary>
public sealed class GiftRecipient
{
    public required Guid ListId { get; init; }

    /// <summary>From 1, in the order of the sheet.</summary>
    public required int Number { get; init; }

    /// <summary>Which goods of the list.</summary>
    public required int GoodsNumber { get; init; }

    /// <summary>In the trade unit.</summary>
    public required Quantity Quantity { get; init; }

    /// <summary>The same for one person in all lists of a year; null once the year is over.</summary>
    public required string? PersonKey { get; init; }

    /// <summary>Null once it was erased.</summary>
    public required string? Name { get; init; }

    /// <summary>The number of the member or employee; null once it was erased.</summary>
    public required string? StaffNo { get; init; }

    /// <summary>Null when it was not given, or was erased.</summary>
    public string? Phone { get; init; }

    /// <summary>When it was handed out; null until then.</summary>
    public DateTimeOffset? HandedOutAt { get; init; }
}
