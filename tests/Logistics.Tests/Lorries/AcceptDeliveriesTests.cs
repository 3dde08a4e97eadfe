using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Logistics.Domain;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Logistics.Tests.Lorries;

/// <summary>POST /logistics/acceptances.</summary>
public sealed class AcceptDeliveriesTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_dock_accepts_all_shipments_of_a_lorry_line_by_line(Engine engine)
    {
        // CR-01, CR-03: 100 at 38.60 and 3 at 0.335, which is rounded once to 1.01.
        var lorry = await LorryScenario.DeliveredAsync(await services.OnAsync(engine), 3);
        LogisticsScenario[] asked = [.. lorry.Shipments.Reverse()];

        var outcomes = await lorry.AcceptAsync(LorryScenario.Accept(
            LorryScenario.Found(asked[0]), LorryScenario.Found(asked[1], first: "90", firstShort: "10"), LorryScenario.Found(asked[2])));

        LorryScenario.AllDone(outcomes);
        Assert.Equal(asked.Select(shipment => shipment.Part.PartId), outcomes.Items.Select(item => item.ShipmentId!.Value));
        Assert.Equal([386_101L, 347_501, 386_101], outcomes.Items.Select(item => item.Shipment!.AcceptedFen!.Value));
        foreach (var shipment in asked)
        {
            var sheet = Assert.Single((await shipment.ViewAsync()).Acceptances);
            var told = Assert.Single(await shipment.AcceptedAsync(1));
            Assert.Equal((shipment.AcceptanceId, 1, LogisticsScenario.Now), (sheet.AcceptanceId, sheet.AcceptanceNo, sheet.AcceptedAt));
            Assert.Equal((sheet.AcceptanceId, sheet.AcceptedAt), (told.AcceptanceId, told.AcceptedAt));
            Assert.Equal(sheet.AcceptedFen, told.Lines.Sum(line => line.AcceptedFen));
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_bad_shipment_is_refused_as_it_is_alone_and_the_others_are_accepted(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var lorry = await LorryScenario.DeliveredAsync(logistics, 4);
        var ofAnother = await LogisticsScenario.DeliveredAsync(logistics, ("100", "1.00"), ("3", "1.00"));
        var (first, wrong, noId, last) = (lorry.Shipments[0], lorry.Shipments[1], lorry.Shipments[2], lorry.Shipments[3]);

        var outcomes = await lorry.AcceptAsync(LorryScenario.Accept(
            LorryScenario.Found(first), LorryScenario.Found(wrong, first: "99"), LorryScenario.Found(noId, Guid.Empty),
            LorryScenario.Found(ofAnother), LorryScenario.Found(last)));

        Assert.Equal(
            [null, "quantities_do_not_add_up", "id_empty", "shipment_not_found", null],
            outcomes.Items.Select(item => item.Problem?.Code));
        await LorryScenario.RefusedAsAloneAsync(
            outcomes.Items[1], lorry.Purchaser,
            client => wrong.PostAcceptanceAsync(wrong.Accept(("99", "0", "0", null), ("3", "0", "0", null)), client));
        await LorryScenario.RefusedAsAloneAsync(
            outcomes.Items[2], lorry.Purchaser,
            client => noId.PostAcceptanceAsync(
                noId.Changed(noId.Accept(), """{"acceptanceId":"00000000-0000-0000-0000-000000000000"}"""), client));
        await LorryScenario.RefusedAsAloneAsync(
            outcomes.Items[3], lorry.Purchaser, client => ofAnother.PostAcceptanceAsync(ofAnother.Accept(), client));
        await first.AcceptedAsync(1);
        await last.AcceptedAsync(1);
        foreach (var refused in new[] { wrong, noId, ofAnother })
        {
            Assert.Equal(ShipmentState.Delivered, (await refused.ViewAsync()).State);
            Assert.Empty(refused.Told<DeliveryAccepted>(message => message.ShipmentId));
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_shipment_that_only_the_database_refuses_does_not_stop_the_others(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var lorry = await LorryScenario.DeliveredAsync(logistics, 6);
        var taken = await LogisticsScenario.InspectedAsync(logistics);
        LogisticsScenario[] refused = [lorry.Shipments[1], lorry.Shipments[4]];
        // The ids of acceptances that exist: nobody can know before they are saved.
        var other = await LogisticsScenario.InspectedAsync(logistics);
        object[] items =
        [
            .. lorry.Shipments.Select((shipment, i) =>
                LorryScenario.Found(shipment, i == 1 ? taken.AcceptanceId : i == 4 ? other.AcceptanceId : null)),
        ];

        var outcomes = await lorry.AcceptAsync(LorryScenario.Accept(items));

        Assert.Equal(
            [null, "already_exists", null, null, "already_exists", null], outcomes.Items.Select(item => item.Problem?.Code));
        Assert.Equal(lorry.Shipments.Select(shipment => shipment.Part.PartId), outcomes.Items.Select(item => item.ShipmentId!.Value));
        var body = refused[0].Changed(refused[0].Accept(), $$"""{"acceptanceId":"{{taken.AcceptanceId}}"}""");
        await LorryScenario.RefusedAsAloneAsync(outcomes.Items[1], lorry.Purchaser, client => refused[0].PostAcceptanceAsync(body, client));
        foreach (var shipment in lorry.Shipments.Except(refused))
        {
            Assert.Equal(ShipmentState.Accepted, (await shipment.ViewAsync()).State);
            await shipment.AcceptedAsync(1);
        }

        foreach (var shipment in refused)
        {
            Assert.Equal(ShipmentState.Delivered, (await shipment.ViewAsync()).State);
            Assert.Empty(shipment.Told<DeliveryAccepted>(message => message.ShipmentId));
            LorryScenario.AllDone(await lorry.AcceptAsync(LorryScenario.Accept(LorryScenario.Found(shipment))));
            await shipment.AcceptedAsync(1);
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_under_dispute_is_left_out(Engine engine)
    {
        var lorry = await LorryScenario.DeliveredAsync(await services.OnAsync(engine), 2);
        var (disputed, plain) = (lorry.Shipments[0], lorry.Shipments[1]);
        await disputed.DisputeAsync("40");

        var outcomes = await lorry.AcceptAsync(LorryScenario.Accept(
            LorryScenario.Found(disputed, first: "60"), LorryScenario.Found(plain)));

        LorryScenario.AllDone(outcomes);
        Assert.True(Assert.Single(await disputed.AcceptedAsync(1)).IsPartial);
        Assert.Null(Assert.Single(await plain.AcceptedAsync(1)).IsPartial);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_call_sent_twice_has_one_effect_and_one_answer_and_with_a_new_key_it_tells_what_has_happened(Engine engine)
    {
        var lorry = await LorryScenario.DeliveredAsync(await services.OnAsync(engine), 2);
        var body = LorryScenario.Accept([.. lorry.Shipments.Select(shipment => LorryScenario.Found(shipment))]);
        var key = Guid.CreateVersion7().ToString();

        var first = await lorry.PostAcceptanceAsync(body, key: key);
        var again = await lorry.PostAcceptanceAsync(body, key: key);
        var anew = await lorry.AcceptAsync(body);

        LorryScenario.AllDone(await LorryScenario.ReadAsync(first));
        Assert.True(again.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal(await first.Content.ReadAsStringAsync(Ct), await again.Content.ReadAsStringAsync(Ct));
        Assert.All(anew.Items, item => Assert.Equal((409, "already_accepted"), (item.Problem?.Status, item.Problem?.Code)));
        foreach (var shipment in lorry.Shipments)
        {
            await shipment.AcceptedAsync(1);
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_malformed_call_is_refused_as_a_whole(Engine engine)
    {
        var lorry = await LorryScenario.DeliveredAsync(await services.OnAsync(engine), 2);
        var (first, second) = (lorry.Shipments[0], lorry.Shipments[1]);
        (object Body, string Code, string Field)[] cases =
        [
            (LorryScenario.Accept(), "count_out_of_range", "items"),
            (LorryScenario.Accept(LorryScenario.Found(first), LorryScenario.Found(first, Guid.CreateVersion7())), "repeated", "items"),
            (LorryScenario.Accept(LorryScenario.Found(first), LorryScenario.Found(second, first.AcceptanceId)), "repeated", "items"),
            (LorryScenario.Accept(new { shipmentId = first.Part.PartId }), "field_missing", "items[0].acceptanceId"),
        ];

        foreach (var (body, code, field) in cases)
        {
            await LorryScenario.RefusedWholeAsync(code, field, await lorry.PostAcceptanceAsync(body));
        }

        Assert.Equal(ShipmentState.Delivered, (await first.ViewAsync()).State);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Only_a_purchaser_of_the_unit_may_accept(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var lorry = await LorryScenario.DeliveredAsync(logistics, 1);
        var shipment = lorry.Shipments[0];
        var body = LorryScenario.Accept(LorryScenario.Found(shipment));

        foreach (var role in new[] { Roles.Supplier, Roles.Approver, Roles.Carrier, Roles.Official, Roles.Auditor, Roles.Operator })
        {
            var answer = await lorry.PostAcceptanceAsync(body, logistics.Client(role, org: shipment.Order.UnitId));
            await Refused.DetailAsync(HttpStatusCode.Forbidden, "role_not_allowed", null, answer);
        }

        var other = logistics.Client(Roles.Purchaser, org: Guid.CreateVersion7());
        var item = Assert.Single((await lorry.AcceptAsync(body, other)).Items);
        Assert.Equal("shipment_not_found", item.Problem?.Code);
        await LorryScenario.RefusedAsAloneAsync(item, other, client => shipment.PostAcceptanceAsync(shipment.Accept(), client));
        Assert.Equal(ShipmentState.Delivered, (await shipment.ViewAsync()).State);
    }
}
