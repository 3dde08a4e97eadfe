using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Shipments;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Losses;

/// <summary>POST /logistics/shipments/{shipmentId}/losses: what is lost or spoilt on the way.</summary>
public sealed class ReportLossesTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task All_that_the_supplier_reports_as_lost_ends_the_shipment_and_is_told_once(Engine engine)
    {
        var scenario = await LogisticsScenario.DispatchedAsync(await services.OnAsync(engine), ("100", "38.60"), ("5", "2.00"));
        var key = Guid.CreateVersion7().ToString();

        var summary = await LogisticsScenario.ReadAsync<ShipmentSummary>(
            HttpStatusCode.OK, await ReportAsync(scenario, scenario.Supplier, key, ("100", "Accident"), ("5", "Accident")));
        await LogisticsScenario.ReadAsync<ShipmentSummary>(
            HttpStatusCode.OK, await ReportAsync(scenario, scenario.Supplier, key, ("100", "Accident"), ("5", "Accident")));

        Assert.Equal((ShipmentState.Lost, LogisticsScenario.Now), (summary.State, summary.LostAt));
        var told = await scenario.ToldOnceAsync<ShipmentLost>(message => message.ShipmentId);
        Assert.Equal(
            (LossFinding.ReportedLost, scenario.Order.OrderId, LogisticsScenario.Now), (told.Finding, told.OrderId, told.LostAt));
        Assert.Equal([3_860_00L, 10_00L], told.Lines.Select(line => line.ReservedFen));
        foreach (var (client, path, body) in ((HttpClient, string, object)[])
        [
            (scenario.Carrier, "delivery", new { receivedBy = "王师傅" }), (scenario.Purchaser, "acceptance", scenario.Accept()),
            (scenario.Purchaser, "arrival", new { }), (scenario.Purchaser, "cancellation", new { reason = "TooLate" }),
            (scenario.Supplier, "carrier", new { scenario.CarrierId, waybill = "YD-77", reason = "Silent" }),
            (scenario.Purchaser, "non-delivery", new { reason = "没到" }),
        ])
        {
            await Refused.AsAsync(
                HttpStatusCode.Conflict, "already_lost", null, client, by => by.PostOnceAsync($"{scenario.Path}/{path}", body, ct: Ct));
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_a_carrier_reports_is_shown_and_ends_nothing_until_the_supplier_says_the_same(Engine engine)
    {
        var scenario = await LogisticsScenario.DispatchedAsync(await services.OnAsync(engine));

        await LogisticsScenario.ReadAsync<object>(
            HttpStatusCode.OK, await ReportAsync(scenario, scenario.Carrier, null, ("100", "Missing")));

        var view = await scenario.ViewAsync();
        Assert.Equal((ShipmentState.Dispatched, 100m), (view.State, view.Lines[0].Lost!.Value.Units));
        await LogisticsScenario.ReadAsync<object>(
            HttpStatusCode.OK, await ReportAsync(scenario, scenario.Supplier, null, ("100", "Missing")));
        view = await scenario.ViewAsync();
        Assert.Equal(ShipmentState.Lost, view.State);
        Assert.Equal(
            [(1, LossReporter.Carrier, 100m, LossReason.Missing), (2, LossReporter.Supplier, 100m, LossReason.Missing)],
            view.LossReports.Select(report => (report.Number, report.By, report.Quantity.Units, report.Reason)));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_buyer_accepts_what_arrived_and_a_later_report_takes_the_place_of_the_earlier(Engine engine)
    {
        var scenario = await LogisticsScenario.DispatchedAsync(await services.OnAsync(engine));
        await LogisticsScenario.ReadAsync<object>(
            HttpStatusCode.OK, await ReportAsync(scenario, scenario.Supplier, null, ("60", "Damaged")));
        await LogisticsScenario.ReadAsync<object>(
            HttpStatusCode.OK, await ReportAsync(scenario, scenario.Supplier, null, ("40", "Damaged")));
        Assert.Equal(40m, (await scenario.ViewAsync()).Lines[0].Lost!.Value.Units);

        await scenario.DeliverAsync();
        await scenario.AcceptAsync(("60", "40", "0", null));

        var told = Assert.Single(await scenario.AcceptedAsync(1));
        Assert.Equal((2_316_00L, 3_860_00L), (told.Lines[0].AcceptedFen, told.Lines[0].OrderedFen));
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "already_accepted", null, scenario.Supplier,
            client => ReportAsync(scenario, client, null, ("1", "Damaged")));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Silence_never_accepts_what_either_side_reported_as_lost(Engine engine)
    {
        foreach (var isCarrier in (bool[])[true, false])
        {
            var clock = new FixedClock(LogisticsScenario.Now);
            await using var logistics = await SharedServices.StartAsync(
                engine, clock, new() { ["Acceptance:LookEvery"] = "00:00:00.020" });
            var scenario = await LogisticsScenario.DispatchedAsync(logistics);
            await LogisticsScenario.ReadAsync<object>(
                HttpStatusCode.OK,
                await ReportAsync(scenario, isCarrier ? scenario.Carrier : scenario.Supplier, null, ("30", "Spoilt")));
            await scenario.DeliverAsync();

            clock.Now = LogisticsScenario.Now.AddDays(7);

            var line = Assert.Single(await scenario.AcceptedAsync(1)).Lines[0];
            Assert.Equal((70m, 30m, 0m), (line.Accepted.Units, line.Short.Units, line.Rejected.Units));
            Assert.Equal((2_702_00L, 3_860_00L), (line.AcceptedFen, line.OrderedFen));
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_supplier_whose_own_record_proves_no_arrival_may_still_give_all_of_it_up(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var scenario = await LogisticsScenario.PlannedAsync(logistics);
        var own = scenario.Part.SupplierId;
        await LogisticsScenario.ReadAsync<object>(
            HttpStatusCode.OK,
            await scenario.PostDispatchAsync(scenario.Changed(scenario.Dispatch(), $"{{\"carrierId\":\"{own}\"}}")));
        await LogisticsScenario.ReadAsync<object>(
            HttpStatusCode.OK,
            await scenario.PostDeliveryAsync(new { receivedBy = "门卫" }, logistics.Client(Roles.Carrier, org: own)));

        await LogisticsScenario.ReadAsync<object>(
            HttpStatusCode.OK, await ReportAsync(scenario, scenario.Supplier, null, ("100", "Missing")));

        Assert.Equal(ShipmentState.Lost, (await scenario.ViewAsync()).State);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Only_supplier_and_carrier_report_and_no_more_than_was_sent_nor_all_that_has_arrived(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var scenario = await LogisticsScenario.PlannedAsync(logistics);
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "not_dispatched", null, scenario.Supplier,
            client => ReportAsync(scenario, client, null, ("1", "Missing")));
        await scenario.DispatchAsync("90");
        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "role_not_allowed", null, scenario.Purchaser,
            client => ReportAsync(scenario, client, null, ("1", "Missing")));
        foreach (var role in (string[])[Roles.Supplier, Roles.Carrier])
        {
            await Refused.AsAsync(
                HttpStatusCode.NotFound, "shipment_not_found", null, logistics.Client(role, org: Guid.CreateVersion7()),
                client => ReportAsync(scenario, client, null, ("1", "Missing")));
        }

        await Refused.AsAsync(
            HttpStatusCode.BadRequest, "loss_exceeds_dispatched", "lines[0].quantity", scenario.Supplier,
            client => ReportAsync(scenario, client, null, ("90.001", "Missing")));
        await Refused.AsAsync(
            HttpStatusCode.BadRequest, "note_missing", "lines[0].note", scenario.Supplier,
            client => ReportAsync(scenario, client, null, ("1", "Other")));
        await Refused.AsAsync(
            HttpStatusCode.BadRequest, "line_unknown", "lines[0].lineId", scenario.Carrier,
            client => client.PostOnceAsync(
                $"{scenario.Path}/losses",
                new { lines = new[] { new { lineId = Guid.CreateVersion7(), quantity = "1", reason = "Missing" } } }, ct: Ct));
        await scenario.DeliverAsync();
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "all_lost_after_delivery", null, scenario.Supplier,
            client => ReportAsync(scenario, client, null, ("90", "Missing")));
        var view = await scenario.ViewAsync();
        Assert.Equal((ShipmentState.Delivered, null), (view.State, view.Lines[0].Lost));
        Assert.Empty(view.LossReports);
    }

    static Task<HttpResponseMessage> ReportAsync(
        LogisticsScenario scenario, HttpClient by, string? key, params (string Quantity, string Reason)[] lost) =>
        by.PostOnceAsync(
            $"{scenario.Path}/losses",
            new { lines = scenario.Part.Lines.Zip(lost, (line, said) => new { line.LineId, said.Quantity, said.Reason }) },
            key,
            Ct);
}
