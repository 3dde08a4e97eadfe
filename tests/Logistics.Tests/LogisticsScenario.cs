using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.Ordering;
using Marketplace.Logistics.Acceptances;
using Marketplace.Logistics.Disputes;
using Marketplace.Logistics.Returns;
using Marketplace.Logistics.Shipments;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Messaging;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests;

/// <summary>One shipment from the confirmed order to its acceptance, with the clients of everybody who has to do with it.</summary>
sealed class LogisticsScenario
{
    /// <summary>Where the clock of the shared services stands.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 2, 0, 0, TimeSpan.Zero);

    LogisticsScenario(ServiceUnderTest<LogisticsDb> logistics, OrderConfirmed order)
    {
        Logistics = logistics;
        Order = order;
        Part = order.Parts[0];
    }

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ServiceUnderTest<LogisticsDb> Logistics { get; }

    public OrderConfirmed Order { get; }

    public OrderConfirmed.Part Part { get; }

    public Guid CarrierId { get; } = Guid.CreateVersion7();

    public Guid AcceptanceId { get; } = Guid.CreateVersion7();

    public string Path => $"/logistics/shipments/{Part.PartId}";

    public HttpClient Supplier => Logistics.Client(Roles.Supplier, org: Part.SupplierId);

    public HttpClient Carrier => Logistics.Client(Roles.Carrier, org: CarrierId);

    public HttpClient Purchaser => Logistics.Client(Roles.Purchaser, org: Order.UnitId);

    public HttpClient Auditor => Logistics.Client(Roles.Auditor);

    public static Task<LogisticsScenario> PlannedAsync(
        ServiceUnderTest<LogisticsDb> logistics, params (string Quantity, string Price)[] lines) =>
        PlannedAsync(logistics, Examples.Confirmed(lines.Length == 0 ? [("100", "38.60")] : lines));

    public static async Task<LogisticsScenario> PlannedAsync(ServiceUnderTest<LogisticsDb> logistics, OrderConfirmed order)
    {
        await logistics.DeliverAsync(order, ct: Ct);
        var scenario = new LogisticsScenario(logistics, order);
        await logistics.CarrierAsync(scenario.CarrierId);
        return scenario;
    }

    public static async Task<LogisticsScenario> DispatchedAsync(
        ServiceUnderTest<LogisticsDb> logistics, params (string Quantity, string Price)[] lines)
    {
        var scenario = await PlannedAsync(logistics, lines);
        await scenario.DispatchAsync();
        return scenario;
    }

    public static async Task<LogisticsScenario> DeliveredAsync(
        ServiceUnderTest<LogisticsDb> logistics, params (string Quantity, string Price)[] lines)
    {
        var scenario = await DispatchedAsync(logistics, lines);
        await scenario.DeliverAsync();
        return scenario;
    }

    /// <summary>Lines of 100 at 38.60 and of 10 at 1.00 accepted, one of 5 at 2.00 rejected.</summary>
    public static async Task<LogisticsScenario> InspectedAsync(ServiceUnderTest<LogisticsDb> logistics)
    {
        var scenario = await DeliveredAsync(logistics, ("100", "38.60"), ("10", "1.00"), ("5", "2.00"));
        await scenario.AcceptAsync(("100", "0", "0", null), ("10", "0", "0", null), ("0", "0", "5", "腐烂"));
        return scenario;
    }

    /// <summary>What the supplier sends: all that was ordered, unless other quantities are given.</summary>
    public object Dispatch(params string[] quantities) => new
    {
        carrierId = CarrierId,
        waybill = "SF1234567890",
        lines = Part.Lines.Select(
            (line, i) => new { lineId = line.LineId, quantity = quantities.Length == 0 ? line.Quantity.ToString() : quantities[i] }),
    };

    /// <summary>What the buyer found: all that was ordered is good, unless it is said otherwise.</summary>
    public object Accept(params (string Accepted, string Short, string Rejected, string? Reason)[] found) => new
    {
        acceptanceId = AcceptanceId,
        lines = Part.Lines.Select((line, i) => found.Length == 0
            ? Found(line, line.Quantity.ToString(), "0", "0", null)
            : Found(line, found[i].Accepted, found[i].Short, found[i].Rejected, found[i].Reason)),
    };

    public static object Found(OrderConfirmed.Line line, string accepted, string @short, string rejected, string? reason) =>
        new { lineId = line.LineId, accepted, @short, rejected, rejectionReason = reason };

    /// <summary>A request with some members replaced; "L1" and "L2" stand for the ids of the lines.</summary>
    public JsonObject Changed(object good, string change)
    {
        var body = JsonSerializer.SerializeToNode(good, MessageTypes.Json)!.AsObject();
        for (var i = 0; i < Part.Lines.Count; i++)
        {
            change = change.Replace($"\"L{i + 1}\"", $"\"{Part.Lines[i].LineId}\"", StringComparison.Ordinal);
        }

        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject())
        {
            body[name] = value?.DeepClone();
        }

        return body;
    }

    public Task<HttpResponseMessage> PostDispatchAsync(object body, HttpClient? by = null, string? key = null) =>
        (by ?? Supplier).PostOnceAsync($"{Path}/dispatch", body, key, Ct);

    public Task<HttpResponseMessage> PostDeliveryAsync(object body, HttpClient? by = null, string? key = null) =>
        (by ?? Carrier).PostOnceAsync($"{Path}/delivery", body, key, Ct);

    public Task<HttpResponseMessage> PostAcceptanceAsync(object body, HttpClient? by = null, string? key = null) =>
        (by ?? Purchaser).PostOnceAsync($"{Path}/acceptance", body, key, Ct);

    public async Task<ShipmentSummary> DispatchAsync(params string[] quantities) =>
        await ReadAsync<ShipmentSummary>(HttpStatusCode.OK, await PostDispatchAsync(Dispatch(quantities)));

    public async Task<ShipmentSummary> DeliverAsync() =>
        await ReadAsync<ShipmentSummary>(HttpStatusCode.OK, await PostDeliveryAsync(new { receivedBy = "食堂 王师傅" }));

    public async Task<AcceptanceSheet> AcceptAsync(params (string Accepted, string Short, string Rejected, string? Reason)[] found) =>
        await ReadAsync<AcceptanceSheet>(HttpStatusCode.Created, await PostAcceptanceAsync(Accept(found)));

    /// <summary>The shipment as an auditor sees it.</summary>
    public async Task<ShipmentView> ViewAsync() => await ReadAsync<ShipmentView>(HttpStatusCode.OK, await Auditor.GetAsync(Path, Ct));

    /// <summary>An official of the nation, who is above the buyer's side and the supplier's.</summary>
    public HttpClient Nation => Logistics.Client(Roles.Official, tier: "Nation");

    /// <summary>Disputes so much of a line and returns what is told of it.</summary>
    public async Task<DisputeView> DisputeAsync(string quantity, int line = 0) =>
        await ReadAsync<DisputeView>(HttpStatusCode.Created, await PostDisputeAsync(Disputed(quantity, line)));

    public object Disputed(string quantity, int line = 0) =>
        new { disputeId = Guid.CreateVersion7(), lineId = Part.Lines[line].LineId, quantity, reason = "外箱变形，疑似变质" };

    public Task<HttpResponseMessage> PostDisputeAsync(object body, HttpClient? by = null) =>
        (by ?? Purchaser).PostOnceAsync($"{Path}/disputes", body, ct: Ct);

    public Task<HttpResponseMessage> PostRulingAsync(Guid disputeId, string accepted, string rejected, HttpClient? by = null) =>
        (by ?? Nation).PostOnceAsync(
            $"/logistics/disputes/{disputeId}/ruling",
            new { accepted, rejected, note = "经查，部分箱内变质", document = "调〔2026〕3号" }, ct: Ct);

    public async Task<AcceptanceSheet> RuleAsync(Guid disputeId, string accepted, string rejected) =>
        await ReadAsync<AcceptanceSheet>(HttpStatusCode.OK, await PostRulingAsync(disputeId, accepted, rejected));

    public object Wanted(
        string kind, string quantity, long? amountFen = null, int line = 0, int acceptanceNo = 1, string? document = "检测报告 2026-31") => new
        {
            returnId = Guid.CreateVersion7(),
            lineId = Part.Lines[line].LineId,
            acceptanceNo,
            kind,
            quantity,
            amountFen,
            reason = "到货后发现变质",
            document,
        };

    public Task<HttpResponseMessage> PostReturnAsync(object body, HttpClient? by = null) =>
        (by ?? Purchaser).PostOnceAsync($"{Path}/returns", body, ct: Ct);

    public async Task<ReturnView> RequestReturnAsync(
        string kind, string quantity, long? amountFen = null, int line = 0, int acceptanceNo = 1) =>
        await ReadAsync<ReturnView>(HttpStatusCode.Created, await PostReturnAsync(Wanted(kind, quantity, amountFen, line, acceptanceNo)));

    public Task<HttpResponseMessage> PostDecisionAsync(Guid returnId, bool isConfirmed, HttpClient? by = null) => isConfirmed
        ? (by ?? Supplier).PostOnceAsync($"/logistics/returns/{returnId}/confirmation", new { }, ct: Ct)
        : (by ?? Supplier).PostOnceAsync($"/logistics/returns/{returnId}/refusal", new { reason = "签收时完好" }, ct: Ct);

    public async Task<ReturnView> DecideAsync(Guid returnId, bool isConfirmed) =>
        await ReadAsync<ReturnView>(HttpStatusCode.OK, await PostDecisionAsync(returnId, isConfirmed));

    /// <summary>Waits until so many acceptances have been told of this shipment, and returns them by number.</summary>
    public async Task<IReadOnlyList<DeliveryAccepted>> AcceptedAsync(int times)
    {
        await Eventually.TrueAsync(
            () => Task.FromResult(Told<DeliveryAccepted>(told => told.ShipmentId).Count >= times),
            $"{times} acceptances of {Part.PartId}", ct: Ct);
        var told = Told<DeliveryAccepted>(message => message.ShipmentId);
        Assert.Equal(times, told.Count);
        return [.. told.OrderBy(message => message.AcceptanceNo)];
    }

    /// <summary>All that the service has told of this shipment, by waiting until it has told so many.</summary>
    public async Task<T> ToldOnceAsync<T>(Func<T, Guid> shipmentIdOf)
        where T : class
    {
        await Eventually.TrueAsync(() => Task.FromResult(Told(shipmentIdOf).Count > 0), $"{typeof(T).Name} of {Part.PartId}", ct: Ct);
        return Assert.Single(Told(shipmentIdOf));
    }

    public IReadOnlyList<T> Told<T>(
        Func<T, Guid> shipmentIdOf) => [.. Logistics.Published<T>().Where(told => shipmentIdOf(told) == Part.PartId)];

    public static async Task<T> ReadAsync<T>(HttpStatusCode expected, HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(expected == answer.StatusCode, $"{answer.StatusCode}: {text}");
        return JsonSerializer.Deserialize<T>(text, MessageTypes.Json)!;
    }
}
