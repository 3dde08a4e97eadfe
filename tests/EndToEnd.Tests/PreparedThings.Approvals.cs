using Marketplace.Contracts;
using Marketplace.Testing.Road;

namespace Marketplace.EndToEnd.Tests;

/// <content>What waits for approval.</content>
sealed partial class PreparedThings
{
    /// <summary>An order that is larger than what the others of our unit come to together.</summary>
    async Task<Guid> AwaitApprovalAsync(CancellationToken ct)
    {
        await ApprovalPolicies.FileAsync(_http, Trip.Buyer.UnitId, 130_00, ct, _postId);
        var trip = new Trip(
            _http, _market, _market.Buyers[0], [(_market.Stalls[0], _market.Stalls[0].Goods[0], Quantity.Of(30))], new Random(4));
        await trip.PlaceAsync(ct);
        await trip.AwaitStateAsync(state => state == "AwaitingApproval", Limit, ct);
        return trip.OrderId;
    }
}
