using System.Net;
using Marketplace.Contracts;
using Marketplace.Logistics.Disputes;
using Marketplace.Logistics.Domain;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Disputes;

/// <summary>POST /logistics/shipments/{shipmentId}/disputes (CR-01).</summary>
public sealed class RaiseDisputeTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_buyer_disputes_some_of_a_line_and_accepts_the_rest(Engine engine)
    {
        var scenario = await LogisticsScenario.DeliveredAsync(await services.OnAsync(engine), ("100", "38.60"), ("10", "1.00"));

        var dispute = await scenario.DisputeAsync("8");
        Assert.Equal(
            (scenario.Part.PartId, 1, DisputeState.Open, LogisticsScenario.Now, "test-purchaser"),
            (dispute.ShipmentId, dispute.LineNumber, dispute.State, dispute.RaisedAt, dispute.RaisedBy));
        var (zh, en) = await Refused.AsAsync(
            HttpStatusCode.BadRequest,
            "quantities_do_not_add_up",
            "lines[0]",
            scenario.Purchaser,
            client => scenario.PostAcceptanceAsync(scenario.Accept(("100", "0", "0", null), ("10", "0", "0", null)), client));
        Assert.Contains("应等于发货 100 减去异议中的 8", zh, StringComparison.Ordinal);
        Assert.Contains("8 of which is under dispute", en, StringComparison.Ordinal);

        var rest = await scenario.AcceptAsync(("90", "1", "1", "破损"), ("10", "0", "0", null));
        Assert.Equal((1, true, false), (rest.AcceptanceNo, rest.IsPartial, rest.IsAutomatic));
        var sheet = await scenario.RuleAsync(dispute.DisputeId, "8", "0");
        Assert.Equal((2, false, 308_80L), (sheet.AcceptanceNo, sheet.IsPartial, sheet.AcceptedFen));

        var told = await scenario.AcceptedAsync(2);
        // What the order reserved is settled completely, and never less than is to be paid.
        Assert.Equal(3_860_00L, told.SelectMany(message => message.Lines).Where(line => line.LineNumber == 1).Sum(line => line.OrderedFen));
        Assert.All(told.SelectMany(message => message.Lines), line => Assert.True(line.AcceptedFen <= line.OrderedFen));
        Assert.Single(told[1].Lines);
        var seen = await LogisticsScenario.ReadAsync<DisputeView>(
            HttpStatusCode.OK, await scenario.Auditor.GetAsync($"/logistics/disputes/{dispute.DisputeId}", Ct));
        Assert.Equal((DisputeState.Ruled, 2, "经查，部分箱内变质"), (seen.State, seen.AcceptanceNo, seen.Note));
        Assert.Equivalent(seen, Assert.Single((await scenario.ViewAsync()).Disputes), strict: true);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Bad_disputes_are_refused(Engine engine)
    {
        var scenario = await LogisticsScenario.DispatchedAsync(await services.OnAsync(engine));
        await RefusedAsync(scenario, scenario.Disputed("1"), HttpStatusCode.Conflict, "not_delivered", null);
        await scenario.DeliverAsync();

        foreach (var quantity in (string[])["0", "-1", "100.001"])
        {
            await RefusedAsync(scenario, scenario.Disputed(quantity), HttpStatusCode.BadRequest, "quantity_out_of_range", "quantity");
        }

        var unknown = new { disputeId = Guid.CreateVersion7(), lineId = Guid.CreateVersion7(), quantity = "1", reason = "疑" };
        await RefusedAsync(scenario, unknown, HttpStatusCode.BadRequest, "line_unknown", "lineId");
        var dispute = await scenario.DisputeAsync("8");
        await RefusedAsync(scenario, scenario.Disputed("92.001"), HttpStatusCode.BadRequest, "quantity_out_of_range", "quantity");
        await scenario.RuleAsync(dispute.DisputeId, "5", "3");
        await scenario.AcceptAsync(("92", "0", "0", null));
        await RefusedAsync(scenario, scenario.Disputed("1"), HttpStatusCode.Conflict, "already_accepted", null);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Only_the_buyer_disputes(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var scenario = await LogisticsScenario.DeliveredAsync(logistics);
        await Refused.AsAsync(
            HttpStatusCode.NotFound,
            "shipment_not_found",
            null,
            logistics.Client(Roles.Purchaser, org: Guid.CreateVersion7()),
            client => scenario.PostDisputeAsync(scenario.Disputed("1"), client));
        await Refused.AsAsync(HttpStatusCode.Forbidden, "role_not_allowed", null, scenario.Supplier, client => scenario.PostDisputeAsync(
            scenario.Disputed("1"), client));
        var seller = logistics.ClientWith(
            TestTokens.Of([Roles.Supplier, Roles.Purchaser], org: $"{scenario.Part.SupplierId}"));
        await Refused.AsAsync(HttpStatusCode.Forbidden, "one_role_a_token", null, seller, client => scenario.PostDisputeAsync(
            scenario.Disputed("1"), client));
    }

    static Task<(string Zh, string En)> RefusedAsync(
        LogisticsScenario scenario, object body, HttpStatusCode status, string code, string? field) =>
        Refused.AsAsync(status, code, field, scenario.Purchaser, client => scenario.PostDisputeAsync(body, client));
}
