using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Ordering;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Orders;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Orders;

public sealed class CancelOrderTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_submitted_order_is_withdrawn_and_that_is_told_once(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceAsync();
        var caller = fixture.Purchaser(order.UnitId);
        var key = Guid.CreateVersion7().ToString();

        using var first = await AskAsync(caller, order.OrderId, "菜单改了", key);
        using var again = await AskAsync(caller, order.OrderId, "菜单改了", key);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, again.StatusCode));
        Assert.Equal(OrderState.Cancelled, (await ReadAsync<OrderSummary>(first)).State);
        var told = await fixture.ToldOnceAsync<OrderCancelled>(message => message.OrderId == order.OrderId);
        Assert.Equal((order.UnitId, CancellationReason.Withdrawn), (told.UnitId, told.Reason));
        var seen = await fixture.SeeAsync(order);
        Assert.Equal(PartState.Cancelled, seen.Parts[0].State);
        Assert.Equal(CancellationReason.Withdrawn, seen.Cancellation!.Reason);
        Assert.Contains("菜单改了", seen.Cancellation.Detail!.Zh, StringComparison.Ordinal);
        Assert.Contains("菜单改了", seen.Cancellation.Detail.En, StringComparison.Ordinal);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_past_waiting_cannot_be_withdrawn(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var confirmed = await fixture.PlaceAndConfirmAsync();
        await RefusedAsync(
            http => AskAsync(http, confirmed.OrderId), fixture.Purchaser(confirmed.UnitId), HttpStatusCode.Conflict, "order_confirmed");

        await fixture.HearAsync(Accepted(confirmed));
        await RefusedAsync(
            http => AskAsync(http, confirmed.OrderId), fixture.Purchaser(confirmed.UnitId), HttpStatusCode.Conflict, "order_completed");

        var cancelled = await fixture.PlaceAsync();
        (await AskAsync(fixture.Purchaser(cancelled.UnitId), cancelled.OrderId)).Dispose();
        await RefusedAsync(
            http => AskAsync(http, cancelled.OrderId), fixture.Purchaser(cancelled.UnitId), HttpStatusCode.Conflict, "order_cancelled");

        Assert.Empty(fixture.Told<OrderCancelled>(message => message.OrderId == confirmed.OrderId));
        await fixture.ToldOnceAsync<OrderCancelled>(message => message.OrderId == cancelled.OrderId);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Only_the_buyer_withdraws(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceAsync();

        await RefusedAsync(
            http => AskAsync(http, order.OrderId), fixture.Purchaser(Guid.CreateVersion7()), HttpStatusCode.NotFound, "order_not_found");
        await RefusedAsync(
            http => AskAsync(http, Guid.CreateVersion7()), fixture.Purchaser(order.UnitId), HttpStatusCode.NotFound, "order_not_found");
        foreach (var role in new[] { Roles.Approver, Roles.Supplier, Roles.Official, Roles.Auditor, Roles.Operator })
        {
            await RefusedAsync(
                http => AskAsync(http, order.OrderId), fixture.Service.Client(role, org: order.UnitId),
                HttpStatusCode.Forbidden, "role_not_allowed");
        }

        Assert.Equal(OrderState.Submitted, (await fixture.SeeAsync(order)).State);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_reason_must_be_given_that_people_can_read(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceAsync();
        foreach (var (reason, code) in new[]
        {
            ("  ", "text_blank"),
            (new string('因', 201), "text_too_long"),
            ("a\u202Eb", "text_unreadable"),
        })
        {
            await RefusedAsync(
                http => AskAsync(http, order.OrderId, reason), fixture.Purchaser(order.UnitId), HttpStatusCode.BadRequest, code, "reason");
        }

        Assert.Equal(OrderState.Submitted, (await fixture.SeeAsync(order)).State);
    }

    static Task<HttpResponseMessage> AskAsync(HttpClient caller, Guid orderId, string reason = "菜单改了", string? key = null) =>
        caller.PostOnceAsync($"/ordering/orders/{orderId}/cancellation", new CancelOrder.Request { Reason = reason }, key, Ct);
}
