using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Orders;

namespace Marketplace.Ordering.Templates;

/// <summary>Places the orders of a week of a template, one for each unit: all of them, or none and the reasons.</summary>
public sealed class WeeklyOrders(OrderAssembly assembly, OrderPlacement placement, TimeProvider clock)
{
    const int FaultsMax = 100;
    const int DaysOfWeek = 7;
    const decimal BasisPoints = 10_000m;

    /// <summary>The orders, placed and not saved yet; or why there are none.</summary>
    /// <param name="template">The template.</param>
    /// <param name="week">The Monday of the week.</param>
    /// <param name="placedBy">In whose name.</param>
    public async Task<(TemplateOutcome Outcome, IReadOnlyList<Guid> OrderIds, IReadOnlyList<TemplateFault> Faults)> PlaceAsync(
        OrderTemplate template, DateOnly week, string placedBy, CancellationToken ct)
    {
        var lines = template.LinesOf(week).ToList();
        if (template.Content.SkippedWeeks.Contains(week) || lines.Count == 0)
        {
            return (TemplateOutcome.Skipped, [], []);
        }

        if (week.AddDays(DaysOfWeek) <= BusinessDay.Of(clock.GetUtcNow()))
        {
            return (TemplateOutcome.NotOrdered, [], [Passed]);
        }

        var orders = await assembly.AssembleAsync(
            template.UnitId,
            [
                .. lines.Select(line => new WantedLine(
                    line.Number, line.Line.ProductId, line.Line.Quantity, line.Line.UnitId, line.Line.DockId, line.Day)),
            ],
            agreed: null,
            placedBy,
            ct);
        List<TemplateFault> faults = [.. orders.SelectMany(FaultsOf), .. orders.SelectMany(order => PriceFaultsOf(template, order))];
        if (faults.Count > 0)
        {
            return (TemplateOutcome.NotOrdered, [], [.. faults.OrderBy(fault => fault.Line).Take(FaultsMax)]);
        }

        List<Guid> placed = [];
        foreach (var order in orders)
        {
            placed.Add((await placement.PlaceAsync(order.Request, placedBy, ct)).OrderId);
        }

        return (TemplateOutcome.Ordered, placed, []);
    }

    static TemplateFault Passed { get; } = new(
        Line: null, "week_passed",
        "该周已过，当时未能下单（服务停止或模板暂停）。", "The week is over, and no order was made in time: nothing looked for it then.");

    static IEnumerable<TemplateFault> FaultsOf(AssembledOrder order) =>
        from fault in order.Faults
        from line in fault.Lines.Count == 0 ? [null] : fault.Lines.Select(number => (int?)number)
        select new TemplateFault(line, fault.Fault.Code, fault.Fault.Zh, fault.Fault.En);

    /// <summary>Prices that have risen by more than the template allows; those that have fallen are welcome.</summary>
    static IEnumerable<TemplateFault> PriceFaultsOf(OrderTemplate template, AssembledOrder order)
    {
        foreach (var line in order.Lines)
        {
            var filed = template.Content.Lines[line.Wanted.Number - 1].UnitPrice;
            if (line.Goods is { } goods
                && goods.UnitPrice.Yuan * BasisPoints > filed.Yuan * (BasisPoints + template.Content.PriceToleranceBasisPoints))
            {
                var percent = (template.Content.PriceToleranceBasisPoints / 100m).ToString("0.##", CultureInfo.InvariantCulture);
                yield return new TemplateFault(
                    line.Wanted.Number,
                    "price_above_tolerance",
                    $"产品“{goods.ProductName}”现价 {goods.UnitPrice} 元/{goods.Unit.Name}，比模板中的 {filed} 元高出 {percent}% 以上；请修改模板以确认现价。",
                    $"\"{goods.ProductName}\" costs {goods.UnitPrice} yuan per {goods.Unit.Name}, more than {percent} % above the {filed} "
                    + "of the template; revise the template to agree to it.");
            }
        }
    }
}
