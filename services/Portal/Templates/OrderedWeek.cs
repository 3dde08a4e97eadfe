using Marketplace.Client.Ordering;

namespace Marketplace.Portal.Templates;

/// <summary>The first week of an order, as a weekly menu orders it.</summary>
static class OrderedWeek
{
    const int DaysOfWeek = 7;

    /// <summary>
    /// What has a dock and a day, from the first day on for seven days; lines of the same day, dock and product as one. What is charged
    /// beside the goods is left out: it follows from them.
    /// </summary>
    public static IReadOnlyList<TemplateRequestLine> Of(OrderView order)
    {
        var parts = order.Parts.Where(part => part is { DockId: not null, DeliverOn: not null }).ToList();
        if (parts.Count == 0)
        {
            return [];
        }

        var end = parts.Min(part => part.DeliverOn!.Value).AddDays(DaysOfWeek);
        return
        [
            .. parts.Where(part => part.DeliverOn < end).OrderBy(part => part.DeliverOn)
                .SelectMany(part => part.Lines.Where(line => line.Charge is null or ChargeKind.Goods), (part, line) => (part, line))
                .GroupBy(row => (Day: row.part.DeliverOn!.Value.DayOfWeek, Dock: row.part.DockId!.Value, row.line.ProductId))
                .Select(group => new TemplateRequestLine
                {
                    Weekday = Enum.Parse<Client.Ordering.DayOfWeek>(group.Key.Day.ToString()),
                    DockId = group.Key.Dock,
                    ProductId = group.Key.ProductId,
                    Quantity = Deliveries.Quantities.Write(group.Sum(row => Deliveries.Quantities.Read(row.line.Quantity) ?? 0)),
                }),
        ];
    }
}
