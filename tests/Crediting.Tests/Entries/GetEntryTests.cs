using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.Ordering;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Crediting.Tests.Entries;

public sealed class GetEntryTests(SharedLedger shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_entry_walks_back_to_the_cooperative_and_explains_itself(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var (accepted, entry) = await SellAsync(service, PairingTier.County);
        var line = accepted.Lines[0];

        var walk = await service.Client(Roles.Auditor).GetJsonAsync($"/credits/entries/{entry.EntryId}");

        var told = walk.GetProperty("entry");
        Assert.Equal((entry.EntryId.ToString(), 4_651_30L), (told.Text("entryId"), told.Number("amountFen")));
        Assert.Equal(("2024-05", "Original"), (told.Text("postingPeriod"), told.Text("entryType")));
        Assert.Equal(("CR-08", "Recognised", 1L), (told.Text("rule"), told.Text("evidenceState"), told.Number("ruleSetVersion")));
        var pairing = walk.GetProperty("pairing");
        Assert.Equal(
            (FixturePairings.Id("F03").ToString(), 1L, "2021-05-01"),
            (pairing.Text("pairingId"), pairing.Number("version"), pairing.Text("validFrom")));
        Assert.Equal(
            ("/330000/330200/330211/", "镇海区"), (pairing.GetProperty("east").Text("path"), pairing.GetProperty("east").Text("name")));
        var sale = walk.GetProperty("sale");
        Assert.Equal(line.LineId.ToString(), sale.Text("lineId"));
        var (acceptance, shipment, order) = (sale.GetProperty("acceptance"), sale.GetProperty("shipment"), sale.GetProperty("order"));
        Assert.Equal((accepted.AcceptanceId.ToString(), "buyer-7"), (acceptance.Text("acceptanceId"), acceptance.Text("acceptedBy")));
        Assert.Equal("2024-05-10", sale.Text("recognitionDate"));
        Assert.Equal((accepted.ShipmentId.ToString(), "SF1234567890"), (shipment.Text("shipmentId"), shipment.Text("waybill")));
        Assert.Equal((accepted.OrderId.ToString(), "20240508-000123"), (order.Text("orderId"), order.Text("number")));
        Assert.Equal(line.Batches[0].BatchId.ToString(), Assert.Single(sale.List("batches")).Text("batchId"));
        Assert.Equal(line.Goods.ProductId.ToString(), sale.GetProperty("product").Text("productId"));
        Assert.Equal(line.Goods.SupplierName, sale.GetProperty("supplier").Text("name"));
        var rules = walk.List("rules");
        Assert.Equal(["CR-01", "CR-03", "CR-04", "CR-05", "CR-06", "CR-08", "CR-16"], rules.Select(rule => rule.Text("rule")));
        Assert.All(rules, rule =>
        {
            Assert.NotEmpty(rule.GetProperty("words").Text("zh"));
            Assert.NotEmpty(rule.GetProperty("words").Text("en"));
            Assert.NotEmpty(rule.GetProperty("facts").EnumerateObject());
        });
        Assert.Contains("120.5 斤 × 单价 38.60 元 = 4,651.30 元", rules[1].GetProperty("words").Text("zh"), StringComparison.Ordinal);
        Assert.Equal(
            ("1", "/330000/330200/330211/"),
            (rules[5].GetProperty("facts").Text("pairingVersion"), rules[5].GetProperty("facts").Text("eastPath")));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_entry_shows_the_version_of_the_pairing_that_decided_it(Engine engine)
    {
        await using var service = await SharedLedger.StartPairedAsync(engine);
        var (_, entry) = await SellAsync(service, PairingTier.City);

        await service.DeliverAsync(
            FixturePairings.Message("F02") with { Version = 2, EastName = "宁波", ValidTo = new DateOnly(2030, 1, 1) });

        var pairing = (await service.Client(Roles.Auditor).GetJsonAsync($"/credits/entries/{entry.EntryId}")).GetProperty("pairing");
        Assert.Equal(
            (1L, false, "宁波市"),
            (pairing.Number("version"), pairing.GetProperty("isCurrent").GetBoolean(), pairing.GetProperty("east").Text("name")));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_credit_in_transition_says_so(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var (_, entry) = await SellAsync(
            service, PairingTier.City, unit: "330106", origin: "522630", confirmed: "2021-03-20", accepted: "2021-04-15");

        var rules = (await service.Client(Roles.Auditor).GetJsonAsync($"/credits/entries/{entry.EntryId}")).List("rules");

        var match = Assert.Single(rules, rule => rule.Text("rule") == "CR-09");
        Assert.Contains("过渡期至 2021-06-30", match.GetProperty("words").Text("zh"), StringComparison.Ordinal);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_entry_is_seen_by_officials_with_a_side_of_its_pairing(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var (_, county) = await SellAsync(service, PairingTier.County);
        var province = (await service.EntriesAsync(county.LineId)).Single(entry => entry.Tier == PairingTier.Province);

        foreach (var region in (string[])["330211", "330200", "330000", "513430", "513400", "510000"])
        {
            await Official(service, region).GetJsonAsync($"/credits/entries/{county.EntryId}");
        }

        foreach (var region in (string[])["330212", "513431", "440000"])
        {
            await Official(service, region).RefusedAsync($"/credits/entries/{county.EntryId}", HttpStatusCode.NotFound);
        }

        // The province's own pairing is the province's matter.
        await Official(service, "330211").RefusedAsync($"/credits/entries/{province.EntryId}", HttpStatusCode.NotFound);
        await service.Client(Roles.Official, tier: "Nation").GetJsonAsync($"/credits/entries/{province.EntryId}");
        foreach (var role in (string[])[Roles.Purchaser, Roles.Supplier, Roles.Carrier, Roles.Approver])
        {
            await service.Client(role, org: Guid.CreateVersion7())
                .RefusedAsync($"/credits/entries/{county.EntryId}", HttpStatusCode.Forbidden);
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_west_sees_the_ends_of_papers_and_not_who_accepted(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var (accepted, entry) = await SellAsync(service, PairingTier.County);
        await service.DeliverAsync(new PaymentRecorded
        {
            PaymentId = Guid.CreateVersion7(),
            OrderId = accepted.OrderId,
            PartId = accepted.ShipmentId,
            SupplierId = accepted.SupplierId,
            AmountFen = 1,
            PaidOn = new DateOnly(2024, 5, 11),
            Reference = "ICBC-20240511-7788",
        });

        foreach (var (reader, number, acceptedBy) in new[]
        {
            (Official(service, "330211"), "ICBC-20240511-7788", "buyer-7"),
            (service.Client(Roles.Auditor), "ICBC-20240511-7788", "buyer-7"),
            (Official(service, "513430"), "****7788", null),
            (service.Client(Roles.Operator), "****7788", null),
        })
        {
            var walk = await reader.GetJsonAsync($"/credits/entries/{entry.EntryId}");
            Assert.Equal(number, Assert.Single(walk.List("documents")).Text("number"));
            Assert.Equal(acceptedBy, walk.GetProperty("sale").GetProperty("acceptance").GetProperty("acceptedBy").GetString());
            Assert.Equal(4_651_30L, walk.GetProperty("entry").Number("amountFen"));
        }
    }

    [Fact]
    public async Task What_is_no_entry_is_not_found()
    {
        var service = await shared.OnAsync(Engine.Sqlite);

        var (code, _) = await service.Client(Roles.Auditor)
            .RefusedAsync($"/credits/entries/{Guid.CreateVersion7()}", HttpStatusCode.NotFound);

        Assert.Equal("entry_not_found", code);
    }

    static HttpClient Official(ServiceUnderTest<CreditingDb> service, string region) =>
        service.Client(Roles.Official, region: region, tier: "County");

    static async Task<(DeliveryAccepted Accepted, CreditEntry Entry)> SellAsync(
        ServiceUnderTest<CreditingDb> service,
        PairingTier tier,
        string unit = "330211",
        string origin = "513430",
        string confirmed = "2024-05-08",
        string accepted = "2024-05-10")
    {
        UnitPublished buyer = Examples.Unit(unit);
        var sale = Examples.Acceptance(buyer.UnitId, Examples.Line(origin, "120.5", "38.60")) with
        {
            ConfirmedAt = Examples.Noon(confirmed),
            AcceptedAt = Examples.Noon(accepted),
        };
        await service.DeliverAsync(buyer);
        await service.DeliverAsync(sale);
        return (sale, (await service.EntriesAsync(sale.Lines[0].LineId)).Single(entry => entry.Tier == tier));
    }
}
