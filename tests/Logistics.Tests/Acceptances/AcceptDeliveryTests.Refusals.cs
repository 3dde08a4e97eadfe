using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Logistics.Domain;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Logistics.Tests.Acceptances;

/// <content>What is refused.</content>
public sealed partial class AcceptDeliveryTests
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Quantities_that_do_not_add_up_are_refused_with_the_figures(Engine engine)
    {
        var scenario = await LogisticsScenario.DeliveredAsync(
            await services.OnAsync(engine), ("1", "1.00"), ("1", "1.00"), ("100", "50.00"));

        var (zh, en) = await Refused.AsAsync(
            HttpStatusCode.BadRequest,
            "quantities_do_not_add_up",
            "lines[2]",
            scenario.Purchaser,
            client => scenario.PostAcceptanceAsync(
                scenario.Accept(("1", "0", "0", null), ("1", "0", "0", null), ("92", "0", "7", "破损")), client));

        Assert.Equal("第3行：收货 92 + 短少 0 + 拒收 7 = 99，应等于发货 100。", zh);
        Assert.Equal("Line 3: accepted 92 + short 0 + rejected 7 = 99, but 100 was dispatched; the sum must be the same.", en);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Bad_input_is_refused_and_changes_nothing(Engine engine)
    {
        var scenario = await LogisticsScenario.DeliveredAsync(await services.OnAsync(engine), ("100", "38.60"), ("3", "0.335"));
        var before = await scenario.ViewAsync();
        var good = scenario.Accept(("100", "0", "0", null), ("3", "0", "0", null));
        const string Second = """{"lineId":"L2","accepted":"3","short":"0","rejected":"0"}""";
        (string Change, string Code, string Field)[] cases =
        [
            ("""{"acceptanceId":"00000000-0000-0000-0000-000000000000"}""", "id_empty", "acceptanceId"),
            ("""{"acceptanceId":null}""", "json_wrong_type", "acceptanceId"),
            ("""{"acceptedAt":"2026-01-01T00:00:00Z"}""", "field_unknown", "acceptedAt"),
            ("""{"lines":[]}""", "count_out_of_range", "lines"),
            ($$"""{"lines":[{{Second}}]}""", "line_missing", "lines"),
            ($$"""{"lines":[{{Second}},{{Second}}]}""", "line_repeated", "lines[1].lineId"),
            (
                $$"""{"lines":[{{Second}},{"lineId":"01985000-0000-7000-8000-000000000000","accepted":"1","short":"0","rejected":"0"}]}""",
                "line_unknown",
                "lines[1].lineId"),
            ($$"""{"lines":[{{Second}},{"lineId":"L1","accepted":"110","short":"-10","rejected":"0"}]}""", "quantity_negative", "lines[1]"),
            (
                $$"""{"lines":[{{Second}},{"lineId":"L1","accepted":"1000000000000","short":"0","rejected":"0"}]}""",
                "quantities_do_not_add_up",
                "lines[1]"),
            (
                $$"""{"lines":[{{Second}},{"lineId":"L1","accepted":"99.9999","short":"0.0001","rejected":"0"}]}""",
                "json_wrong_type",
                "lines[1].accepted"),
            (
                $$"""{"lines":[{{Second}},{"lineId":"L1","accepted":100,"short":"0","rejected":"0"}]}""",
                "json_wrong_type",
                "lines[1].accepted"),
            ($$"""{"lines":[{{Second}},{"lineId":"L1","accepted":"100","rejected":"0"}]}""", "field_missing", "lines[1].short"),
            (
                $$"""{"lines":[{{Second}},{"lineId":"L1","accepted":"99","short":"0","rejected":"1"}]}""",
                "rejection_reason_missing",
                "lines[1].rejectionReason"),
            (
                $$"""{"lines":[{{Second}},{"lineId":"L1","accepted":"99","short":"0","rejected":"1","rejectionReason":" "}]}""",
                "text_blank",
                "lines[1].rejectionReason"),
            (
                $$"""
                {"lines":[{{Second}},{"lineId":"L1","accepted":"99","short":"0","rejected":"1",
                "rejectionReason":"{{new string('坏', 201)}}"}]}
                """,
                "text_too_long",
                "lines[1].rejectionReason"),
            (
                $$"""{"lines":[{{Second}},{"lineId":"L1","accepted":"100","short":"0","rejected":"0","rejectionReason":"破损"}]}""",
                "rejection_reason_needless",
                "lines[1].rejectionReason"),
        ];

        foreach (var (change, code, field) in cases)
        {
            var body = scenario.Changed(good, change);
            await Refused.AsAsync(
                HttpStatusCode.BadRequest, code, field, scenario.Purchaser, client => scenario.PostAcceptanceAsync(body, client));
        }

        var tooMany = scenario.Changed(good, $$"""{"lines":[{{string.Join(',', Enumerable.Repeat(Second, 501))}}]}""");
        await Refused.AsAsync(HttpStatusCode.BadRequest, "count_out_of_range", "lines", scenario.Purchaser, client =>
            scenario.PostAcceptanceAsync(tooMany, client));

        Assert.Equivalent(before, await scenario.ViewAsync(), strict: true);
        Assert.Empty(scenario.Told<DeliveryAccepted>(message => message.ShipmentId));
        await using var scope = scenario.Logistics.OpenDb(out var db);
        Assert.False(await db.Acceptances.AnyAsync(known => known.ShipmentId == scenario.Part.PartId, Ct));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_has_not_arrived_can_not_be_accepted(Engine engine)
    {
        var scenario = await LogisticsScenario.PlannedAsync(await services.OnAsync(engine));

        await Refused.AsAsync(HttpStatusCode.Conflict, "not_delivered", null, scenario.Purchaser, client => scenario.PostAcceptanceAsync(
            scenario.Accept(), client));
        await scenario.DispatchAsync();
        await Refused.AsAsync(HttpStatusCode.Conflict, "not_delivered", null, scenario.Purchaser, client => scenario.PostAcceptanceAsync(
            scenario.Accept(), client));
        await scenario.DeliverAsync();

        await scenario.AcceptAsync();
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Only_a_purchaser_of_the_unit_may_accept(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var scenario = await LogisticsScenario.DeliveredAsync(logistics);

        await Refused.AsAsync(
            HttpStatusCode.NotFound,
            "shipment_not_found",
            null,
            logistics.Client(Roles.Purchaser, org: Guid.CreateVersion7()),
            client => scenario.PostAcceptanceAsync(scenario.Accept(), client));
        foreach (var role in new[] { Roles.Supplier, Roles.Carrier, Roles.Approver, Roles.Official, Roles.Auditor, Roles.Operator })
        {
            await Refused.AsAsync(
                HttpStatusCode.Forbidden, "role_not_allowed", null, logistics.Client(role, org: scenario.Order.UnitId),
                client => scenario.PostAcceptanceAsync(scenario.Accept(), client));
        }

        // The supplier must not accept its own goods, whatever other role it holds.
        var seller = logistics.ClientWith(
            TestTokens.Of([Roles.Supplier, Roles.Purchaser], org: $"{scenario.Part.SupplierId}"));
        await Refused.AsAsync(HttpStatusCode.Forbidden, "one_role_a_token", null, seller, client => scenario.PostAcceptanceAsync(
            scenario.Accept(), client));

        Assert.Equal(ShipmentState.Delivered, (await scenario.ViewAsync()).State);
    }
}
