using Marketplace.Logistics.Domain;

namespace Marketplace.Logistics.Plans;

/// <summary>Where a lorry broke down. The roads there are taken to be those of mountains, so that nobody is promised too much.</summary>
sealed record BreakdownPlace(int LongitudeMicroDegrees, int LatitudeMicroDegrees, string Name)
{
    public static BreakdownPlace Of(TourTransfer transfer) =>
        new(transfer.LongitudeMicroDegrees, transfer.LatitudeMicroDegrees, transfer.PlaceName);
}
