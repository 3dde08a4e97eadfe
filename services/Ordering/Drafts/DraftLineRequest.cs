using Marketplace.Ordering.Domain;
using Marketplace.Platform.Web;

namespace Marketplace.Ordering.Drafts;

/// <summary>A line as it is typed: ids or names, as in the catalogue or on a sheet. What is not understood is kept and named.</summary>
public sealed record DraftLineRequest
{
    /// <summary>By name or id.</summary>
    public string? Product { get; init; }

    /// <summary>By id, where the name is given as well.</summary>
    public string? ProductId { get; init; }

    /// <summary>By name or id; needed where several sell one of that name.</summary>
    public string? Supplier { get; init; }

    /// <summary>Such as "50", "50 斤" or "25公斤".</summary>
    public string? Quantity { get; init; }

    /// <summary>The unit of the quantity, where it stands by itself.</summary>
    public string? TradeUnit { get; init; }

    /// <summary>For which unit, by name or id: your own, or one that has registered yours as its agent.</summary>
    public string? Unit { get; init; }

    /// <summary>By name or id; may be left out where the unit has a single one.</summary>
    public string? Dock { get; init; }

    /// <summary>Such as 2026-11-23.</summary>
    public string? DeliverOn { get; init; }

    internal DraftEntry ToEntry() => new()
    {
        Product = Trimmed(Product),
        ProductId = Trimmed(ProductId),
        Supplier = Trimmed(Supplier),
        Quantity = Trimmed(Quantity),
        TradeUnit = Trimmed(TradeUnit),
        Unit = Trimmed(Unit),
        Dock = Trimmed(Dock),
        DeliverOn = Trimmed(DeliverOn),
    };

    internal void Check(Checks checks)
    {
        foreach (var (field, text) in ToEntry().Texts)
        {
            checks.TextOrNone(text, field, DraftEntry.TextMax);
        }
    }

    static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
