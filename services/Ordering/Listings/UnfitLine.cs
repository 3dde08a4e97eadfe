using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Platform.Refusals;

namespace Marketplace.Ordering.Listings;

/// <summary>Refuses a line of an order or a quotation that its listing doesn't allow.</summary>
static class UnfitLine
{
    /// <summary>The refusal.</summary>
    /// <param name="place">Where the line stands.</param>
    /// <param name="field">Of the line, such as "quantity".</param>
    /// <param name="code">For programs.</param>
    /// <param name="zh">What is wrong and what to do, in Chinese.</param>
    /// <param name="en">The same in English.</param>
    public static InvalidRequestException Refusal(LinePlace place, string field, string code, string zh, string en) => new(
        code,
        $"{place.Path}.{field}",
        $"第 {place.Number} 行：{zh}",
        $"Line {place.Number}: {en}");

    /// <summary>Refuses a quantity of which sums can't be reckoned; null for others.</summary>
    public static InvalidRequestException? WhyTooLarge(Quantity quantity, Listing listing, LinePlace place) =>
        listing.Unit.FitsLine(quantity)
            ? null
            : Refusal(
                place, "quantity", "line_too_large",
                $"产品“{listing.Name}”一行至多 1 万吨（或 100 亿件），请减少数量或分单。",
                $"one line of \"{listing.Name}\" has at most 10,000 tonnes (or 10 billion pieces); make it several orders.");
}
