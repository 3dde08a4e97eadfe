using Marketplace.Contracts;

namespace Marketplace.Ordering.Domain;

/// <summary>A line of a draft: what was typed, and what of it was found. What could not be found stays to be mended.</summary>
public sealed class DraftLine
{
    public required Guid DraftId { get; init; }

    /// <summary>From 1; kept while the line is, whatever happens to others.</summary>
    public required int LineNumber { get; init; }

    /// <summary>The row of the sheet that it was read from; null when it was not.</summary>
    public int? Row { get; init; }

    /// <summary>The sheet of the workbook that it was read from.</summary>
    public string? Sheet { get; init; }

    public required DraftEntry Typed { get; set; }

    /// <summary>Null while no product, or more than one, answers to what was typed.</summary>
    public Guid? ProductId { get; set; }

    /// <summary>In the trade unit of the product; null while that is not known.</summary>
    public Quantity? Quantity { get; set; }

    /// <summary>For which unit it is: that of the draft, or one that this acts for.</summary>
    public Guid? UnitId { get; set; }

    public Guid? DockId { get; set; }

    public DateOnly? DeliverOn { get; set; }

    /// <summary>Whether all was found that an order needs.</summary>
    public bool IsComplete =>
        ProductId is not null && Quantity is not null && UnitId is not null && DockId is not null && DeliverOn is not null;
}
