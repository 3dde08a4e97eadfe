using System.Net;
using Marketplace.Contracts.Logistics;
using Marketplace.Logistics.Domain;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Shipments;

/// <summary>What is not sent in time ends by itself. The clock is moved here, so these services are not shared.</summary>
public sealed class EndUnsentShipmentsTests
{
    static readonly Dictionary<string, string?> LooksOften = new()
    {
        ["Dispatch:LookEvery"] = "00:00:00.020",
        ["Dispatch:WithinDays"] = "10",
    };

    static readonly Dictionary<string, string?> LooksSeldom = new()
    {
        ["Dispatch:LookEvery"] = "01:00:00",
        ["Dispatch:WithinDays"] = "10",
    };

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_shipment_of_which_nothing_was_sent_in_time_ends_and_what_was_sent_goes_on(Engine engine)
    {
        var clock = new FixedClock(LogisticsScenario.Now);
        await using var logistics = await SharedServices.StartAsync(engine, clock, LooksOften);
        var unsent = await LogisticsScenario.PlannedAsync(logistics, ("100", "38.60"), ("5", "2.00"));
        var sent = await LogisticsScenario.DispatchedAsync(logistics);
        var due = (await unsent.ViewAsync()).DispatchDueAt;
        Assert.Equal(LogisticsScenario.Now.AddDays(10), due);
        clock.Now = due.AddMilliseconds(-1);
        var young = await LogisticsScenario.PlannedAsync(logistics);
        clock.Now = due;

        var told = await unsent.ToldOnceAsync<ShipmentCancelled>(message => message.ShipmentId);

        Assert.Equal(
            (CancelledBy.Nobody, ShipmentCancellationReason.NotSentInTime, true, due),
            (told.CancelledBy, told.Reason, told.IsWhole, told.CancelledAt));
        Assert.Equal([3_860_00L, 10_00L], told.Lines.Select(line => line.ReservedFen));
        var view = await unsent.ViewAsync();
        Assert.Equal((ShipmentState.Cancelled, due), (view.State, view.CancelledAt));
        Assert.All(view.Lines, line => Assert.Equal(
            (CancelledBy.Nobody, ShipmentCancellationReason.NotSentInTime), (line.Cancellation!.By, line.Cancellation.Reason)));
        Assert.Equal(ShipmentState.Dispatched, (await sent.ViewAsync()).State);
        Assert.Equal(ShipmentState.Planned, (await young.ViewAsync()).State);
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "already_cancelled", null, unsent.Supplier,
            client => unsent.PostDispatchAsync(unsent.Dispatch(), client));
    }

    [Fact]
    public async Task A_dispatch_that_comes_before_anybody_has_looked_is_in_time()
    {
        var clock = new FixedClock(LogisticsScenario.Now);
        await using var logistics = await SharedServices.StartAsync(Engine.Sqlite, clock, LooksSeldom);
        var scenario = await LogisticsScenario.PlannedAsync(logistics);
        clock.Now = LogisticsScenario.Now.AddDays(11);

        Assert.Equal(ShipmentState.Dispatched, (await scenario.DispatchAsync()).State);
    }

    [Fact]
    public async Task Two_processes_catch_up_what_fell_due_while_none_ran_and_end_each_shipment_once()
    {
        var clock = new FixedClock(LogisticsScenario.Now);
        await using var idle = await SharedServices.StartAsync(Engine.PostgreSql, clock, LooksSeldom);
        List<LogisticsScenario> unsent = [];
        for (var i = 0; i < 60; i++)
        {
            unsent.Add(await LogisticsScenario.PlannedAsync(idle));
        }

        clock.Now = LogisticsScenario.Now.AddDays(40);
        await using var first = await SharedServices.StartOnAsync(idle, clock, LooksOften);
        await using var second = await SharedServices.StartOnAsync(idle, clock, LooksOften);

        foreach (var scenario in unsent)
        {
            await Eventually.EqualAsync(ShipmentState.Cancelled, async () => (await scenario.ViewAsync()).State, ct: Ct);
        }

        await Eventually.EqualAsync(60, () => Task.FromResult(EndedIds().Count), "60 ends told", ct: Ct);
        Assert.Equal(unsent.Select(scenario => scenario.Part.PartId).Order(), EndedIds().Order());

        List<Guid> EndedIds() =>
        [
            .. new[] { idle, first, second }.SelectMany(service => service.Published<ShipmentCancelled>())
                .DistinctBy(message => message.CancellationId).Select(message => message.ShipmentId),
        ];
    }
}
