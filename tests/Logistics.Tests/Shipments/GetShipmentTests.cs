using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Logistics.Tests.Shipments;

/// <summary>GET /logistics/shipments/{shipmentId}: who sees which shipment.</summary>
public sealed class GetShipmentTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Those_who_have_to_do_with_it_see_it(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var scenario = await LogisticsScenario.DispatchedAsync(logistics);
        HttpClient[] parties =
        [
            scenario.Supplier,
            scenario.Carrier,
            scenario.Purchaser,
            logistics.Client(Roles.Approver, org: scenario.Order.UnitId),
            logistics.Client(Roles.Auditor),
            logistics.Client(Roles.Operator),
            // By the unit's region, by where the goods go, and by where they come from, at every level.
            logistics.Client(Roles.Official, region: "330211", tier: "County"),
            logistics.Client(Roles.Official, region: "330200", tier: "City"),
            logistics.Client(Roles.Official, region: "310000", tier: "Province"),
            logistics.Client(Roles.Official, region: "513430", tier: "County"),
            logistics.Client(Roles.Official, region: "510000", tier: "Province"),
            logistics.Client(Roles.Official, tier: "Nation"),
        ];

        foreach (var party in parties)
        {
            Assert.Equal(HttpStatusCode.OK, (await party.GetAsync(scenario.Path, Ct)).StatusCode);
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Strangers_do_not_see_it(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var planned = await LogisticsScenario.PlannedAsync(logistics);
        var dispatched = await LogisticsScenario.DispatchedAsync(logistics);
        foreach (var scenario in new[] { planned, dispatched })
        {
            HttpClient[] strangers =
            [
                logistics.Client(Roles.Supplier, org: Guid.CreateVersion7()),
                logistics.Client(Roles.Purchaser, org: Guid.CreateVersion7()),
                logistics.Client(Roles.Approver, org: Guid.CreateVersion7()),
                logistics.Client(Roles.Carrier, org: Guid.CreateVersion7()),
                // A planned shipment has no carrier; neither has a caller without an organisation.
                logistics.Client(Roles.Carrier),
                logistics.Client(Roles.Supplier),
                logistics.Client(Roles.Purchaser),
                logistics.Client(Roles.Official),
                // 鄞州, 杭州, 布拖: neighbours of those whom it concerns.
                logistics.Client(Roles.Official, region: "330212", tier: "County"),
                logistics.Client(Roles.Official, region: "330100", tier: "City"),
                logistics.Client(Roles.Official, region: "513429", tier: "County"),
                logistics.Client(Roles.Official, region: "3302", tier: "City"),
                // A region counts for officials only, and an organisation only in the role that it is given for.
                logistics.Client(Roles.Supplier, org: Guid.CreateVersion7(), region: "330211"),
                logistics.Client(Roles.Purchaser, org: scenario.Part.SupplierId),
                logistics.Client(Roles.Supplier, org: scenario.Order.UnitId),
                logistics.Client(Roles.Supplier, org: scenario.CarrierId),
                logistics.Client(Roles.Carrier, org: scenario.Order.UnitId),
            ];

            foreach (var stranger in strangers)
            {
                await Refused.AsAsync(
                    HttpStatusCode.NotFound, "shipment_not_found", null, stranger, client => client.GetAsync(scenario.Path, Ct));
            }
        }

        // The carrier that will be named is a stranger until it is.
        await Refused.AsAsync(
            HttpStatusCode.NotFound, "shipment_not_found", null, planned.Carrier, client => client.GetAsync(planned.Path, Ct));
        Assert.Equal(HttpStatusCode.Unauthorized, (await logistics.ClientWith(null).GetAsync(planned.Path, Ct)).StatusCode);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_carrier_sees_goods_and_places_and_no_money_nor_who_accepted(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var scenario = await LogisticsScenario.InspectedAsync(logistics);

        var seen = await scenario.Carrier.GetFromJsonAsync<JsonElement>(scenario.Path, Ct);

        Assert.DoesNotContain(Members(seen), member => member.Value.ValueKind != JsonValueKind.Null
            && (member.Name.EndsWith("Fen", StringComparison.Ordinal) || member.Name is "unitPrice" or "acceptedBy"));
        Assert.Equal("普陀区中山北路3663号", seen.GetProperty("deliveryAddress").GetString());
        Assert.Equal("食堂 王师傅", seen.GetProperty("receivedBy").GetString());
        Assert.Equal(
            ["100", "10", "5"], seen.GetProperty("lines").EnumerateArray().Select(line => line.GetProperty("ordered").GetString()));
        Assert.Equal("腐烂", seen.GetProperty("acceptances")[0].GetProperty("lines")[2].GetProperty("rejectionReason").GetString());
        var listed = (await scenario.Carrier.GetFromJsonAsync<JsonElement>("/logistics/shipments", Ct)).GetProperty("items");
        Assert.Equal(JsonValueKind.Null, Assert.Single(listed.EnumerateArray()).GetProperty("orderedFen").ValueKind);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Officials_see_what_concerns_their_side(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var scenario = await LogisticsScenario.InspectedAsync(logistics);
        foreach (var (region, seesMoney, seesPlace, seesWhoAccepted) in new[]
        {
            ("330211", true, true, true),
            ("310107", false, true, false),
            ("513430", true, false, false),
        })
        {
            var seen = await logistics.Client(Roles.Official, region: region, tier: "County")
                .GetFromJsonAsync<JsonElement>(scenario.Path, Ct);
            Assert.Equal(
                (seesMoney, seesMoney, seesPlace, seesPlace, seesWhoAccepted),
                (IsShown(seen, "orderedFen"), IsShown(seen.GetProperty("lines")[0], "unitPrice"), IsShown(seen, "deliveryAddress"),
                    IsShown(seen, "receivedBy"), IsShown(seen.GetProperty("acceptances")[0], "acceptedBy")));
        }

        static bool IsShown(JsonElement view, string member) => view.GetProperty(member).ValueKind != JsonValueKind.Null;
    }

    static IEnumerable<JsonProperty> Members(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => Members(member.Value).Prepend(member)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Members),
        _ => [],
    };

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_sheet_comes_with_it_once_it_is_accepted(Engine engine)
    {
        var scenario = await LogisticsScenario.DeliveredAsync(await services.OnAsync(engine), ("100", "50.00"));
        Assert.Empty((await scenario.ViewAsync()).Acceptances);

        var sheet = await scenario.AcceptAsync(("92", "0", "8", "门口拒收"));

        Assert.Equivalent(sheet, Assert.Single((await scenario.ViewAsync()).Acceptances), strict: true);
    }
}
