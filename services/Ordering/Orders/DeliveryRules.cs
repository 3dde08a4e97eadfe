using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Ordering.Domain;
using Marketplace.Platform.Web;

namespace Marketplace.Ordering.Orders;

/// <summary>
/// Whether goods can be had at a place, on a day and in a quantity: by the terms of the listing (lead time, harvest, area, step) and by the
/// hours of the dock. All that is wrong is told at once, and of a day the earliest that would do.
/// </summary>
static class DeliveryRules
{
    /// <summary>How far ahead goods are ordered and days are looked for.</summary>
    const int DaysMax = 366;

    /// <summary>All that is wrong with lines, days and windows; lines of products that are not known are passed over.</summary>
    /// <param name="deliveries">As the buyer asked for them.</param>
    /// <param name="listings">Of the lines.</param>
    /// <param name="now">When they are ordered: what is over today by then is closed.</param>
    /// <param name="isQuoted">The supplier has quoted the quantities, whatever the step of its listing.</param>
    public static IEnumerable<CheckFault> FaultsOf(
        IReadOnlyList<PlacedDelivery> deliveries, Dictionary<Guid, Listing> listings, DateTimeOffset now, bool isQuoted) =>
        deliveries.SelectMany(delivery => FaultsOf(delivery, listings, now, isQuoted));

    /// <summary>The first day on which goods can be delivered; null when there is none within a year.</summary>
    /// <param name="terms">Of the listing.</param>
    /// <param name="dock">Where they are taken in; null when only an address is given, which is open every day.</param>
    /// <param name="window">The time of the day; null when any.</param>
    /// <param name="now">When it is ordered.</param>
    public static DateOnly? EarliestOf(DeliveryTerms terms, Dock? dock, DeliveryWindow? window, DateTimeOffset now)
    {
        var today = BusinessDay.Of(now);
        var last = today.AddDays(DaysMax);
        if (terms.HarvestUntil is { } harvestUntil && harvestUntil < last)
        {
            last = harvestUntil;
        }

        for (var day = terms.EarliestOf(today); day <= last; day = day.AddDays(1))
        {
            if (IsOpen(dock, day, window, now))
            {
                return day;
            }
        }

        return null;
    }

    static IEnumerable<CheckFault> FaultsOf(
        PlacedDelivery delivery, Dictionary<Guid, Listing> listings, DateTimeOffset now, bool isQuoted)
    {
        var (asked, destination) = delivery;
        var today = BusinessDay.Of(now);
        if (DayFault(asked, destination.Dock, now) is { } closed)
        {
            yield return closed;
        }

        foreach (var (line, place, _) in asked.Lines)
        {
            if (!listings.TryGetValue(line.ProductId, out var listing))
            {
                continue;
            }

            var terms = listing.Delivery ?? new DeliveryTerms();
            if (!terms.Reaches(destination.Path))
            {
                yield return new CheckFault(
                    $"{place.Path}.productId", "not_delivered_there",
                    $"第 {place.Number} 行：产品“{listing.Name}”不配送到该收货地，请去掉该行或另选产品。",
                    $"Line {place.Number}: \"{listing.Name}\" is not delivered there; leave the line out or choose another product.");
            }

            if (listing.Unit.Pieces is { } pieces && line.Quantity.Thousandths * pieces % Quantity.Of(1).Thousandths != 0)
            {
                yield return new CheckFault(
                    $"{place.Path}.quantity", "quantity_not_whole",
                    $"第 {place.Number} 行：产品“{listing.Name}”按件销售，数量须折合整件。",
                    $"Line {place.Number}: \"{listing.Name}\" is sold by the piece; order whole pieces.");
            }

            if (!isQuoted && terms.QuantityStep is { } step && line.Quantity.Thousandths % step.Thousandths != 0)
            {
                yield return new CheckFault(
                    $"{place.Path}.quantity", "quantity_off_step",
                    $"第 {place.Number} 行：产品“{listing.Name}”须按 {step} {listing.Unit.Name} 的整数倍订购。",
                    $"Line {place.Number}: \"{listing.Name}\" is ordered in multiples of {step} {listing.Unit.Name}.");
            }

            if (asked.DeliverOn is null && terms.EarliestOf(today) > terms.HarvestUntil)
            {
                yield return new CheckFault(
                    $"{place.Path}.productId", "day_not_possible",
                    Text($"第 {place.Number} 行：产品“{listing.Name}”本采收期内已无可送达之日，请去掉该行。"),
                    Text($"Line {place.Number}: \"{listing.Name}\" can't be delivered any more in this harvest; leave the line out."));
            }

            if (asked.DeliverOn is { } day && (day < terms.EarliestOf(today) || day > terms.HarvestUntil))
            {
                var earliest = EarliestOf(terms, destination.Dock, asked.Window, now);
                yield return new CheckFault(
                    $"{place.Path}.productId", "day_not_possible",
                    TextZh(place.Number, listing.Name, day, earliest), TextEn(place.Number, listing.Name, day, earliest));
            }
        }
    }

    /// <summary>What is wrong with the day itself: it is past or too far ahead, or the dock is closed.</summary>
    static CheckFault? DayFault(AskedDelivery asked, Dock? dock, DateTimeOffset now)
    {
        var today = BusinessDay.Of(now);
        if (asked.DeliverOn is not { } day)
        {
            return null;
        }

        if (day < today || day > today.AddDays(DaysMax))
        {
            return new CheckFault(
                $"{asked.Path}deliverOn", "day_out_of_range",
                Text($"送达日须在今日 {today:yyyy-MM-dd} 与 {today.AddDays(DaysMax):yyyy-MM-dd} 之间。"),
                Text($"The day of delivery must be between today, {today:yyyy-MM-dd}, and {today.AddDays(DaysMax):yyyy-MM-dd}."));
        }

        if (IsOpen(dock, day, asked.Window, now))
        {
            return null;
        }

        if (dock is null || dock.IsOpenOn(day, asked.Window))
        {
            return OverToday(asked, dock, now);
        }

        ReceivingHours[] hours = [.. dock.HoursOn(day)];
        if (hours.Length > 0)
        {
            var open = string.Join("、", hours.Select(span => Text($"{span.From:HH:mm}–{span.Until:HH:mm}")));
            return new CheckFault(
                $"{asked.Path}window", "window_outside_hours",
                $"收货点“{dock.Name}”当日收货时间为 {open}，送达时段须在其中一段之内。",
                $"The dock \"{dock.Name}\" takes in goods at {open} on that day; the window must lie within.");
        }

        var next = EarliestOf(new DeliveryTerms(), dock, asked.Window, BusinessDay.StartOf(day));
        return new CheckFault(
            $"{asked.Path}deliverOn", "dock_closed",
            Text($"收货点“{dock.Name}”{day:yyyy-MM-dd}（{Weekdays.Zh(day.DayOfWeek)}）不收货")
                + (next is { } open1 ? Text($"，其后最早收货日为 {open1:yyyy-MM-dd}。") : "，其后一年内也无收货日。"),
            Text($"The dock \"{dock.Name}\" takes in nothing on {day:dddd, yyyy-MM-dd}")
                + (next is { } open2 ? Text($"; the next day on which it does is {open2:yyyy-MM-dd}.") : ", nor within a year of it."));
    }

    /// <summary>Today the dock has closed already, or the window is over.</summary>
    static CheckFault OverToday(AskedDelivery asked, Dock? dock, DateTimeOffset now)
    {
        var next = EarliestOf(new DeliveryTerms(), dock, asked.Window, BusinessDay.StartOf(BusinessDay.Of(now).AddDays(1)));
        return new CheckFault(
            $"{asked.Path}{(asked.Window is null ? "deliverOn" : "window")}", "over_today",
            Text($"今日 {BusinessDay.WallClock(now):HH:mm} 以后已无可收货时间")
                + (next is { } open1 ? Text($"，其后最早收货日为 {open1:yyyy-MM-dd}。") : "，其后一年内也无收货日。"),
            Text($"Today nothing can be taken in any more after {BusinessDay.WallClock(now):HH:mm}")
                + (next is { } open2 ? Text($"; the next day on which it can is {open2:yyyy-MM-dd}.") : ", nor within a year."));
    }

    /// <summary>Whether goods that are ordered now can still be taken in on the day and in the window.</summary>
    static bool IsOpen(Dock? dock, DateOnly day, DeliveryWindow? window, DateTimeOffset now)
    {
        var clock = BusinessDay.WallClock(now).DateTime;
        var after = day == DateOnly.FromDateTime(clock) ? TimeOnly.FromDateTime(clock) : default;
        return (window is null || window.Until > after) && (dock is null || dock.IsOpenOn(day, window, after));
    }

    static string TextZh(int number, string name, DateOnly day, DateOnly? earliest) => earliest is { } possible
        ? Text($"第 {number} 行：产品“{name}”无法于 {day:yyyy-MM-dd} 送达，最早可于 {possible:yyyy-MM-dd} 送达。")
        : Text($"第 {number} 行：产品“{name}”无法于 {day:yyyy-MM-dd} 送达，本采收期内已无可送达之日。");

    static string TextEn(int number, string name, DateOnly day, DateOnly? earliest) => earliest is { } possible
        ? Text($"Line {number}: \"{name}\" can't be delivered on {day:yyyy-MM-dd}; the earliest day is {possible:yyyy-MM-dd}.")
        : Text($"Line {number}: \"{name}\" can't be delivered on {day:yyyy-MM-dd}, nor on any other day of this harvest.");

    static string Text(FormattableString text) => FormattableString.Invariant(text);
}
