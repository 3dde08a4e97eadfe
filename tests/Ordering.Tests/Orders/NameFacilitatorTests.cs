using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Ordering;
using Marketplace.Ordering.Orders;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Orders;

/// <summary>PUT /ordering/orders/{orderId}/facilitator (CR-07).</summary>
public sealed class NameFacilitatorTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Buyer_and_supplier_name_and_replace_the_facilitator_until_the_order_is_confirmed(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceAsync();
        var (first, second) = (await fixture.NewFacilitatorAsync(), await fixture.NewFacilitatorAsync());
        var seller = fixture.Seller(order.Parts[0].SupplierId);

        using var named = await NameAsync(fixture.Purchaser(order.UnitId), order, first, 1, "帮销协议 2026-11");
        Assert.Equal((HttpStatusCode.OK, "\"2\""), (named.StatusCode, named.Headers.ETag!.Tag));
        Assert.Equal((first, Noon, "帮销协议 2026-11"), Terms(await ReadAsync<OrderSummary>(named)));
        await RefusedAsync(
            client => NameAsync(client, order, second, 1), seller, HttpStatusCode.PreconditionFailed, "changed_meanwhile", "If-Match");
        using var replaced = await NameAsync(seller, order, second, 2);
        Assert.Equal(HttpStatusCode.OK, replaced.StatusCode);

        var confirmed = await fixture.ConfirmAsync(order);
        Assert.Equal(second, confirmed.Terms!.FacilitatorId);
        var told = await fixture.ToldOnceAsync<OrderConfirmed>(message => message.OrderId == order.OrderId);
        Assert.Equal(new Facilitation { FacilitatorId = second, NamedAt = Noon }, told.Terms!.Facilitation);

        // EC-08: who is named after the confirmation earns nothing, so nobody is.
        await RefusedAsync(client => NameAsync(client, order, first, 3), seller, HttpStatusCode.Conflict, "order_confirmed");
        Assert.Equal(second, (await fixture.SeeAsync(order)).Terms!.FacilitatorId);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Only_a_facilitator_that_is_registered_today_can_be_named(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceAsync();
        var ended = await fixture.NewFacilitatorAsync(until: Today);

        await RefusedAsync(
            client => NameAsync(client, order, Guid.CreateVersion7(), 1),
            fixture.Purchaser(order.UnitId),
            HttpStatusCode.BadRequest,
            "unknown_facilitator",
            "facilitatorId");
        await RefusedAsync(
            client => NameAsync(client, order, ended, 1), fixture.Purchaser(order.UnitId),
            HttpStatusCode.BadRequest, "facilitator_not_registered", "facilitatorId");
        Assert.Null((await fixture.SeeAsync(order)).Terms);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Nobody_else_names_one_and_a_version_is_needed(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceAsync();
        var facilitator = await fixture.NewFacilitatorAsync();
        await RefusedAsync(
            client => NameAsync(client, order, facilitator, 1),
            fixture.Purchaser(Guid.CreateVersion7()), HttpStatusCode.NotFound, "order_not_found");
        await RefusedAsync(
            client => NameAsync(client, order, facilitator, 1),
            fixture.Seller(Guid.CreateVersion7()), HttpStatusCode.NotFound, "order_not_found");
        await RefusedAsync(
            client => NameAsync(client, order, facilitator, 1),
            fixture.Service.Client(Roles.Approver, org: order.UnitId),
            HttpStatusCode.Forbidden,
            "role_not_allowed");
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/ordering/orders/{order.OrderId}/facilitator")
        {
            Content = System.Net.Http.Json.JsonContent.Create(new { facilitatorId = facilitator }),
        };
        using var answer = await fixture.Purchaser(order.UnitId).SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.PreconditionRequired, answer.StatusCode);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Naming_and_confirming_at_the_same_moment_take_turns(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var facilitator = await fixture.NewFacilitatorAsync();
        for (var i = 0; i < 5; i++)
        {
            var order = await fixture.PlaceAsync();
            await fixture.HearAsync(StockReserved(order));
            var naming = NameAsync(fixture.Purchaser(order.UnitId), order, facilitator, 1);
            await Task.WhenAll(naming, fixture.HearAsync(BudgetReserved(order)));

            using var answer = await naming;
            var told = await fixture.ToldOnceAsync<OrderConfirmed>(message => message.OrderId == order.OrderId);
            Assert.Equal(answer.StatusCode == HttpStatusCode.OK ? facilitator : null, told.Terms?.Facilitation?.FacilitatorId);
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict);
        }
    }

    static (Guid?, DateTimeOffset?, string?) Terms(OrderSummary order) =>
        (order.Terms!.FacilitatorId, order.Terms.FacilitatorNamedAt, order.Terms.FacilitatorProof);

    static Task<HttpResponseMessage> NameAsync(
        HttpClient client, OrderView order, Guid facilitatorId, long version, string? proof = null) =>
        client.PutIfMatchAsync($"/ordering/orders/{order.OrderId}/facilitator", new { facilitatorId, proof }, version, Ct);
}
