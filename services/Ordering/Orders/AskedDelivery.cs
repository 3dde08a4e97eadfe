using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Listings;

namespace Marketplace.Ordering.Orders;

/// <summary>A delivery as the buyer asked for it: one of several, or the one of an order to a single place.</summary>
/// <param name="Path">Where it stands in the request: "deliveries[2].", or empty.</param>
/// <param name="RegionId">Where to, of an order to a single address; null where a dock is named.</param>
/// <param name="Address">As <paramref name="RegionId"/>.</param>
/// <param name="DockId">The dock; null where an address is given.</param>
/// <param name="DeliverOn">The day; null when any.</param>
/// <param name="Window">The time of the day; null when any.</param>
/// <param name="Lines">In the order of the request.</param>
sealed record AskedDelivery(
    string Path,
    string? RegionId,
    string? Address,
    Guid? DockId,
    DateOnly? DeliverOn,
    DeliveryWindow? Window,
    IReadOnlyList<AskedLine> Lines)
{
    /// <summary>The deliveries of a request that has been checked.</summary>
    public static IReadOnlyList<AskedDelivery> Of(PlaceOrder.Request request)
    {
        if (request.Deliveries is not { } deliveries)
        {
            return
            [
                new AskedDelivery(
                    "", request.DeliveryRegionId, request.DeliveryAddress, DockId: null, request.DeliverOn, Window: null,
                    LinesOf(request.Lines!, "", before: 0)),
            ];
        }

        var asked = new List<AskedDelivery>(deliveries.Count);
        foreach (var delivery in deliveries)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"deliveries[{asked.Count}].");
            asked.Add(new AskedDelivery(
                path, RegionId: null, Address: null, delivery.DockId, delivery.DeliverOn, delivery.Window,
                LinesOf(delivery.Lines, path, asked.Sum(earlier => earlier.Lines.Count))));
        }

        return asked;
    }

    static List<AskedLine> LinesOf(IReadOnlyList<PlaceOrder.Line> lines, string path, int before) =>
        [.. lines.Select((line, index) => new AskedLine(line, LinePlace.Of(index, path, before)))];
}

/// <summary>A line as the buyer asked for it.</summary>
/// <param name="Line">The line.</param>
/// <param name="Place">Where it stands in the request.</param>
/// <param name="IsPriceOpen">Whatever it costs now is what is asked about: a preview.</param>
sealed record AskedLine(PlaceOrder.Line Line, LinePlace Place, bool IsPriceOpen = false);

/// <summary>A delivery of which it is known where it goes.</summary>
/// <param name="Asked">As the buyer asked for it.</param>
/// <param name="Destination">Where it goes.</param>
sealed record PlacedDelivery(AskedDelivery Asked, Destination Destination);
