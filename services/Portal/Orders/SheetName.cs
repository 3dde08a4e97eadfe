using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Portal.Look;

namespace Marketplace.Portal.Orders;

/// <summary>How a sheet is called unless its buyer calls it otherwise: by the week that is ordered for.</summary>
static class SheetName
{
    const int DaysOfWeek = 7;

    public static string Of(TimeProvider clock, Language language)
    {
        var week = ISOWeek.GetWeekOfYear(BusinessDay.Of(clock.GetUtcNow()).AddDays(DaysOfWeek).ToDateTime(TimeOnly.MinValue));
        return language[$"第{week}周", $"Week {week}"];
    }
}
