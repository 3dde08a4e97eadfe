using System.Net;
using Marketplace.Contracts;
using Marketplace.Crediting.Storage;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Crediting.Tests.Sales;

public sealed class GetSaleTests(SharedLedger shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_sale_tells_what_was_credited_to_whom_and_why_not(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var (unitId, supplierId, lineId) = await SellAsync(service);

        var sale = await service.Client(Roles.Purchaser, org: unitId).GetJsonAsync($"/credits/sales/{lineId}");

        var acceptance = Assert.Single(sale.List("acceptances"));
        Assert.Equal("Credited", acceptance.Text("outcome"));
        var decisions = acceptance.List("decisions");
        Assert.Equal(8, decisions.Length);
        var county = decisions.Single(decision => decision.Text("scheme") == "EastWest" && decision.Text("tier") == "County");
        Assert.Equal(("Credited", "PairingMatched", "CR-08"), (county.Text("outcome"), county.Text("reason"), county.Text("rule")));
        var credit = Assert.Single(county.List("credits"));
        Assert.Equal((FixturePairings.Id("F03").ToString(), 4_651_30L), (credit.Text("holderId"), credit.Number("amountFen")));
        Assert.Equal(("镇海区", "金阳县"), (credit.Text("eastName"), credit.Text("westName")));
        var counterpart = decisions.Single(decision => decision.Text("scheme") == "Counterpart" && decision.Text("tier") == "County");
        Assert.Equal(("Unpaired", "NoPairing"), (counterpart.Text("outcome"), counterpart.Text("reason")));
        Assert.Contains("结对", counterpart.GetProperty("words").Text("zh"), StringComparison.Ordinal);
        Assert.Contains("pairing", counterpart.GetProperty("words").Text("en"), StringComparison.Ordinal);
        Assert.Empty(counterpart.List("credits"));

        var facts = acceptance.GetProperty("facts");
        Assert.Equal("20240508-000123", facts.GetProperty("order").Text("number"));
        Assert.Equal("/330000/330200/330211/", facts.GetProperty("buyer").GetProperty("affiliation").Text("path"));
        Assert.Equal("地区330211", facts.GetProperty("buyer").GetProperty("affiliation").Text("name"));
        Assert.Equal(supplierId.ToString(), facts.GetProperty("supplier").Text("supplierId"));
        Assert.Equal("RZ-0001", facts.GetProperty("recognition").Text("number"));
        var goods = facts.GetProperty("goods");
        Assert.Equal(("120.5", "38.60", 4_651_30L), (goods.Text("accepted"), goods.Text("unitPrice"), goods.Number("amountFen")));
        Assert.Equal("SF1234567890", facts.GetProperty("shipment").Text("waybill"));
        Assert.Equal("120.5", Assert.Single(facts.List("batches")).Text("quantity"));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_sale_is_seen_by_its_two_sides_and_the_officials_of_theirs(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var (unitId, supplierId, lineId) = await SellAsync(service);
        HttpClient[] mayRead =
        [
            service.Client(Roles.Purchaser, org: unitId),
            service.Client(Roles.Supplier, org: supplierId),
            service.Client(Roles.Official, region: "330211", tier: "County"),
            service.Client(Roles.Official, region: "330200", tier: "City"),
            service.Client(Roles.Official, region: "513430", tier: "County"),
            service.Client(Roles.Official, region: "510000", tier: "Province"),
            service.Client(Roles.Official, tier: "Nation"),
            service.Client(Roles.Auditor),
            service.Client(Roles.Operator),
        ];
        HttpClient[] mayNotKnow =
        [
            service.Client(Roles.Purchaser, org: Guid.CreateVersion7()),
            service.Client(Roles.Purchaser, org: supplierId == unitId ? null : Guid.Empty),
            service.Client(Roles.Supplier, org: Guid.CreateVersion7()),
            service.Client(Roles.Supplier),
            service.Client(Roles.Official, region: "330212", tier: "County"),
            service.Client(Roles.Official, region: "513431", tier: "County"),
            service.Client(Roles.Official, region: "3302", tier: "City"),
            service.Client(Roles.Official, tier: "County"),
        ];

        foreach (var client in mayRead)
        {
            Assert.Equal(lineId.ToString(), (await client.GetJsonAsync($"/credits/sales/{lineId}")).Text("lineId"));
        }

        foreach (var client in mayNotKnow)
        {
            Assert.Equal("sale_not_found", (await client.RefusedAsync($"/credits/sales/{lineId}", HttpStatusCode.NotFound)).Code);
        }

        await service.Client(Roles.Carrier, org: unitId).RefusedAsync($"/credits/sales/{lineId}", HttpStatusCode.Forbidden);
        await service.ClientWith(null).RefusedAsync($"/credits/sales/{lineId}", HttpStatusCode.Unauthorized);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_no_sale_is_not_found(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var auditor = service.Client(Roles.Auditor);

        Assert.Equal(
            "sale_not_found", (await auditor.RefusedAsync($"/credits/sales/{Guid.CreateVersion7()}", HttpStatusCode.NotFound)).Code);
        await auditor.RefusedAsync("/credits/sales/twelve", HttpStatusCode.NotFound);
    }

    static async Task<(Guid UnitId, Guid SupplierId, Guid LineId)> SellAsync(ServiceUnderTest<CreditingDb> service)
    {
        var unit = Examples.Unit("330211");
        var line = Examples.Line(quantity: "120.5", price: "38.60");
        await service.DeliverAsync(unit);
        await service.DeliverAsync(Examples.Acceptance(unit.UnitId, line));
        return (unit.UnitId, line.Goods.SupplierId, line.LineId);
    }
}
