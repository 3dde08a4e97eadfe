using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Logistics.Carriers;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Shipments;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Acceptances;

/// <summary>Silence accepts (CR-01). The clock is moved here, so these services are not shared.</summary>
public sealed class AcceptSilentDeliveriesTests
{
    static readonly Dictionary<string, string?> LooksOften = new() { ["Acceptance:LookEvery"] = "00:00:00.020" };
    static readonly Dictionary<string, string?> LooksSeldom = new() { ["Acceptance:LookEvery"] = "01:00:00" };
    static readonly DateTimeOffset Delivered = new(2024, 6, 1, 3, 0, 0, TimeSpan.Zero);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_delivery_about_which_the_buyer_is_silent_is_accepted_a_week_after_its_proof(Engine engine)
    {
        // EC-21.
        var clock = new FixedClock(Delivered);
        await using var logistics = await SharedServices.StartAsync(engine, clock, LooksOften);
        var scenario = await DeliveredAsync(logistics, ("100", "38.60"), ("50", "1.00"));
        Assert.Equal(Delivered.AddDays(7), (await scenario.ViewAsync()).AcceptDueAt);

        clock.Now = Delivered.AddDays(7).AddMilliseconds(-1);
        var young = await DeliveredAsync(logistics, ("1", "1.00"));
        clock.Now = Delivered.AddDays(7);

        var told = (await scenario.AcceptedAsync(1))[0];
        Assert.Equal((true, "auto", Delivered.AddDays(7)), (told.IsAutomatic, told.AcceptedBy, told.AcceptedAt));
        Assert.Equal(new DateOnly(2024, 6, 8), BusinessDay.Of(told.AcceptedAt));
        Assert.Equal(
            [(100m, 0m, 3_860_00L), (50m, 0m, 50_00L)],
            told.Lines.Select(line => (line.Accepted.Units, line.Rejected.Units, line.AcceptedFen)));
        var view = await scenario.ViewAsync();
        Assert.Equal((ShipmentState.Accepted, 3_910_00L), (view.State, view.AcceptedFen));
        Assert.Equal(
            (true, false, new DateOnly(2024, 6, 8)),
            (view.Acceptances[0].IsAutomatic, view.Acceptances[0].IsPartial, view.Acceptances[0].RecognitionDate));
        Assert.Equal(ShipmentState.Delivered, (await young.ViewAsync()).State);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_fell_due_some_time_ago_is_accepted_as_of_its_own_day(Engine engine)
    {
        var clock = new FixedClock(Delivered);
        await using var logistics = await SharedServices.StartAsync(engine, clock, LooksOften);
        var first = await DeliveredAsync(logistics, ("100", "38.60"));
        clock.Now = Delivered.AddDays(2);
        var second = await DeliveredAsync(logistics, ("1", "1.00"));

        clock.Now = Delivered.AddDays(30);

        Assert.Equal(Delivered.AddDays(7), (await first.AcceptedAsync(1))[0].AcceptedAt);
        Assert.Equal(Delivered.AddDays(9), (await second.AcceptedAsync(1))[0].AcceptedAt);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Whoever_comes_too_late_is_told_what_has_happened_although_nobody_has_looked_yet(Engine engine)
    {
        var clock = new FixedClock(Delivered);
        await using var logistics = await SharedServices.StartAsync(engine, clock, LooksSeldom);
        var scenario = await DeliveredAsync(logistics, ("100", "38.60"));
        clock.Now = Delivered.AddDays(7);

        var (zh, en) = await Refused.AsAsync(
            HttpStatusCode.Conflict, "accepted_by_silence", null, scenario.Purchaser,
            client => scenario.PostAcceptanceAsync(scenario.Accept(), client));
        Assert.Contains("已于 2024-06-08 11:00:00（北京时间）自动验收", zh, StringComparison.Ordinal);
        Assert.Contains("2024-06-08 11:00:00 (UTC+8)", en, StringComparison.Ordinal);
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "accepted_by_silence", null, scenario.Purchaser,
            client => scenario.PostDisputeAsync(scenario.Disputed("1"), client));
    }

    [Fact]
    public async Task A_process_that_starts_after_days_in_which_none_ran_catches_up()
    {
        var clock = new FixedClock(Delivered);
        await using var idle = await SharedServices.StartAsync(Engine.PostgreSql, clock, LooksSeldom);
        var scenario = await DeliveredAsync(idle, ("100", "38.60"));
        clock.Now = Delivered.AddDays(30);

        await using var started = await SharedServices.StartOnAsync(idle, clock, LooksOften);

        await Eventually.EqualAsync(ShipmentState.Accepted, async () => (await scenario.ViewAsync()).State, ct: Ct);
        Assert.Equal(Delivered.AddDays(7), (await scenario.ViewAsync()).AcceptedAt);
    }

    [Fact]
    public async Task Two_instances_on_one_database_accept_each_delivery_once()
    {
        var clock = new FixedClock(Delivered);
        await using var first = await SharedServices.StartAsync(Engine.PostgreSql, clock, LooksOften);
        await using var second = await SharedServices.StartOnAsync(first, clock, LooksOften);
        List<LogisticsScenario> roads = [];
        for (var i = 0; i < 60; i++)
        {
            roads.Add(await DeliveredAsync(first, ("1", "1.00")));
        }

        clock.Now = Delivered.AddDays(8);

        await Eventually.EqualAsync(60, () => Task.FromResult(AcceptedIds().Count), "60 acceptances told", ct: Ct);
        Assert.Equal(60, AcceptedIds().Distinct().Count());
        Assert.Equal(roads.Select(scenario => scenario.Part.PartId).Order(), AcceptedIds().Order());

        List<Guid> AcceptedIds() =>
        [
            .. first.Published<DeliveryAccepted>().Concat(second.Published<DeliveryAccepted>()).Select(message => message.ShipmentId),
        ];
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Silence_accepts_no_more_than_the_tolerance_allows_and_as_late_as_is_configured(Engine engine)
    {
        // EC-50.
        var clock = new FixedClock(Delivered);
        await using var logistics = await SharedServices.StartAsync(
            engine, clock, new(LooksOften) { ["Acceptance:AutoAcceptDays"] = "10", ["Acceptance:OverDeliveryTolerance"] = "0.03" });
        var scenario = await LogisticsScenario.PlannedAsync(
            logistics, Examples.Confirmed(("500", "5.80")) with { ConfirmedAt = Delivered.AddDays(-2) });
        await scenario.DispatchAsync("520");
        await scenario.DeliverAsync();

        clock.Now = Delivered.AddDays(10);

        var told = (await scenario.AcceptedAsync(1))[0];
        Assert.Equal((515m, 5m, Delivered.AddDays(10)), (told.Lines[0].Accepted.Units, told.Lines[0].Rejected.Units, told.AcceptedAt));
        Assert.Contains("tolerance", told.Lines[0].RejectionReason!, StringComparison.Ordinal);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_disputed_waits_for_its_ruling_while_silence_accepts_the_rest(Engine engine)
    {
        // EC-22: 8 of 100 boxes.
        var clock = new FixedClock(Delivered);
        await using var logistics = await SharedServices.StartAsync(engine, clock, LooksOften);
        var scenario = await DeliveredAsync(logistics, ("100", "38.60"));
        clock.Now = Delivered.AddDays(6);
        var dispute = await scenario.DisputeAsync("8");
        clock.Now = Delivered.AddDays(8);

        var rest = (await scenario.AcceptedAsync(1))[0];
        Assert.Equal(
            (92m, 92m, 3_551_20L, true),
            (rest.Lines[0].Accepted.Units, rest.Lines[0].Dispatched.Units, rest.Lines[0].AcceptedFen, rest.IsPartial));
        Assert.Equal((Delivered.AddDays(7), 3_551_20L), (rest.AcceptedAt, rest.Lines[0].OrderedFen));
        Assert.Equal(92m, rest.Lines[0].Batches.Sum(batch => batch.Quantity.Units));

        clock.Now = Delivered.AddDays(12);
        await scenario.RuleAsync(dispute.DisputeId, "5", "3");
        var ruled = (await scenario.AcceptedAsync(2))[1];
        Assert.Equal((2, null, null, Delivered.AddDays(12)), (ruled.AcceptanceNo, ruled.IsPartial, ruled.IsAutomatic, ruled.AcceptedAt));
        Assert.Equal((8m, 5m, 3m), (ruled.Lines[0].Dispatched.Units, ruled.Lines[0].Accepted.Units, ruled.Lines[0].Rejected.Units));
        Assert.Equal(
            (193_00L, 308_80L, 8m),
            (ruled.Lines[0].AcceptedFen, ruled.Lines[0].OrderedFen, ruled.Lines[0].Batches.Sum(batch => batch.Quantity.Units)));
        var view = await scenario.ViewAsync();
        Assert.Equal((ShipmentState.Accepted, 3_744_20L, 2), (view.State, view.AcceptedFen, view.Acceptances.Count));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Silence_does_not_accept_what_a_carrier_brought_that_is_found_to_be_related_to_the_supplier_before(Engine engine)
    {
        var clock = new FixedClock(Delivered);
        await using var logistics = await SharedServices.StartAsync(engine, clock, LooksOften);
        var (scenario, other) = (await DeliveredAsync(logistics, ("100", "38.60")), await DeliveredAsync(logistics, ("1", "1.00")));
        clock.Now = Delivered.AddDays(6);
        await FindRelatedAsync(logistics, scenario);
        clock.Now = Delivered.AddDays(7);

        await Eventually.EqualAsync(Carriage.Related, async () => (await scenario.ViewAsync()).Carriage, ct: Ct);
        Assert.Equal(Delivered.AddDays(7), (await other.AcceptedAsync(1))[0].AcceptedAt);
        var view = await scenario.ViewAsync();
        Assert.Equal((ShipmentState.Delivered, null), (view.State, view.AcceptDueAt));

        // From the buyer's confirmation it has its week.
        await LogisticsScenario.ReadAsync<ShipmentSummary>(
            HttpStatusCode.OK, await scenario.Purchaser.PostOnceAsync($"{scenario.Path}/arrival", new { }, ct: Ct));
        clock.Now = Delivered.AddDays(14);
        Assert.Equal(Delivered.AddDays(14), (await scenario.AcceptedAsync(1))[0].AcceptedAt);
    }

    /// <summary>The office of its county adds a relation that the carrier has concealed.</summary>
    static async Task FindRelatedAsync(ServiceUnderTest<LogisticsDb> logistics, LogisticsScenario scenario) =>
        await LogisticsScenario.ReadAsync<CarrierView>(
            HttpStatusCode.OK,
            await logistics.Office().PutIfMatchAsync(
                $"{NewCarrier.Path}/{scenario.CarrierId}",
                new { name = "某物流", regionId = RegisteredCarriers.Jinyang, relatedTo = new[] { scenario.Part.SupplierId } },
                1, Ct));

    static async Task<LogisticsScenario> DeliveredAsync(
        ServiceUnderTest<LogisticsDb> logistics, params (string Quantity, string Price)[] lines)
    {
        var scenario = await LogisticsScenario.PlannedAsync(
            logistics, Examples.Confirmed(lines) with { ConfirmedAt = Delivered.AddDays(-2) });
        await scenario.DispatchAsync();
        await scenario.DeliverAsync();
        return scenario;
    }
}
