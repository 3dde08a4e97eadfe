using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Logistics.ColdChain;
using Marketplace.Logistics.Performance;
using Marketplace.Logistics.Shipments;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.ColdChain;

/// <summary>POST /logistics/shipments/{shipmentId}/cold-chain/decision, and what an undecided breach stops.</summary>
public sealed class DecideBreachTests(SharedServices services)
{
    static readonly Dictionary<string, string?> LooksOften = new() { ["Acceptance:LookEvery"] = "00:00:00.020" };
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    static readonly DateTimeOffset Then = new(2024, 6, 1, 3, 0, 0, TimeSpan.Zero);

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Silence_waits_for_the_decision_and_accepts_what_is_fit_with_all_its_days(Engine engine)
    {
        var clock = new FixedClock(Then);
        await using var logistics = await SharedServices.StartAsync(engine, clock, LooksOften);
        var scenario = await ColdChainScenario.DispatchedAsync(logistics, Then);
        await scenario.SendAsync(ColdChainScenario.Logged(Then, 5, ColdChainScenario.Warm));
        await scenario.Road.DeliverAsync();
        Assert.Null((await scenario.Road.ViewAsync()).AcceptDueAt);

        clock.Now = Then.AddDays(20);
        var decided = await scenario.DecideAsync("Fit");

        Assert.Equal((ColdChainState.Fit, "沪检〔2026〕88号"), (decided.State, Assert.Single(decided.Decisions).Document));
        Assert.Equal(Then.AddDays(27), (await scenario.Road.ViewAsync()).AcceptDueAt);
        clock.Now = Then.AddDays(27);
        var told = (await scenario.Road.AcceptedAsync(1))[0];
        Assert.Equal([(100m, 0m), (10m, 0m)], told.Lines.Select(line => (line.Accepted.Units, line.Rejected.Units)));
        var line = Assert.Single(told.ColdChain!.Lines);
        Assert.Equal((2L, ColdChainVerdict.Fit, Then.AddDays(20)), (told.ColdChain.Version, line.Verdict, line.DecidedAt));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_breach_that_is_found_after_the_arrival_stops_silence_and_what_is_unfit_silence_rejects(Engine engine)
    {
        var clock = new FixedClock(Then);
        await using var logistics = await SharedServices.StartAsync(engine, clock, LooksOften);
        var scenario = await ColdChainScenario.DispatchedAsync(logistics, Then);
        await scenario.Road.DeliverAsync();
        clock.Now = Then.AddDays(6);
        await scenario.SendAsync(ColdChainScenario.Logged(Then, 5, ColdChainScenario.Warm));
        Assert.Null((await scenario.Road.ViewAsync()).AcceptDueAt);

        // The supplier says so against itself: nobody else is needed.
        Assert.Equal(ColdChainState.Unfit, (await scenario.DecideAsync("Unfit", scenario.Road.Supplier)).State);
        clock.Now = Then.AddDays(13);

        var told = (await scenario.Road.AcceptedAsync(1))[0];
        Assert.Equal([(0m, 100m), (10m, 0m)], told.Lines.Select(line => (line.Accepted.Units, line.Rejected.Units)));
        Assert.Contains("不合格", told.Lines[0].RejectionReason, StringComparison.Ordinal);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_buyer_inspects_without_waiting_and_its_acceptance_tells_of_the_breach(Engine engine)
    {
        var scenario = await ColdChainScenario.DispatchedAsync(await services.OnAsync(engine));
        await scenario.SendAsync(ColdChainScenario.Logged(5, ColdChainScenario.Warm));
        await scenario.Road.DeliverAsync();

        await scenario.Road.AcceptAsync();

        var told = (await scenario.Road.AcceptedAsync(1))[0];
        var line = Assert.Single(told.ColdChain!.Lines);
        Assert.Equal((1L, told.Lines[0].LineId, null), (told.ColdChain.Version, line.LineId, line.Verdict));
        // What was accepted is decided afterwards: for what it may count.
        Assert.Equal(ColdChainState.Fit, (await scenario.DecideAsync("Fit")).State);
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "no_open_breach", null, scenario.Office, client => scenario.PostDecisionAsync("Fit", client));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Fit_is_said_by_an_office_of_where_the_goods_went_with_a_document_and_by_nobody_who_gains(Engine engine)
    {
        var scenario = await ColdChainScenario.DispatchedAsync(await services.OnAsync(engine));
        await scenario.SendAsync(ColdChainScenario.Logged(5, ColdChainScenario.Warm));

        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "supplier_gains", "verdict", scenario.Road.Supplier,
            client => scenario.PostDecisionAsync("Fit", client));
        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "not_your_region", null,
            scenario.Road.Logistics.Client(Roles.Official, region: "513430"),
            client => scenario.PostDecisionAsync("Fit", client));
        await Refused.AsAsync(
            HttpStatusCode.BadRequest, "document_missing", "document", scenario.Office,
            client => scenario.PostDecisionAsync("Fit", client, document: null));
        Assert.Equal(HttpStatusCode.Forbidden, (await scenario.PostDecisionAsync("Unfit", scenario.Road.Carrier)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await scenario.PostDecisionAsync("Fit", scenario.Road.Purchaser)).StatusCode);
        Assert.Equal(ColdChainState.Breached, (await scenario.ViewAsync()).State);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Offices_find_what_waits_for_a_decision_and_read_how_many_had_a_breach(Engine engine)
    {
        await using var logistics = await SharedServices.StartAsync(engine, new FixedClock(LogisticsScenario.Now));
        var (kept, breached) = (await ColdChainScenario.DispatchedAsync(logistics), await ColdChainScenario.DispatchedAsync(logistics));
        await breached.SendAsync(ColdChainScenario.Logged(5, ColdChainScenario.Warm));
        await kept.Road.DeliverAsync();
        await breached.Road.DeliverAsync();
        foreach (var client in new[] { breached.Office, breached.Road.Supplier })
        {
            Assert.Equal([breached.Road.Part.PartId], await BreachedAsync(client));
        }

        await breached.DecideAsync("Unfit");

        Assert.Empty(await BreachedAsync(breached.Office));
        var total = (await LogisticsScenario.ReadAsync<GetPerformance.View>(
            HttpStatusCode.OK,
            await breached.Road.Auditor.GetAsync("/logistics/performance?from=2026-11-21&until=2026-11-21", Ct))).Total;
        Assert.Equal((2, 1), (total.Cold, total.Breached));
    }

    static async Task<IEnumerable<Guid>> BreachedAsync(HttpClient client) =>
        (await LogisticsScenario.ReadAsync<Page<ShipmentSummary>>(
            HttpStatusCode.OK, await client.GetAsync("/logistics/shipments?breached=true", Ct))).Items.Select(item => item.ShipmentId);

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_was_decided_stays_decided_until_another_breach_is_found(Engine engine)
    {
        var scenario = await ColdChainScenario.DispatchedAsync(await services.OnAsync(engine));
        await scenario.SendAsync(ColdChainScenario.Logged(5, ColdChainScenario.Warm));
        await scenario.DecideAsync("Fit");

        // More of the same event, by another logger.
        var same = await scenario.SendAsync(ColdChainScenario.Logged(5, ColdChainScenario.Warm).Select(
            (_, i) => (object)new { deviceId = "TL-02", statedAt = LogisticsScenario.Now.AddHours(-5).AddMinutes(10 * i), celsius = 10 }));
        Assert.Equal((2, ColdChainState.Fit), (same.BreachCount, same.State));

        var another = await scenario.SendAsync(ColdChainScenario.Logged(2, 14, 14, 14));
        Assert.Equal((3, ColdChainState.Breached), (another.BreachCount, another.State));
        await Eventually.EqualAsync(
            3, () => Task.FromResult(scenario.Road.Told<ColdChainPublished>(message => message.ShipmentId).Count), ct: Ct);
        Assert.Equal(
            ["1:", "2:Fit", "3:"],
            scenario.Road.Told<ColdChainPublished>(message => message.ShipmentId).OrderBy(told => told.Version)
                .Select(told => $"{told.Version}:{told.Lines[0].Verdict}"));
    }
}
