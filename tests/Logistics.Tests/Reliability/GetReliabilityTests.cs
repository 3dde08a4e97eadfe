using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Reliability;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Reliability;

/// <summary>GET /logistics/reliability: which commitments ended before their end, by side and reason.</summary>
public sealed class GetReliabilityTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Ends_are_counted_by_side_and_reason_for_the_supplier_and_for_the_unit(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var scenario = await LogisticsScenario.PlannedAsync(logistics, ("100", "38.60"), ("5", "2.00"), ("7", "1.00"));
        foreach (var (client, path, body) in ((HttpClient, string, object)[])
        [
            (scenario.Purchaser, "cancellation", new { reason = "NotNeeded", lineIds = Line(scenario, 0) }),
            (scenario.Supplier, "decline", new { reason = "CropFailure", lineIds = Line(scenario, 1) }),
        ])
        {
            await LogisticsScenario.ReadAsync<object>(
                HttpStatusCode.OK, await client.PostOnceAsync($"{scenario.Path}/{path}", body, ct: Ct));
        }

        await LogisticsScenario.ReadAsync<object>(
            HttpStatusCode.OK,
            await scenario.PostDispatchAsync(new
            {
                scenario.CarrierId,
                waybill = "SF1",
                lines = new[] { new { scenario.Part.Lines[2].LineId, quantity = "7" } },
            }));
        await LogisticsScenario.ReadAsync<object>(
            HttpStatusCode.OK,
            await scenario.Supplier.PostOnceAsync(
                $"{scenario.Path}/losses",
                new { lines = new[] { new { scenario.Part.Lines[2].LineId, quantity = "7", reason = "Accident" } } }, ct: Ct));

        foreach (var figures in (GetReliability.Figures[])
        [
            await FiguresAsync(scenario.Supplier, ""),
            await FiguresAsync(scenario.Purchaser, ""),
            await FiguresAsync(scenario.Auditor, $"?supplierId={scenario.Part.SupplierId}"),
            await FiguresAsync(scenario.Purchaser, $"?supplierId={scenario.Part.SupplierId}&unitId={scenario.Order.UnitId}"),
        ])
        {
            Assert.Equal(1, figures.Planned);
            Assert.Equal(
                [
                    (CommitmentEndKind.CancelledByBuyer, ShipmentCancellationReason.NotNeeded, null, 1L, 0L, 1L),
                    (CommitmentEndKind.DeclinedBySupplier, ShipmentCancellationReason.CropFailure, null, 1L, 0L, 1L),
                    (CommitmentEndKind.ReportedLost, null, LossReason.Accident, 1L, 1L, 1L),
                ],
                figures.Ends.OrderBy(end => end.Kind).Select(
                    end => (end.Kind, end.CancellationReason, end.LossReason, end.Times, end.Shipments, end.Lines)));
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Nobody_counts_what_it_may_not_see_and_days_bound_the_period(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var scenario = await LogisticsScenario.PlannedAsync(logistics);
        await LogisticsScenario.ReadAsync<object>(
            HttpStatusCode.OK,
            await scenario.Supplier.PostOnceAsync($"{scenario.Path}/decline", new { reason = "CropFailure" }, ct: Ct));
        var of = $"?supplierId={scenario.Part.SupplierId}";

        Assert.Single((await FiguresAsync(logistics.Client(Roles.Official, region: "330211", tier: "County"), of)).Ends);
        foreach (var stranger in (HttpClient[])
        [
            logistics.Client(Roles.Supplier, org: Guid.CreateVersion7()), logistics.Client(Roles.Purchaser, org: Guid.CreateVersion7()),
            logistics.Client(Roles.Official, region: "513423", tier: "County"),
        ])
        {
            var figures = await FiguresAsync(stranger, of);
            Assert.Equal(0, figures.Planned);
            Assert.Empty(figures.Ends);
        }

        Assert.Single((await FiguresAsync(scenario.Auditor, $"{of}&from=2026-11-21&to=2026-11-21")).Ends);
        Assert.Empty((await FiguresAsync(scenario.Auditor, $"{of}&from=2026-11-22&to=2026-11-23")).Ends);
        Assert.Empty((await FiguresAsync(scenario.Auditor, $"{of}&from=2026-11-19&to=2026-11-20")).Ends);
        await Refused.AsAsync(
            HttpStatusCode.BadRequest, "period_invalid", "from", scenario.Auditor,
            client => client.GetAsync($"/logistics/reliability{of}&from=2026-11-22&to=2026-11-21", Ct));
        await Refused.AsAsync(
            HttpStatusCode.BadRequest, "side_missing", "supplierId", scenario.Auditor,
            client => client.GetAsync("/logistics/reliability", Ct));
        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "role_not_allowed", null, scenario.Carrier, client => client.GetAsync("/logistics/reliability", Ct));
    }

    [Fact]
    public async Task Ends_and_plans_of_a_side_are_found_by_index()
    {
        // Empty tables of its own: what the planner knows of shared ones depends on what other tests have written.
        await using var logistics = await SharedServices.StartAsync(Engine.PostgreSql, new FixedClock(LogisticsScenario.Now));
        var (start, end) = (LogisticsScenario.Now.AddDays(-365), LogisticsScenario.Now);
        foreach (var (supplierId, unitId, side) in ((Guid?, Guid?, string)[])
            [(Guid.CreateVersion7(), null, "supplier"), (null, Guid.CreateVersion7(), "unit")])
        {
            foreach (var caller in Statements.ScopedCallers)
            {
                await using var db = logistics.OpenDbAs(caller);
                Assert.Contains(
                    $"ix_commitment_ends_{side}_id_ended_at",
                    await Statements.PlanWithSomeRowsAsync(db, GetReliability.EndsOf(db, supplierId, unitId, start, end), Ct),
                    StringComparison.OrdinalIgnoreCase);
            }

            await using var scope = logistics.OpenDb(out var all);
            Assert.Contains(
                $"ix_shipments_{side}_id_state_planned_at_shipment_id",
                await Statements.PlanWithSomeRowsAsync(all, GetReliability.PlannedOf(all, supplierId, unitId, start, end), Ct),
                StringComparison.OrdinalIgnoreCase);
        }
    }

    static Guid[] Line(LogisticsScenario scenario, int line) => [scenario.Part.Lines[line].LineId];

    static async Task<GetReliability.Figures> FiguresAsync(HttpClient by, string query) =>
        await LogisticsScenario.ReadAsync<GetReliability.Figures>(
            HttpStatusCode.OK, await by.GetAsync($"/logistics/reliability{query}", Ct));
}
