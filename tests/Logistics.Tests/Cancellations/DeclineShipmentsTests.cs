using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.Ordering;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Tests.Lorries;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Cancellations;

/// <summary>POST /logistics/declines: the supplier says in one call that it can't send a product.</summary>
public sealed class DeclineShipmentsTests(SharedServices services)
{
    static readonly DateOnly Monday = new(2026, 11, 30);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_hail_took_is_declined_in_all_orders_in_one_call(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var (supplierId, pepperId) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var orders = new List<LogisticsScenario>();
        for (var day = 0; day < 3; day++)
        {
            // Of the last one the other product goes on.
            orders.Add(await LogisticsScenario.PlannedAsync(
                logistics, Order(supplierId, pepperId, Monday.AddDays(2 - day), lines: day == 2 ? 2 : 1)));
        }

        var sent = await LogisticsScenario.PlannedAsync(logistics, Order(supplierId, pepperId, Monday, lines: 1));
        await sent.DispatchAsync();
        var other = await LogisticsScenario.PlannedAsync(logistics, Order(supplierId, Guid.CreateVersion7(), Monday, lines: 1));
        var ofAnother = await LogisticsScenario.PlannedAsync(logistics, Order(Guid.CreateVersion7(), pepperId, Monday, lines: 1));

        var outcomes = await LorryScenario.ReadAsync(await PostAsync(
            orders[0].Supplier, new { reason = "CropFailure", note = "冰雹", productId = pepperId }));

        LorryScenario.AllDone(outcomes);
        Assert.Equal(0, outcomes.Left);
        // What is due first comes first.
        Assert.Equal(
            Enumerable.Reverse(orders).Select(order => order.Part.PartId), outcomes.Items.Select(item => item.ShipmentId!.Value));
        Assert.Equal(
            [ShipmentState.Planned, ShipmentState.Cancelled, ShipmentState.Cancelled],
            outcomes.Items.Select(item => item.Shipment!.State));
        foreach (var order in orders)
        {
            var told = await order.ToldOnceAsync<ShipmentCancelled>(message => message.ShipmentId);
            Assert.Equal(
                (CancelledBy.Supplier, ShipmentCancellationReason.CropFailure, "冰雹"), (told.CancelledBy, told.Reason, told.Note));
            Assert.Equal([order.Part.Lines[0].LineId], told.Lines.Select(line => line.LineId));
        }

        Assert.Equal(ShipmentState.Dispatched, (await sent.ViewAsync()).State);
        Assert.Equal(ShipmentState.Planned, (await other.ViewAsync()).State);
        Assert.Equal(ShipmentState.Planned, (await ofAnother.ViewAsync()).State);
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "nothing_unsent", "productId", orders[0].Supplier,
            client => PostAsync(client, new { reason = "CropFailure", productId = pepperId }));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task More_than_a_call_takes_is_declined_by_calling_again(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var (supplierId, pepperId) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        for (var order = 0; order < 203; order++)
        {
            await logistics.DeliverAsync(Order(supplierId, pepperId, Monday, lines: 1), ct: Ct);
        }

        var supplier = logistics.Client(Roles.Supplier, org: supplierId);
        var body = new { reason = "CropFailure", productId = pepperId };
        var first = await LorryScenario.ReadAsync(await PostAsync(supplier, body));
        var second = await LorryScenario.ReadAsync(await PostAsync(supplier, body));

        Assert.Equal((200, 3), (first.Items.Count, first.Left));
        Assert.Equal((3, 0), (second.Items.Count, second.Left));
        Assert.Empty(first.Items.Select(item => item.ShipmentId).Intersect(second.Items.Select(item => item.ShipmentId)));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Some_days_and_some_shipments_are_declined_alone(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var (supplierId, pepperId) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var monday = await LogisticsScenario.PlannedAsync(logistics, Order(supplierId, pepperId, Monday, lines: 1));
        var tuesday = await LogisticsScenario.PlannedAsync(logistics, Order(supplierId, pepperId, Monday.AddDays(1), lines: 1));
        var wednesday = await LogisticsScenario.PlannedAsync(logistics, Order(supplierId, pepperId, Monday.AddDays(2), lines: 1));

        var days = await LorryScenario.ReadAsync(await PostAsync(
            monday.Supplier,
            new { reason = "NoTransport", productId = pepperId, deliverFrom = Monday.AddDays(1), deliverUntil = Monday.AddDays(1) }));
        var items = await LorryScenario.ReadAsync(await PostAsync(
            monday.Supplier,
            new
            {
                reason = "StockShort",
                items = new[] { new { shipmentId = wednesday.Part.PartId }, new { shipmentId = tuesday.Part.PartId } },
            }));

        Assert.Equal([tuesday.Part.PartId], days.Items.Select(item => item.ShipmentId));
        Assert.Equal([null, "already_cancelled"], items.Items.Select(item => item.Problem?.Code));
        Assert.Equal(ShipmentState.Planned, (await monday.ViewAsync()).State);
        Assert.Equal(ShipmentState.Cancelled, (await wednesday.ViewAsync()).State);
    }

    [Fact]
    public async Task What_is_asked_is_checked()
    {
        var scenario = await LogisticsScenario.PlannedAsync(await services.OnAsync(Engine.Sqlite));
        var (product, item) = (scenario.Part.Lines[0].Goods.ProductId, new { shipmentId = scenario.Part.PartId });

        await AsksAsync("items_or_product", "items", new { reason = "CropFailure" });
        await AsksAsync("items_or_product", "items", new { reason = "CropFailure", productId = product, items = new[] { item } });
        await AsksAsync("items_or_product", "items", new { reason = "CropFailure", items = new[] { item }, deliverUntil = Monday });
        await AsksAsync("reason_not_yours", "reason", new { reason = "NotNeeded", productId = product });
        await AsksAsync("note_missing", "note", new { reason = "Other", productId = product });

        Task AsksAsync(string code, string field, object body) => Refused.AsAsync(
            HttpStatusCode.BadRequest, code, field, scenario.Supplier, client => PostAsync(client, body));
    }

    static Task<HttpResponseMessage> PostAsync(HttpClient by, object body) => by.PostOnceAsync("/logistics/declines", body, ct: Ct);

    /// <summary>An order of one part whose first line has the product.</summary>
    static OrderConfirmed Order(Guid supplierId, Guid productId, DateOnly day, int lines)
    {
        var part = Examples.Part(supplierId, 1, [.. Enumerable.Repeat(("100", "38.60"), lines)]);
        return Examples.Of(Guid.CreateVersion7(), part with
        {
            DeliverOn = day,
            Lines = [.. part.Lines.Select((line, i) => i > 0 ? line : line with { Goods = line.Goods with { ProductId = productId } })],
        });
    }
}
