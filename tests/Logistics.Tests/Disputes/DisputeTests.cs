using System.Net;
using Marketplace.Contracts;
using Marketplace.Logistics.Disputes;
using Marketplace.Logistics.Domain;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Xunit;

namespace Marketplace.Logistics.Tests.Disputes;

/// <summary>POST /logistics/shipments/{shipmentId}/disputes, POST /logistics/disputes/{disputeId}/ruling, and who sees them (CR-01).</summary>
public sealed class DisputeTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_buyer_disputes_some_of_a_line_and_accepts_the_rest(Engine engine)
    {
        var road = await LogisticsScenario.DeliveredAsync(await services.OnAsync(engine), ("100", "38.60"), ("10", "1.00"));

        var dispute = await road.DisputeAsync("8");
        Assert.Equal((road.Part.PartId, 1, DisputeState.Open, LogisticsScenario.Now, "test-purchaser"), (dispute.ShipmentId, dispute.LineNumber, dispute.State, dispute.RaisedAt, dispute.RaisedBy));
        var (zh, en) = await Refused.AsAsync(
            HttpStatusCode.BadRequest,
            "quantities_do_not_add_up",
            "lines[0]",
            road.Purchaser,
            client => road.PostAcceptanceAsync(road.Accept(("100", "0", "0", null), ("10", "0", "0", null)), client));
        Assert.Contains("应等于发货 100 减去争议中的 8", zh, StringComparison.Ordinal);
        Assert.Contains("8 of which is under dispute", en, StringComparison.Ordinal);

        var rest = await road.AcceptAsync(("90", "1", "1", "破损"), ("10", "0", "0", null));
        Assert.Equal((1, true, false), (rest.AcceptanceNo, rest.IsPartial, rest.IsAutomatic));
        var sheet = await road.RuleAsync(dispute.DisputeId, "8", "0");
        Assert.Equal((2, false, 308_80L), (sheet.AcceptanceNo, sheet.IsPartial, sheet.AcceptedFen));

        var told = await road.AcceptedAsync(2);
        // What the order reserved is settled completely, and never less than is to be paid.
        Assert.Equal(3_860_00L, told.SelectMany(message => message.Lines).Where(line => line.LineNumber == 1).Sum(line => line.OrderedFen));
        Assert.All(told.SelectMany(message => message.Lines), line => Assert.True(line.AcceptedFen <= line.OrderedFen));
        Assert.Single(told[1].Lines);
        var seen = await LogisticsScenario.ReadAsync<DisputeView>(HttpStatusCode.OK, await road.Supplier.GetAsync($"/logistics/disputes/{dispute.DisputeId}", Ct));
        Assert.Equal((DisputeState.Ruled, 2, "经查，部分箱内变质"), (seen.State, seen.AcceptanceNo, seen.Note));
        Assert.Equivalent(seen, Assert.Single((await road.ViewAsync()).Disputes), strict: true);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task When_all_is_disputed_the_last_ruling_closes_the_shipment(Engine engine)
    {
        var road = await LogisticsScenario.PlannedAsync(await services.OnAsync(engine), ("100", "38.60"), ("10", "1.00"));
        await road.DispatchAsync("100", "0");
        await road.DeliverAsync();
        var first = await road.DisputeAsync("60");
        var second = await road.DisputeAsync("40");

        Assert.Null((await road.ViewAsync()).AcceptDueAt);
        await Refused.AsAsync(
            HttpStatusCode.Conflict,
            "all_disputed",
            null,
            road.Purchaser,
            client => road.PostAcceptanceAsync(road.Accept(("0", "0", "0", null), ("0", "0", "0", null)), client));
        await road.RuleAsync(first.DisputeId, "0", "60");
        Assert.Equal(ShipmentState.Delivered, (await road.ViewAsync()).State);
        await road.RuleAsync(second.DisputeId, "40", "0");

        Assert.Equal((ShipmentState.Accepted, 1_544_00L), ((await road.ViewAsync()).State, (await road.ViewAsync()).AcceptedFen));
        var told = await road.AcceptedAsync(2);
        Assert.Equal([true, null], told.Select(message => message.IsPartial));
        // The line of which nothing was sent is closed too, so that what was reserved for it is free again.
        Assert.Equal([1, 2], told[1].Lines.Select(line => line.LineNumber));
        Assert.Equal(3_860_00L + 10_00L, told.SelectMany(message => message.Lines).Sum(line => line.OrderedFen));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Bad_disputes_and_rulings_are_refused(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var road = await LogisticsScenario.DispatchedAsync(logistics);
        await Refused.AsAsync(HttpStatusCode.Conflict, "not_delivered", null, road.Purchaser, client => road.PostDisputeAsync(road.Disputed("1"), client));
        await road.DeliverAsync();

        foreach (var quantity in (string[])["0", "-1", "100.001"])
        {
            await Refused.AsAsync(
                HttpStatusCode.BadRequest, "quantity_out_of_range", "quantity", road.Purchaser, client => road.PostDisputeAsync(road.Disputed(quantity), client));
        }

        var strange = new { disputeId = Guid.CreateVersion7(), lineId = Guid.CreateVersion7(), quantity = "1", reason = "疑" };
        await Refused.AsAsync(HttpStatusCode.BadRequest, "line_unknown", "lineId", road.Purchaser, client => road.PostDisputeAsync(strange, client));
        var dispute = await road.DisputeAsync("8");
        await Refused.AsAsync(
            HttpStatusCode.BadRequest, "quantity_out_of_range", "quantity", road.Purchaser, client => road.PostDisputeAsync(road.Disputed("92.001"), client));

        var official = logistics.Client(Roles.Official, region: "513430", tier: "County");
        foreach (var (accepted, rejected) in ((string, string)[])[("5", "2"), ("9", "-1"), ("-1", "9")])
        {
            await Refused.AsAsync(
                HttpStatusCode.BadRequest,
                "quantities_do_not_add_up",
                "accepted",
                official,
                client => road.PostRulingAsync(dispute.DisputeId, accepted, rejected, client));
        }

        await road.RuleAsync(dispute.DisputeId, "5", "3");
        await Refused.AsAsync(HttpStatusCode.Conflict, "already_ruled", null, official, client => road.PostRulingAsync(dispute.DisputeId, "8", "0", client));
        await road.AcceptAsync(("92", "0", "0", null));
        await Refused.AsAsync(HttpStatusCode.Conflict, "already_accepted", null, road.Purchaser, client => road.PostDisputeAsync(road.Disputed("1"), client));
        Assert.Equal([true, null], (await road.AcceptedAsync(2)).Select(message => message.IsPartial));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Only_the_buyer_disputes_and_only_officials_whom_it_concerns_and_operators_rule(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var road = await LogisticsScenario.DeliveredAsync(logistics);
        await Refused.AsAsync(
            HttpStatusCode.NotFound,
            "shipment_not_found",
            null,
            logistics.Client(Roles.Purchaser, org: Guid.CreateVersion7()),
            client => road.PostDisputeAsync(road.Disputed("1"), client));
        await Refused.AsAsync(HttpStatusCode.Forbidden, "role_not_allowed", null, road.Supplier, client => road.PostDisputeAsync(road.Disputed("1"), client));
        var seller = logistics.Client($"{Roles.Supplier} {Roles.Purchaser}", org: road.Part.SupplierId);
        await Refused.AsAsync(HttpStatusCode.Forbidden, "not_your_organisation", null, seller, client => road.PostDisputeAsync(road.Disputed("1"), client));

        var dispute = await road.DisputeAsync("8");
        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "role_not_allowed", null, road.Purchaser, client => road.PostRulingAsync(dispute.DisputeId, "8", "0", client));
        await Refused.AsAsync(
            HttpStatusCode.NotFound,
            "dispute_not_found",
            null,
            logistics.Client(Roles.Official, region: "330212", tier: "County"),
            client => road.PostRulingAsync(dispute.DisputeId, "8", "0", client));
        Assert.Equal(HttpStatusCode.OK, (await road.PostRulingAsync(dispute.DisputeId, "8", "0", logistics.Client(Roles.Operator))).StatusCode);

        foreach (var party in (HttpClient[])[road.Supplier, road.Carrier, road.Purchaser, road.Auditor])
        {
            var list = await LogisticsScenario.ReadAsync<Page<DisputeView>>(HttpStatusCode.OK, await party.GetAsync($"/logistics/disputes?state=Ruled&shipmentId={road.Part.PartId}", Ct));
            Assert.Equal(dispute.DisputeId, Assert.Single(list.Items).DisputeId);
        }

        var stranger = logistics.Client(Roles.Supplier, org: Guid.CreateVersion7());
        Assert.Empty((await LogisticsScenario.ReadAsync<Page<DisputeView>>(HttpStatusCode.OK, await stranger.GetAsync("/logistics/disputes", Ct))).Items);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/logistics/disputes/{dispute.DisputeId}", Ct)).StatusCode);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Of_two_rulings_at_once_one_counts(Engine engine)
    {
        var road = await LogisticsScenario.DeliveredAsync(await services.OnAsync(engine));
        var dispute = await road.DisputeAsync("8");

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => road.PostRulingAsync(dispute.DisputeId, $"{i}", $"{8 - i}")));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(5, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
        await road.AcceptedAsync(1);
    }
}
