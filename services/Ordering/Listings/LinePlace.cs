using System.Globalization;

namespace Marketplace.Ordering.Listings;

/// <summary>Where a line stands in a request: refusals name it.</summary>
/// <param name="Number">From 1, counted through the whole request, as the lines of the order are numbered.</param>
/// <param name="Path">Such as "lines[3]" or "deliveries[2].lines[3]".</param>
readonly record struct LinePlace(int Number, string Path)
{
    /// <summary>The place of a line.</summary>
    /// <param name="index">From 0, in its list.</param>
    /// <param name="within">What the list lies in, such as "deliveries[2]."; empty for the request itself.</param>
    /// <param name="before">How many lines come before its list.</param>
    public static LinePlace Of(int index, string within = "", int before = 0) =>
        new(before + index + 1, string.Create(CultureInfo.InvariantCulture, $"{within}lines[{index}]"));
}
