using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Shipments;
using Marketplace.Logistics.Storage;
using Marketplace.Logistics.Tests.Custody;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Shipments;

/// <summary>
/// What an agent has ordered for another unit: the unit that it is for, and that pays, sees it and does with it what the agent may.
/// </summary>
public sealed class ShipmentsOfPrincipalsTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_school_receives_what_its_agent_has_ordered(Engine engine)
    {
        var (scenario, school) = await PlannedAsync(await services.OnAsync(engine));
        await scenario.DispatchAsync();
        await scenario.DeliverAsync();

        using var accepted = await scenario.PostAcceptanceAsync(scenario.Accept(), school);

        Assert.Equal(HttpStatusCode.Created, accepted.StatusCode);
        var told = await scenario.ToldOnceAsync<DeliveryAccepted>(message => message.ShipmentId);
        Assert.Equal(scenario.Order.UnitId, told.UnitId);
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "already_accepted", null, scenario.Purchaser,
            client => scenario.PostAcceptanceAsync(scenario.Accept(), client));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_school_scans_at_its_dock_what_its_agent_has_ordered(Engine engine)
    {
        var (scenario, school) = await PlannedAsync(await services.OnAsync(engine));
        await scenario.DispatchAsync();
        var shipmentId = (await scenario.ViewAsync()).ShipmentId;

        var scanned = await RecordCustodyTests.ScanAsync(school, RecordCustodyTests.Scan(shipmentId, CustodyAct.TakenOver, 0));

        Assert.Null(scanned.Problem);
        Assert.Equal(CustodyHolder.Buyer, scanned.Event!.By);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_school_cancels_what_was_not_sent_and_others_do_not_know_of_it(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var (scenario, school) = await PlannedAsync(logistics);
        var stranger = logistics.Client(Roles.Purchaser, org: Guid.CreateVersion7());
        object body = new { reason = "NotNeeded", orderId = scenario.Order.OrderId };

        await Refused.AsAsync(
            HttpStatusCode.NotFound, "order_not_found", "orderId", stranger,
            client => client.PostOnceAsync("/logistics/cancellations", body, ct: Ct));
        using var cancelled = await school.PostOnceAsync("/logistics/cancellations", body, ct: Ct);

        Assert.Equal(HttpStatusCode.OK, cancelled.StatusCode);
        Assert.Equal(ShipmentState.Cancelled, (await scenario.ViewAsync()).State);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_dispute_is_settled_by_who_pays(Engine engine)
    {
        var (scenario, school) = await PlannedAsync(await services.OnAsync(engine));
        await scenario.DispatchAsync();
        await scenario.DeliverAsync();
        using var raised = await scenario.PostDisputeAsync(scenario.Disputed("40"), school);
        Assert.Equal(HttpStatusCode.Created, raised.StatusCode);
        var dispute = Assert.Single((await scenario.ViewAsync()).Disputes);

        using var proposed = await scenario.PostRulingAsync(dispute.DisputeId, "30", "10", scenario.Supplier);
        Assert.Equal(HttpStatusCode.Accepted, proposed.StatusCode);
        var proposal = await LogisticsScenario.ReadAsync<Platform.Proposals.ProposalView>(HttpStatusCode.Accepted, proposed);
        using var confirmed = await school.PostOnceAsync($"/logistics/proposals/{proposal.ProposalId}/confirmation", new { }, ct: Ct);

        Assert.Equal(HttpStatusCode.OK, confirmed.StatusCode);
        Assert.Equal(DisputeState.Ruled, (await scenario.ViewAsync()).Disputes[0].State);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Own_shipments_and_those_ordered_for_it_are_one_list_in_its_order_page_by_page(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var schoolId = Guid.CreateVersion7();
        var school = logistics.Client(Roles.Purchaser, org: schoolId);
        var expected = new List<Guid>();
        for (var i = 0; i < 5; i++)
        {
            var order = i % 2 == 0 ? Examples.ConfirmedFor(Guid.CreateVersion7(), schoolId, ("100", "38.60")) : OrderedFor(schoolId);
            expected.Insert(0, (await LogisticsScenario.PlannedAsync(logistics, order)).Part.PartId);
        }

        var found = new List<Guid>();
        string? after = null;
        do
        {
            using var answer = await school.GetAsync($"/logistics/shipments?size=2&after={after}", Ct);
            var page = await LogisticsScenario.ReadAsync<Page<ShipmentSummary>>(HttpStatusCode.OK, answer);
            found.AddRange(page.Items.Select(item => item.ShipmentId));
            after = page.Next;
        }
        while (after is not null);

        // All were planned at one instant, so the ids decide.
        Assert.Equal(expected.Order(), found.Order());
        Assert.Equal(expected.Count, found.Distinct().Count());
        using var planned = await school.GetAsync("/logistics/shipments?state=Planned", Ct);
        Assert.Equal(5, (await LogisticsScenario.ReadAsync<Page<ShipmentSummary>>(HttpStatusCode.OK, planned)).Items.Count);
        using var accepted = await school.GetAsync("/logistics/shipments?state=Accepted", Ct);
        Assert.Empty((await LogisticsScenario.ReadAsync<Page<ShipmentSummary>>(HttpStatusCode.OK, accepted)).Items);
    }

    static Contracts.Ordering.OrderConfirmed OrderedFor(Guid schoolId) =>
        Examples.ConfirmedFor(Guid.CreateVersion7(), Guid.CreateVersion7(), ("100", "38.60")) with
        {
            Terms = new OrderTerms { PrincipalUnitId = schoolId },
        };

    static async Task<(LogisticsScenario Scenario, HttpClient School)> PlannedAsync(ServiceUnderTest<LogisticsDb> logistics)
    {
        var schoolId = Guid.CreateVersion7();
        var scenario = await LogisticsScenario.PlannedAsync(logistics, OrderedFor(schoolId));
        return (scenario, logistics.Client(Roles.Purchaser, org: schoolId));
    }
}
