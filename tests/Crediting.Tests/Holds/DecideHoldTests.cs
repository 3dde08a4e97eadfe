using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Crediting.Tests.Holds;

/// <summary>POST /credits/holds/{holdId}/release and /rejection (CR-17).</summary>
public sealed class DecideHoldTests(SharedLedger shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_hold_is_released_once_both_its_sides_have_confirmed_it(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var (lineId, holdId) = await service.HoldAsync();
        Assert.Equal("404 hold_not_found", await DecideAsync(service.Official("441302"), holdId, "release").RefusalAsync());
        Assert.Equal("404 hold_not_found", await DecideAsync(service.Official("441302"), holdId, "rejection").RefusalAsync());
        Assert.Equal("–", await service.CreditedToAsync(lineId));

        var proposed = await DecideAsync(service.Official("513430"), holdId, "release", "已查实").JsonAsync(HttpStatusCode.Accepted);
        Assert.Equal("–", await service.CreditedToAsync(lineId));
        Assert.Equal("409 proposal_open", await DecideAsync(service.Official("330211"), holdId, "release").RefusalAsync());
        await service.Official("330211").PostOnceAsync($"/credits/proposals/{proposed.Text("proposalId")}/confirmation", new { }, ct: Ct)
            .JsonAsync(HttpStatusCode.OK);

        var released = Assert.Single((await service.Official("330211").GetJsonAsync($"/credits/holds?lineId={lineId}")).List("items"));
        Assert.Equal(("Released", "official-330211", "已查实"), (released.Text("state"), released.Text("decidedBy"), released.Text("note")));
        Assert.Equal("P F01, C F02, K F03", await service.CreditedToAsync(lineId));
        Assert.All(await service.EntriesAsync(lineId), entry => Assert.Equal(new DateOnly(2024, 5, 10), entry.RecognitionDate));
        Assert.Equal("409 hold_decided", await DecideAsync(service.Official("330211"), holdId, "rejection").RefusalAsync());
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_rejected_sale_earns_nothing(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var (lineId, holdId) = await service.HoldAsync();
        Assert.Equal(
            "400 text_blank note", await DecideAsync(service.Official("513430"), holdId, "rejection", note: "").FieldRefusalAsync());

        var rejected = await service.Nation()
            .PostOnceAsync($"/credits/holds/{holdId}/rejection", new { note = "虚假交易", document = "稽核〔2024〕3号" }, ct: Ct)
            .JsonAsync(HttpStatusCode.OK);

        Assert.Equal(("Rejected", "稽核〔2024〕3号"), (rejected.Text("state"), rejected.Text("document")));
        Assert.Empty(await service.EntriesAsync(lineId));
        Assert.Equal(SaleStatus.Rejected, (await service.SaleAsync(lineId))!.Status);
        Assert.Equal("409 hold_decided", await DecideAsync(service.Official("330211"), holdId, "release").RefusalAsync());
    }

    [Theory]
    [InlineData(Engine.Sqlite, "release")]
    [InlineData(Engine.Sqlite, "rejection")]
    [InlineData(Engine.PostgreSql, "release")]
    public async Task A_hold_for_an_unconfirmed_recognition_is_decided_by_the_register_of_the_county(Engine engine, string decision)
    {
        var service = await shared.OnAsync(engine);
        var (unit, line) = (Examples.Unit("330211"), Examples.Line());
        line = line with { Goods = line.Goods with { Recognition = Examples.Certified with { RecordId = null } } };
        await service.DeliverAsync(unit);
        await service.DeliverAsync(Examples.Acceptance(unit.UnitId, line));
        var hold = Assert.Single((await service.Nation().GetJsonAsync($"/credits/holds?lineId={line.LineId}")).List("items"));
        Assert.Equal("RecognitionUnconfirmed", hold.Text("reason"));

        Assert.Equal(
            "409 register_decides", await DecideAsync(service.Nation(), Guid.Parse(hold.Text("holdId")), decision).RefusalAsync());
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_released_of_one_reason_is_held_for_the_next_and_never_twice_for_the_same(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var (_, supplierId) = await service.SuspectAsync();
        var (unit, line) = (Examples.Unit("330211"), Examples.Line(Examples.Jinyang, supplierId: supplierId));
        line = line with { Batches = [line.Batches[0] with { SupplierId = supplierId, Declared = Quantity.Of(1) }] };
        await service.DeliverAsync(unit);
        await service.DeliverAsync(new RecallPublished
        {
            RecallId = Guid.CreateVersion7(),
            Version = 1,
            BatchIds = [line.Batches[0].BatchId],
            Reason = "抽检农残超标",
            RecalledAt = Examples.Noon("2024-05-01"),
        });
        await service.DeliverAsync(Examples.Acceptance(unit.UnitId, line));

        foreach (var reason in (string[])["Suspicion", "BatchRecalled", "BatchOverdraw"])
        {
            var holds = (await service.Nation().GetJsonAsync($"/credits/holds?lineId={line.LineId}&state=Open")).List("items");
            Assert.Equal(reason, Assert.Single(holds).Text("reason"));
            Assert.Equal("–", await service.CreditedToAsync(line.LineId));
            await service.Nation().PostOnceAsync(
                $"/credits/holds/{holds[0].Text("holdId")}/release", new { note = "已查实", document = "核〔2024〕7号" }, ct: Ct)
                .JsonAsync(HttpStatusCode.OK);
        }

        Assert.Empty((await service.Nation().GetJsonAsync($"/credits/holds?lineId={line.LineId}&state=Open")).List("items"));
        Assert.Equal("P F01, C F02, K F03", await service.CreditedToAsync(line.LineId));
        Assert.Equal(SaleStatus.Released, (await service.SaleAsync(line.LineId))!.Status);
        Assert.All(await service.EntriesAsync(line.LineId), entry => Assert.Equal(new DateOnly(2024, 5, 10), entry.RecognitionDate));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Neither_a_release_nor_a_correction_credits_by_region_what_was_credited_when_it_was_first_sold(Engine engine)
    {
        await using var service = await SharedLedger.StartAsync(engine);
        await service.PairAsync("F01", "F02", "F03");
        await service.DeliverAsync(SalesScenario.Regions(
            SalesScenario.Region("513430", RegionLevel.County, "2014-01-01"), SalesScenario.Region("330211", RegionLevel.County)));
        var unit = Examples.Unit("330211") with
        {
            Kind = UnitKind.GovernmentOrgan,
            BudgetLevel = BudgetLevel.County,
            Canteens = [new() { Kind = CanteenKind.Own, ValidFrom = Examples.Day("2020-01-01") }],
        };
        await service.DeliverAsync(unit);
        var growerId = Guid.CreateVersion7();
        var grown = Examples.Line(Examples.Jinyang, supplierId: growerId);
        grown = grown with { Batches = [grown.Batches[0] with { SupplierId = growerId, Declared = grown.Accepted }] };
        await service.DeliverAsync(Examples.Acceptance(unit.UnitId, grown));
        Assert.Equal("EastWest City, EastWest County, EastWest Province, Quota Unit", await CreditedAsync(service, grown.LineId));

        var (_, resellerId) = await service.SuspectAsync();
        var resold = Examples.Line(Examples.Jinyang, supplierId: resellerId) with { Batches = grown.Batches };
        await service.DeliverAsync(Examples.Acceptance(unit.UnitId, resold));
        var hold = Assert.Single((await service.Nation().GetJsonAsync($"/credits/holds?lineId={resold.LineId}")).List("items"));
        await service.Nation().PostOnceAsync(
            $"/credits/holds/{hold.Text("holdId")}/release", new { note = "已查实", document = "核〔2024〕7号" }, ct: Ct)
            .JsonAsync(HttpStatusCode.OK);
        Assert.Equal("Quota Unit", await CreditedAsync(service, resold.LineId));

        // Whatever makes the ledger judge it again.
        await service.DeliverAsync(unit with { Version = 2, Name = "改名后" });
        await service.DeliverAsync(FixturePairings.Message("F03") with { Version = 2 });
        Assert.Equal("Quota Unit", await CreditedAsync(service, resold.LineId));
        Assert.Equal("EastWest City, EastWest County, EastWest Province, Quota Unit", await CreditedAsync(service, grown.LineId));
    }

    /// <summary>Each scheme and tier at which something of the line stands.</summary>
    static async Task<string> CreditedAsync(ServiceUnderTest<CreditingDb> service, Guid lineId) => string.Join(", ",
        (await service.EntriesAsync(lineId)).GroupBy(entry => (entry.Scheme, entry.Tier))
            .Where(place => place.Sum(entry => entry.AmountFen) != 0).Select(place => $"{place.Key.Scheme} {place.Key.Tier}").Order());

    [Theory, InlineData("release"), InlineData("rejection")]
    public async Task Officials_and_operators_decide(string decision)
    {
        var service = await shared.OnAsync(Engine.Sqlite);

        await service.IsForAsync(HttpMethod.Post, $"/credits/holds/{Guid.CreateVersion7()}/{decision}", Roles.Official);
    }

    static Task<HttpResponseMessage> DecideAsync(HttpClient client, Guid holdId, string decision, string note = "已核实") =>
        client.PostOnceAsync($"/credits/holds/{holdId}/{decision}", new { note }, ct: Ct);
}
