using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Shipments;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Shipments;

/// <summary>POST /logistics/shipments/{shipmentId}/decline: the supplier can't send what was ordered.</summary>
public sealed class DeclineShipmentTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_supplier_declines_a_line_and_then_the_rest_and_the_buyer_reads_why(Engine engine)
    {
        var scenario = await LogisticsScenario.PlannedAsync(await services.OnAsync(engine), ("100", "38.60"), ("5", "2.00"));

        await LogisticsScenario.ReadAsync<ShipmentSummary>(HttpStatusCode.OK, await DeclineAsync(
            scenario, new { reason = "CropFailure", note = "冰雹绝收", lineIds = new[] { scenario.Part.Lines[1].LineId } }));
        var whole = await LogisticsScenario.ReadAsync<ShipmentSummary>(
            HttpStatusCode.OK, await DeclineAsync(scenario, new { reason = "StockShort" }));

        Assert.Equal(ShipmentState.Cancelled, whole.State);
        var seen = await LogisticsScenario.ReadAsync<ShipmentView>(
            HttpStatusCode.OK, await scenario.Purchaser.GetAsync(scenario.Path, Ct));
        Assert.Equal(
            [(ShipmentCancellationReason.StockShort, null), (ShipmentCancellationReason.CropFailure, "冰雹绝收")],
            seen.Lines.Select(line => (line.Cancellation!.Reason, line.Cancellation.Note)));
        await Eventually.EqualAsync(
            2, () => Task.FromResult(scenario.Told<ShipmentCancelled>(message => message.ShipmentId).Count), "two declines", ct: Ct);
        var told = scenario.Told<ShipmentCancelled>(message => message.ShipmentId);
        Assert.All(told, message => Assert.Equal(CancelledBy.Supplier, message.CancelledBy));
        Assert.Equal(3_870_00L, told.SelectMany(message => message.Lines).Sum(line => line.ReservedFen));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Only_the_supplier_declines_for_a_reason_of_its_own_and_only_until_the_dispatch(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var scenario = await LogisticsScenario.PlannedAsync(logistics);
        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "role_not_allowed", null, scenario.Purchaser,
            client => DeclineAsync(scenario, new { reason = "CropFailure" }, client));
        await Refused.AsAsync(
            HttpStatusCode.NotFound, "shipment_not_found", null, logistics.Client(Roles.Supplier, org: Guid.CreateVersion7()),
            client => DeclineAsync(scenario, new { reason = "CropFailure" }, client));
        await Refused.AsAsync(
            HttpStatusCode.BadRequest, "reason_not_yours", "reason", scenario.Supplier,
            client => DeclineAsync(scenario, new { reason = "NotNeeded" }, client));
        await scenario.DispatchAsync();
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "already_dispatched", null, scenario.Supplier,
            client => DeclineAsync(scenario, new { reason = "CropFailure" }, client));
        Assert.Empty(scenario.Told<ShipmentCancelled>(message => message.ShipmentId));
    }

    static Task<HttpResponseMessage> DeclineAsync(LogisticsScenario scenario, object body, HttpClient? by = null) =>
        (by ?? scenario.Supplier).PostOnceAsync($"{scenario.Path}/decline", body, ct: Ct);
}
