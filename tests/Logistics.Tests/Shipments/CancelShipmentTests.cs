using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Shipments;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Shipments;

/// <summary>POST /logistics/shipments/{shipmentId}/cancellation: the buyer withdraws what has not been sent.</summary>
public sealed class CancelShipmentTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task All_that_is_not_sent_is_cancelled_and_told_once(Engine engine)
    {
        var scenario = await LogisticsScenario.PlannedAsync(await services.OnAsync(engine), ("100", "38.60"), ("5", "2.00"));
        var key = Guid.CreateVersion7().ToString();

        var summary = await LogisticsScenario.ReadAsync<ShipmentSummary>(
            HttpStatusCode.OK, await CancelAsync(scenario, new { reason = "NotNeeded", note = "学校停课" }, key: key));
        await LogisticsScenario.ReadAsync<ShipmentSummary>(
            HttpStatusCode.OK, await CancelAsync(scenario, new { reason = "NotNeeded", note = "学校停课" }, key: key));

        Assert.Equal((ShipmentState.Cancelled, LogisticsScenario.Now), (summary.State, summary.CancelledAt));
        var told = await scenario.ToldOnceAsync<ShipmentCancelled>(message => message.ShipmentId);
        Assert.Equal((true, CancelledBy.Buyer, ShipmentCancellationReason.NotNeeded), (told.IsWhole, told.CancelledBy, told.Reason));
        Assert.Equal(("学校停课", scenario.Order.OrderId, scenario.Order.UnitId), (told.Note, told.OrderId, told.UnitId));
        Assert.Equal([3_860_00L, 10_00L], told.Lines.Select(line => line.ReservedFen));
        Assert.Equal(scenario.Part.Lines.Select(line => line.LineId), told.Lines.Select(line => line.LineId));
        var view = await scenario.ViewAsync();
        Assert.All(view.Lines, line => Assert.Equal(
            (CancelledBy.Buyer, "学校停课"), (line.Cancellation!.By, line.Cancellation.Note)));

        await Refused.AsAsync(
            HttpStatusCode.Conflict, "already_cancelled", null, scenario.Purchaser,
            client => CancelAsync(scenario, new { reason = "TooLate" }, client));
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "already_cancelled", null, scenario.Supplier,
            client => scenario.PostDispatchAsync(scenario.Dispatch(), client));
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "already_cancelled", null, scenario.Purchaser,
            client => scenario.PostAcceptanceAsync(scenario.Accept(), client));
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "already_cancelled", null, scenario.Purchaser,
            client => client.PostOnceAsync($"{scenario.Path}/arrival", new { }, ct: Ct));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_line_is_cancelled_and_the_rest_is_sent_and_accepted_without_it(Engine engine)
    {
        var scenario = await LogisticsScenario.PlannedAsync(await services.OnAsync(engine), ("100", "38.60"), ("5", "2.00"));
        var (kept, dropped) = (scenario.Part.Lines[0].LineId, scenario.Part.Lines[1].LineId);

        var summary = await LogisticsScenario.ReadAsync<ShipmentSummary>(
            HttpStatusCode.OK, await CancelAsync(scenario, new { reason = "OrderedByMistake", lineIds = new[] { dropped } }));
        Assert.Equal((ShipmentState.Planned, null), (summary.State, summary.CancelledAt));
        var told = await scenario.ToldOnceAsync<ShipmentCancelled>(message => message.ShipmentId);
        Assert.Equal((false, 10_00L, dropped), (told.IsWhole, told.Lines[0].ReservedFen, told.Lines[0].LineId));

        await Refused.AsAsync(
            HttpStatusCode.BadRequest, "line_cancelled", "lineIds[0]", scenario.Purchaser,
            client => CancelAsync(scenario, new { reason = "TooLate", lineIds = new[] { dropped } }, client));
        await Refused.AsAsync(
            HttpStatusCode.BadRequest, "line_cancelled", "lines[1].lineId", scenario.Supplier,
            client => scenario.PostDispatchAsync(scenario.Dispatch(), client));
        var sent = scenario.Changed(scenario.Dispatch(), """{"lines":[{"lineId":"L1","quantity":"100"}]}""");
        await LogisticsScenario.ReadAsync<ShipmentSummary>(HttpStatusCode.OK, await scenario.PostDispatchAsync(sent));
        Assert.Equal(
            [kept], (await scenario.ToldOnceAsync<ShipmentDispatched>(message => message.ShipmentId)).Lines.Select(line => line.LineId));
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "already_dispatched", null, scenario.Purchaser,
            client => CancelAsync(scenario, new { reason = "TooLate" }, client));
        await scenario.DeliverAsync();
        await LogisticsScenario.ReadAsync<object>(
            HttpStatusCode.Created,
            await scenario.PostAcceptanceAsync(scenario.Changed(
                scenario.Accept(), """{"lines":[{"lineId":"L1","accepted":"100","short":"0","rejected":"0"}]}""")));

        // What was reserved is told of once: by the cancellation or by the acceptance.
        var accepted = Assert.Single(await scenario.AcceptedAsync(1));
        Assert.Equal([(kept, 3_860_00L)], accepted.Lines.Select(line => (line.LineId, line.OrderedFen)));
        Assert.Null(accepted.IsPartial);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_last_line_that_is_cancelled_ends_the_shipment(Engine engine)
    {
        var scenario = await LogisticsScenario.PlannedAsync(await services.OnAsync(engine), ("100", "38.60"), ("5", "2.00"));
        foreach (var line in scenario.Part.Lines)
        {
            await LogisticsScenario.ReadAsync<ShipmentSummary>(
                HttpStatusCode.OK, await CancelAsync(scenario, new { reason = "TooLate", lineIds = new[] { line.LineId } }));
        }

        Assert.Equal(ShipmentState.Cancelled, (await scenario.ViewAsync()).State);
        await Eventually.EqualAsync(
            2, () => Task.FromResult(scenario.Told<ShipmentCancelled>(message => message.ShipmentId).Count), "two cancellations", ct: Ct);
        Assert.Equal(
            [false, true],
            scenario.Told<ShipmentCancelled>(message => message.ShipmentId).OrderBy(message => message.CancellationId)
                .Select(message => message.IsWhole).Order());
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Only_the_buyer_cancels_for_a_reason_of_its_own_and_lines_that_there_are(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var scenario = await LogisticsScenario.PlannedAsync(logistics);
        var line = scenario.Part.Lines[0].LineId;
        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "role_not_allowed", null, scenario.Supplier,
            client => CancelAsync(scenario, new { reason = "TooLate" }, client));
        await Refused.AsAsync(
            HttpStatusCode.NotFound, "shipment_not_found", null, logistics.Client(Roles.Purchaser, org: Guid.CreateVersion7()),
            client => CancelAsync(scenario, new { reason = "TooLate" }, client));
        await Refused.AsAsync(
            HttpStatusCode.BadRequest, "reason_not_yours", "reason", scenario.Purchaser,
            client => CancelAsync(scenario, new { reason = "CropFailure" }, client));
        await Refused.AsAsync(
            HttpStatusCode.BadRequest, "note_missing", "note", scenario.Purchaser,
            client => CancelAsync(scenario, new { reason = "Other" }, client));
        await Refused.AsAsync(
            HttpStatusCode.BadRequest, "line_unknown", "lineIds[1]", scenario.Purchaser,
            client => CancelAsync(scenario, new { reason = "TooLate", lineIds = new[] { line, Guid.CreateVersion7() } }, client));
        await Refused.AsAsync(
            HttpStatusCode.BadRequest, "line_repeated", "lineIds", scenario.Purchaser,
            client => CancelAsync(scenario, new { reason = "TooLate", lineIds = new[] { line, line } }, client));
        Assert.Equal(ShipmentState.Planned, (await scenario.ViewAsync()).State);
        Assert.Empty(scenario.Told<ShipmentCancelled>(message => message.ShipmentId));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Of_a_dispatch_and_a_cancellation_at_the_same_moment_one_wins(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        for (var i = 0; i < 5; i++)
        {
            var scenario = await LogisticsScenario.PlannedAsync(logistics);

            var answers = await Task.WhenAll(
                CancelAsync(scenario, new { reason = "TooLate" }), scenario.PostDispatchAsync(scenario.Dispatch()));

            Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], answers.Select(answer => answer.StatusCode).Order());
            Assert.Equal(
                answers[0].IsSuccessStatusCode ? ShipmentState.Cancelled : ShipmentState.Dispatched, (await scenario.ViewAsync()).State);
        }
    }

    static Task<HttpResponseMessage> CancelAsync(LogisticsScenario scenario, object body, HttpClient? by = null, string? key = null) =>
        (by ?? scenario.Purchaser).PostOnceAsync($"{scenario.Path}/cancellation", body, key, Ct);
}
