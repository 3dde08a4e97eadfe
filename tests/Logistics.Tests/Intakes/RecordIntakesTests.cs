using System.Net;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Logistics.Tests.Intakes;

/// <summary>POST /logistics/nodes/{nodeId}/intakes.</summary>
public sealed class RecordIntakesTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_weighed_is_recorded_and_what_is_sent_again_changes_nothing(Engine engine)
    {
        var station = await StationScenario.StartAsync(await services.OnAsync(engine));
        var item = station.Item(Guid.CreateVersion7(), "50.505", "3.2");
        var first = Assert.Single((await station.RecordAsync(item)).Items);
        Assert.Null(first.Problem);
        Assert.Equal((Quantity.Of(50.505m), 16_162L), (first.Intake!.WeightKg, first.Intake.AmountFen));
        Assert.Equal(station.Network.SupplierId, first.Intake.SupplierId);
        var again = Assert.Single((await station.RecordAsync(item)).Items);
        Assert.Equal(first.Intake, again.Intake);
        await using var scope = station.Network.Logistics.OpenDb(out var db);
        Assert.Equal(1, await db.Intakes.CountAsync(intake => intake.BatchId == station.BatchId, Ct));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task One_that_is_refused_does_not_stop_the_others(Engine engine)
    {
        var station = await StationScenario.StartAsync(await services.OnAsync(engine));
        var other = await StationScenario.StartAsync(station.Network.Logistics);
        var known = Guid.CreateVersion7();
        await station.RecordAsync(station.Item(known));
        var outcomes = await station.RecordAsync(
            station.Item(), station.Item(known, weightKg: "60"), station.Item(batchId: Guid.CreateVersion7()),
            station.Item(batchId: other.BatchId), station.Item(householdId: other.HouseholdId), station.Item(weightKg: "0"),
            station.Item(takenInAt: LogisticsScenario.Now.AddHours(1)), station.Item(takenInAt: LogisticsScenario.Now.AddDays(-61)));
        Assert.Equal(
            [
                null, "intake_differs", "batch_unknown", "batch_elsewhere", "household_unknown", "out_of_range", "taken_in_out_of_range",
                "taken_in_out_of_range",
            ],
            outcomes.Items.Select(outcome => outcome.Problem?.Code));
        Assert.NotNull(outcomes.Items[0].Intake);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_keeper_records_for_the_own_station_while_it_is_in_use(Engine engine)
    {
        var station = await StationScenario.StartAsync(await services.OnAsync(engine));
        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "not_your_organisation", null, station.KeeperOf(Guid.CreateVersion7()),
            client => client.PostOnceAsync($"{station.Path}/intakes", new { items = new[] { station.Item() } }, ct: Ct));
        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "role_not_allowed", null, station.Network.Supplier,
            client => client.PostOnceAsync($"{station.Path}/intakes", new { items = new[] { station.Item() } }, ct: Ct));
        using (var ended = await station.Network.Office.PostOnceAsync($"{station.Path}/ending", new { }, ct: Ct))
        {
            Assert.Equal(HttpStatusCode.OK, ended.StatusCode);
        }

        // A device tells later what was weighed while the station was in use.
        var outcomes = await station.RecordAsync(station.Item(), station.Item(takenInAt: LogisticsScenario.Now.AddDays(-1)));
        Assert.Equal(["station_not_in_use", null], outcomes.Items.Select(outcome => outcome.Problem?.Code));
        Assert.NotNull(outcomes.Items[1].Intake);
    }
}
