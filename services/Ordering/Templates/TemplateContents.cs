using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Ordering.Buyers;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Listings;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;

namespace Marketplace.Ordering.Templates;

/// <summary>Makes what a template holds of what was asked for: with the units of the docks, and the prices that go today.</summary>
public sealed class TemplateContents(KnownOffers offers, KnownBuyers buyers, KnownDestinations destinations, TimeProvider clock)
{
    const int FaultsMax = 50;

    /// <summary>What the template holds.</summary>
    /// <param name="unitId">Whose template it is.</param>
    /// <param name="request">Has been checked.</param>
    /// <exception cref="InvalidRequestException">
    /// A product is not on offer in that quantity, or a dock is none of the units; with all faults.
    /// </exception>
    public async Task<TemplateContent> OfAsync(Guid unitId, TemplateRequest request, CancellationToken ct)
    {
        var today = BusinessDay.Of(clock.GetUtcNow());
        HashSet<Guid> units = [unitId, .. await buyers.PrincipalsAsync(unitId, today, ct)];
        var docks = await destinations.DocksAsync(request.Lines.Select(line => line.DockId).Distinct(), ct);
        var (listings, _) = await offers.OfAsync([.. request.Lines.Select(line => line.ProductId).Distinct()], ct);
        List<CheckFault> faults = [];
        List<TemplateLine> lines = [];
        HashSet<(DayOfWeek, Guid, Guid)> seen = [];
        foreach (var (index, line) in request.Lines.Index())
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"template.lines[{index}]");
            if (!docks.TryGetValue(line.DockId, out var dock) || dock.Address is null || !units.Contains(dock.UnitId))
            {
                faults.Add(new CheckFault(
                    $"{path}.dockId", "unknown_dock",
                    $"第 {index + 1} 行：本单位（及委托本单位采购的单位）没有该收货点。",
                    $"Line {index + 1}: neither the unit nor one that it acts for has this dock."));
                continue;
            }

            if (!listings.TryGetValue(line.ProductId, out var listing) || !listing.IsOnOffer || line.Quantity < listing.QuantityMin)
            {
                faults.Add(new CheckFault(
                    $"{path}.productId", "product_not_on_offer",
                    $"第 {index + 1} 行：该产品不在售，或数量低于起订量。",
                    $"Line {index + 1}: the product is not on offer, or not in so small a quantity."));
                continue;
            }

            if (!seen.Add((line.Weekday, line.DockId, line.ProductId)))
            {
                faults.Add(new CheckFault(
                    $"{path}.productId", "duplicate_product",
                    $"第 {index + 1} 行：同一天、同一收货点的该产品已有一行，请合并。",
                    $"Line {index + 1}: there is a line of this product for the same day and dock; make them one."));
            }

            lines.Add(new TemplateLine
            {
                Weekday = line.Weekday,
                UnitId = dock.UnitId,
                DockId = line.DockId,
                ProductId = line.ProductId,
                Quantity = line.Quantity,
                UnitPrice = listing.PriceOf(line.Quantity),
            });
        }

        if (faults is [var first, ..])
        {
            throw new InvalidRequestException(first.Code, first.Field, first.Zh, first.En) { Faults = [.. faults.Take(FaultsMax)] };
        }

        return new TemplateContent
        {
            Name = request.Name,
            ValidFrom = request.ValidFrom,
            ValidUntil = request.ValidUntil,
            PlaceAheadDays = request.PlaceAheadDays,
            PriceToleranceBasisPoints = request.PriceToleranceBasisPoints,
            SkippedWeeks = [.. request.SkippedWeeks.Select(OrderTemplate.MondayOf).Distinct().Order()],
            Lines = lines,
        };
    }
}
