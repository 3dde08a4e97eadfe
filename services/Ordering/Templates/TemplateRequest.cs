using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Platform.Web;

namespace Marketplace.Ordering.Templates;

/// <summary>What a template is to hold.</summary>
public sealed record TemplateRequest
{
    /// <summary>1 to 100 characters, such as "秋季周菜单".</summary>
    public required string Name { get; init; }

    /// <summary>The first day for which goods are ordered.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>The last such day; absent while there is no end.</summary>
    public DateOnly? ValidUntil { get; init; }

    /// <summary>How many days before its Monday the order of a week is made, 1 to 60.</summary>
    public int PlaceAheadDays { get; init; } = 5;

    /// <summary>By how much a unit price may rise above that of today before no order is made any more: 0 to 10,000 basis points.</summary>
    public int PriceToleranceBasisPoints { get; init; }

    /// <summary>Weeks that are left out, by any of their days: at most 60.</summary>
    public IReadOnlyList<DateOnly> SkippedWeeks { get; init; } = [];

    /// <summary>1 to 1,000.</summary>
    public required IReadOnlyList<Line> Lines { get; init; }

    internal void Check(Checks checks)
    {
        checks.Text(Name, "name", max: 100);
        checks.Period(ValidFrom, ValidUntil, "validUntil");
        checks.Range(PlaceAheadDays, 1, OrderTemplate.PlaceAheadDaysMax, "placeAheadDays");
        checks.Range(PriceToleranceBasisPoints, 0, 10_000, "priceToleranceBasisPoints");
        checks.Count(SkippedWeeks.Count, 0, OrderTemplate.SkippedMax, "skippedWeeks", "周", "weeks");
        checks.Count(Lines.Count, 1, OrderTemplate.LinesMax, "lines", "行", "lines");
        if (Lines.Count <= OrderTemplate.LinesMax)
        {
            checks.Each(Lines, "lines", static (line, within) => line.Check(within));
        }
    }

    /// <summary>A product for a weekday and a dock.</summary>
    public sealed record Line
    {
        public required DayOfWeek Weekday { get; init; }

        /// <summary>A dock of the unit, or of one that has registered it as its agent.</summary>
        public required Guid DockId { get; init; }

        public required Guid ProductId { get; init; }

        /// <summary>In the product's trade unit, more than 0 and at most 1,000,000.</summary>
        public required Quantity Quantity { get; init; }

        internal void Check(Checks checks)
        {
            checks.That(
                Enum.IsDefined(Weekday), "weekday", "weekday_invalid", "须为星期之一。", "It must be a day of the week.");
            checks.NotEmpty(DockId, "dockId");
            checks.NotEmpty(ProductId, "productId");
            checks.That(
                Quantity > Quantity.Zero && Quantity <= Quantity.Of(1_000_000),
                "quantity",
                "quantity_out_of_range",
                "数量须大于 0 且不超过 1000000。",
                "The quantity must be more than 0 and at most 1000000.");
        }
    }
}
