using System.Globalization;
using Marketplace.Contracts;

namespace Marketplace.Ordering.Domain;

/// <summary>The number that people call an order by: "20261121-000123". Made by the system; no two orders have the same.</summary>
public static class OrderNumber
{
    /// <summary>The day, and as many digits as the largest count has.</summary>
    public const int LengthMax = 9 + 19;

    /// <summary>The number of an order.</summary>
    /// <param name="count">How many orders were counted up to this one; never given to another.</param>
    /// <param name="at">The submission; its day in Asia/Shanghai counts.</param>
    public static string Of(long count, DateTimeOffset at) =>
        string.Create(CultureInfo.InvariantCulture, $"{BusinessDay.Of(at):yyyyMMdd}-{count:D6}");
}
