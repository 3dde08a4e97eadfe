using Marketplace.Contracts;
using Marketplace.Platform.Refusals;

namespace Marketplace.Ordering.Orders;

/// <summary>What is ordered at the prices of now costs what the buyer was shown.</summary>
static class PriceAgreement
{
    /// <exception cref="RuleBrokenException">It costs another amount by now.</exception>
    public static void Require(Money now, Money shown)
    {
        if (now != shown)
        {
            throw new RuleBrokenException(
                "price_changed",
                $"现价合计 {now} 元，与您预览的 {shown} 元不同；请重新预览并确认后下单。",
                $"All of it costs {now} yuan now, not the {shown} that you were shown; preview it again and order if you agree.",
                "expectedAmountFen");
        }
    }
}
