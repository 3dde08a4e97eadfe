namespace Marketplace.Ordering.Domain;

/// <summary>A line of a draft as somebody typed it: names or ids, a quantity perhaps with its unit, a day in any spelling.</summary>
public sealed record DraftEntry
{
    /// <summary>The most characters of each text.</summary>
    public const int TextMax = 200;

    /// <summary>The product by its name or its id.</summary>
    public string? Product { get; init; }

    /// <summary>The id of the product, where its name is given as well; the two must be of the same product.</summary>
    public string? ProductId { get; init; }

    /// <summary>Whose product it is, by name or id; needed where several sell one of that name.</summary>
    public string? Supplier { get; init; }

    /// <summary>Such as "50", "50 斤" or "25公斤".</summary>
    public string? Quantity { get; init; }

    /// <summary>The unit of the quantity where it stands by itself; that of the listing when neither says any.</summary>
    public string? TradeUnit { get; init; }

    /// <summary>For which unit it is, by name or id; needed where docks of several units have the same name.</summary>
    public string? Unit { get; init; }

    /// <summary>The dock by its name or id; needed unless the unit has a single one.</summary>
    public string? Dock { get; init; }

    /// <summary>Such as 2026-11-23 or 2026年11月23日.</summary>
    public string? DeliverOn { get; init; }

    /// <summary>All texts, by the names of their members.</summary>
    internal IEnumerable<(string Field, string? Text)> Texts =>
    [
        ("product", Product), ("productId", ProductId), ("supplier", Supplier), ("quantity", Quantity), ("tradeUnit", TradeUnit),
        ("unit", Unit), ("dock", Dock), ("deliverOn", DeliverOn),
    ];
}
