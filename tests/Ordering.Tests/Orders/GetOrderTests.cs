using System.Net;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Orders;

public sealed class GetOrderTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_buyer_the_officials_of_either_side_and_those_who_see_all_see_the_whole_order(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceOverTwoSuppliersAsync();
        HttpClient[] readers =
        [
            fixture.Purchaser(order.UnitId),
            fixture.Service.Client(Roles.Approver, org: order.UnitId),
            fixture.Service.Client(Roles.Auditor),
            fixture.Service.Client(Roles.Operator),
            fixture.Service.Client(Roles.Official, tier: "Nation"),
            fixture.Service.Client(Roles.Official, region: "330200", tier: "City"),
            fixture.Service.Client(Roles.Official, region: "513431", tier: "County"),
            fixture.Service.Client(Roles.Official, region: "520000", tier: "Province"),
        ];
        foreach (var reader in readers)
        {
            Assert.Equivalent(order, await SeeAsync(order.OrderId, reader), strict: true);
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_supplier_sees_its_own_part_and_not_what_others_earn(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceOverTwoSuppliersAsync();

        foreach (var part in order.Parts)
        {
            var seen = await SeeAsync(order.OrderId, fixture.Seller(part.SupplierId));
            Assert.Equal(part.PartId, Assert.Single(seen.Parts).PartId);
            Assert.Equal(part.AmountFen, seen.AmountFen);
            Assert.Equal(order.DeliveryAddress, seen.DeliveryAddress);
        }

        Assert.NotEqual(order.Parts[0].AmountFen, order.Parts[1].AmountFen);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_stranger_learns_nothing_of_an_order(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceOverTwoSuppliersAsync();
        HttpClient[] strangers =
        [
            fixture.Purchaser(Guid.CreateVersion7()),
            fixture.Seller(Guid.CreateVersion7()),
            fixture.Service.Client(Roles.Purchaser),
            fixture.Service.Client(Roles.Supplier),
            fixture.Service.Client(Roles.Official),
            fixture.Service.Client(Roles.Official, region: "440000", tier: "Province"),
            // A region in the token means nothing to those who are not officials.
            fixture.Service.Client(Roles.Purchaser, org: Guid.CreateVersion7(), region: "330200"),
        ];
        foreach (var stranger in strangers)
        {
            await RefusedAsync(Ask(order.OrderId), stranger, HttpStatusCode.NotFound, "order_not_found");
        }

        await RefusedAsync(
            Ask(order.OrderId), fixture.Service.Client(Roles.Carrier, org: order.UnitId), HttpStatusCode.Forbidden, "role_not_allowed");
        await RefusedAsync(Ask(Guid.CreateVersion7()), fixture.Service.Client(Roles.Auditor), HttpStatusCode.NotFound, "order_not_found");
        await RefusedAsync(Ask(order.OrderId), fixture.Service.ClientWith(null), HttpStatusCode.Unauthorized, "token_missing");
    }

    static Func<HttpClient, Task<HttpResponseMessage>> Ask(Guid orderId) => http => http.GetAsync($"/ordering/orders/{orderId}", Ct);
}
