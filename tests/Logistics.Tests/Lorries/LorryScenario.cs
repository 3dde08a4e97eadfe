using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketplace.Logistics.Lorries;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Messaging;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Lorries;

/// <summary>A lorry with shipments of one supplier for one unit, each of two lines of 100 and 3.</summary>
sealed class LorryScenario
{
    LorryScenario(ServiceUnderTest<LogisticsDb> logistics, IReadOnlyList<LogisticsScenario> shipments)
    {
        Logistics = logistics;
        Shipments = shipments;
    }

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ServiceUnderTest<LogisticsDb> Logistics { get; }

    public IReadOnlyList<LogisticsScenario> Shipments { get; }

    public Guid CarrierId => Shipments[0].CarrierId;

    public HttpClient Supplier => Shipments[0].Supplier;

    public HttpClient Carrier => Shipments[0].Carrier;

    public HttpClient Purchaser => Shipments[0].Purchaser;

    public static async Task<LorryScenario> PlannedAsync(
        ServiceUnderTest<LogisticsDb> logistics, int shipments, Guid? dockId = null, DateOnly? deliverOn = null)
    {
        var (supplierId, unitId) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var planned = new List<LogisticsScenario>();
        for (var i = 0; i < shipments; i++)
        {
            var order = Examples.ConfirmedFor(supplierId, unitId, ("100", "38.60"), ("3", "0.335"));
            planned.Add(await LogisticsScenario.PlannedAsync(
                logistics, order with { Parts = [order.Parts[0] with { DockId = dockId, DeliverOn = deliverOn }] }));
        }

        return new LorryScenario(logistics, planned);
    }

    public static async Task<LorryScenario> DispatchedAsync(ServiceUnderTest<LogisticsDb> logistics, int shipments)
    {
        var lorry = await PlannedAsync(logistics, shipments);
        AllDone(await lorry.DispatchAsync(lorry.Dispatch([.. lorry.Shipments.Select(Load)])));
        return lorry;
    }

    public static async Task<LorryScenario> DeliveredAsync(ServiceUnderTest<LogisticsDb> logistics, int shipments)
    {
        var lorry = await DispatchedAsync(logistics, shipments);
        AllDone(await lorry.DeliverAsync(Deliver([.. lorry.Shipments.Select(shipment => shipment.Part.PartId)])));
        return lorry;
    }

    /// <summary>A shipment of the load with all that was ordered, unless other quantities are given.</summary>
    public static object Load(LogisticsScenario shipment, params string[] quantities) => new
    {
        shipmentId = shipment.Part.PartId,
        lines = shipment.Part.Lines.Select(
            (line, i) => new { lineId = line.LineId, quantity = quantities.Length == 0 ? line.Quantity.ToString() : quantities[i] }),
    };

    public static object Load(LogisticsScenario shipment) => Load(shipment, []);

    public object Dispatch(params object[] items) => new { carrierId = CarrierId, waybill = "SF1234567890", vehicle = "川W·A1234", items };

    public static object Deliver(params Guid[] shipmentIds) =>
        new { receivedBy = "食堂 王师傅", items = shipmentIds.Select(shipmentId => new { shipmentId }) };

    /// <summary>All that was ordered is good, unless it is said otherwise.</summary>
    public static object Found(LogisticsScenario shipment, Guid? acceptanceId = null, string first = "100", string firstShort = "0") => new
    {
        shipmentId = shipment.Part.PartId,
        acceptanceId = acceptanceId ?? shipment.AcceptanceId,
        lines = new[]
        {
            LogisticsScenario.Found(shipment.Part.Lines[0], first, firstShort, "0", null),
            LogisticsScenario.Found(shipment.Part.Lines[1], "3", "0", "0", null),
        },
    };

    public static object Accept(params object[] items) => new { items };

    public Task<HttpResponseMessage> PostDispatchAsync(object body, HttpClient? by = null, string? key = null) =>
        (by ?? Supplier).PostOnceAsync("/logistics/dispatches", body, key, Ct);

    public Task<HttpResponseMessage> PostDeliveryAsync(object body, HttpClient? by = null, string? key = null) =>
        (by ?? Carrier).PostOnceAsync("/logistics/deliveries", body, key, Ct);

    public Task<HttpResponseMessage> PostAcceptanceAsync(object body, HttpClient? by = null, string? key = null) =>
        (by ?? Purchaser).PostOnceAsync("/logistics/acceptances", body, key, Ct);

    public async Task<ShipmentOutcomes> DispatchAsync(object body, HttpClient? by = null) =>
        await ReadAsync(await PostDispatchAsync(body, by));

    public async Task<ShipmentOutcomes> DeliverAsync(object body, HttpClient? by = null) =>
        await ReadAsync(await PostDeliveryAsync(body, by));

    public async Task<ShipmentOutcomes> AcceptAsync(object body, HttpClient? by = null) =>
        await ReadAsync(await PostAcceptanceAsync(body, by));

    public static Task<ShipmentOutcomes> ReadAsync(HttpResponseMessage answer) =>
        LogisticsScenario.ReadAsync<ShipmentOutcomes>(HttpStatusCode.OK, answer);

    public static void AllDone(ShipmentOutcomes outcomes) => Assert.All(outcomes.Items, item =>
    {
        Assert.Null(item.Problem);
        Assert.Equal(item.ShipmentId, item.Shipment!.ShipmentId);
    });

    /// <summary>The item was refused exactly as the verb for one shipment refuses it, in both languages.</summary>
    public static async Task RefusedAsAloneAsync(
        ShipmentOutcomes.Item item, HttpClient client, Func<HttpClient, Task<HttpResponseMessage>> askAlone)
    {
        Assert.Null(item.Shipment);
        var problem = item.Problem!;
        var (zh, en) = await Refused.AsAsync((HttpStatusCode)problem.Status, problem.Code, problem.Field, client, askAlone);
        Assert.Equal((zh, en), (problem.Zh, problem.En));
    }

    /// <summary>The whole call is refused, whatever else is in it.</summary>
    public static async Task RefusedWholeAsync(string code, string field, HttpResponseMessage answer) =>
        await Refused.DetailAsync(HttpStatusCode.BadRequest, code, field, answer);

    /// <summary>A request with some members replaced.</summary>
    public static JsonObject Changed(object good, string change)
    {
        var body = JsonSerializer.SerializeToNode(good, MessageTypes.Json)!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject())
        {
            body[name] = value?.DeepClone();
        }

        return body;
    }
}
