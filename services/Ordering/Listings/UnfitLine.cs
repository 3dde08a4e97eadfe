using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Platform.Refusals;

namespace Marketplace.Ordering.Listings;

/// <summary>Refuses a line of an order or a quotation that its listing doesn't allow.</summary>
static class UnfitLine
{
    /// <summary>The refusal.</summary>
    /// <param name="index">From 0.</param>
    /// <param name="field">Of the line, such as "quantity".</param>
    /// <param name="code">For programs.</param>
    /// <param name="zh">What is wrong and what to do, in Chinese.</param>
    /// <param name="en">The same in English.</param>
    public static InvalidRequestException Refusal(int index, string field, string code, string zh, string en) => new(
        code,
        string.Create(CultureInfo.InvariantCulture, $"lines[{index}].{field}"),
        $"第 {index + 1} 行：{zh}",
        $"Line {index + 1}: {en}");

    /// <summary>Requires a quantity of which sums can be reckoned.</summary>
    public static void RequireFits(Quantity quantity, Listing listing, int index)
    {
        if (!listing.Unit.FitsLine(quantity))
        {
            throw Refusal(
                index, "quantity", "line_too_large",
                $"产品“{listing.Name}”一行至多 1 万吨（或 100 亿件），请减少数量或分单。",
                $"one line of \"{listing.Name}\" has at most 10,000 tonnes (or 10 billion pieces); make it several orders.");
        }
    }
}
