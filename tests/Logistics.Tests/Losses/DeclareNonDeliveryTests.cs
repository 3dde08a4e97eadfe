using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Shipments;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Losses;

/// <summary>POST /logistics/shipments/{shipmentId}/non-delivery. The clock is moved here, so these services are not shared.</summary>
public sealed class DeclareNonDeliveryTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_never_arrived_ends_when_its_time_is_over_and_not_before(Engine engine)
    {
        var clock = new FixedClock(LogisticsScenario.Now);
        await using var logistics = await SharedServices.StartAsync(engine, clock, new() { ["Dispatch:UndeliveredAfterDays"] = "20" });
        var scenario = await LogisticsScenario.PlannedAsync(logistics, ("100", "38.60"));
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "not_dispatched", null, scenario.Purchaser, client => DeclareAsync(scenario, client));
        await scenario.DispatchAsync();
        clock.Now = LogisticsScenario.Now.AddDays(20).AddMilliseconds(-1);
        var (_, en) = await Refused.AsAsync(
            HttpStatusCode.Conflict, "not_delivered_too_early", null, scenario.Purchaser, client => DeclareAsync(scenario, client));
        Assert.Contains("2026-12-11 10:00:00 (UTC+8)", en, StringComparison.Ordinal);
        clock.Now = LogisticsScenario.Now.AddDays(20);

        var summary = await LogisticsScenario.ReadAsync<ShipmentSummary>(
            HttpStatusCode.OK, await DeclareAsync(scenario, scenario.Purchaser));

        Assert.Equal((ShipmentState.Lost, clock.Now), (summary.State, summary.LostAt));
        var told = await scenario.ToldOnceAsync<ShipmentLost>(message => message.ShipmentId);
        Assert.Equal((LossFinding.NotDelivered, 3_860_00L), (told.Finding, told.Lines[0].ReservedFen));
        Assert.Equal("多次催问无人应答", (await scenario.ViewAsync()).NonDeliveryReason);
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "already_lost", null, scenario.Carrier,
            client => scenario.PostDeliveryAsync(new { receivedBy = "王师傅" }, client));
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "already_lost", null, scenario.Purchaser, client => DeclareAsync(scenario, client));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_delivery_that_is_recorded_before_answers_it_and_another_carrier_gives_no_more_time(Engine engine)
    {
        var clock = new FixedClock(LogisticsScenario.Now);
        await using var logistics = await SharedServices.StartAsync(engine, clock);
        var delivered = await LogisticsScenario.DispatchedAsync(logistics);
        var replaced = await LogisticsScenario.DispatchedAsync(logistics);
        clock.Now = LogisticsScenario.Now.AddDays(29);
        await delivered.DeliverAsync();
        await LogisticsScenario.ReadAsync<object>(
            HttpStatusCode.OK,
            await replaced.Supplier.PostOnceAsync(
                $"{replaced.Path}/carrier", new { carrierId = replaced.Part.SupplierId, waybill = "自送-1", reason = "Silent" }, ct: Ct));
        clock.Now = LogisticsScenario.Now.AddDays(30);

        await Refused.AsAsync(
            HttpStatusCode.Conflict, "already_delivered", null, delivered.Purchaser, client => DeclareAsync(delivered, client));
        await LogisticsScenario.ReadAsync<object>(HttpStatusCode.OK, await DeclareAsync(replaced, replaced.Purchaser));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Only_the_buyer_declares_it(Engine engine)
    {
        var clock = new FixedClock(LogisticsScenario.Now);
        await using var logistics = await SharedServices.StartAsync(engine, clock);
        var scenario = await LogisticsScenario.DispatchedAsync(logistics);
        clock.Now = LogisticsScenario.Now.AddDays(31);
        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "role_not_allowed", null, scenario.Supplier, client => DeclareAsync(scenario, client));
        await Refused.AsAsync(
            HttpStatusCode.NotFound, "shipment_not_found", null, logistics.Client(Roles.Purchaser, org: Guid.CreateVersion7()),
            client => DeclareAsync(scenario, client));
        Assert.Equal(ShipmentState.Dispatched, (await scenario.ViewAsync()).State);
    }

    static Task<HttpResponseMessage> DeclareAsync(LogisticsScenario scenario, HttpClient by) =>
        by.PostOnceAsync($"{scenario.Path}/non-delivery", new { reason = "多次催问无人应答" }, ct: Ct);
}
