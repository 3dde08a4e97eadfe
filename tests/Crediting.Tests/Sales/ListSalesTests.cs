using System.Net;
using Marketplace.Contracts;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Crediting.Tests.Sales;

public sealed class ListSalesTests(SharedLedger shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_buyer_pages_through_its_own_sales_from_the_newest_down(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var unit = Examples.Unit("330211");
        await service.DeliverAsync(unit);
        var lines = Enumerable.Range(1, 7).Select(_ => Examples.Line()).ToArray();
        foreach (var (line, index) in lines.Select((line, index) => (line, index)))
        {
            await service.DeliverAsync(
                Examples.Acceptance(unit.UnitId, line) with { AcceptedAt = Examples.Noon("2024-05-10").AddHours(index / 2) });
        }

        var buyer = service.Client(Roles.Purchaser, org: unit.UnitId);
        var seen = new List<(string LineId, DateTimeOffset At)>();
        string? after = null;
        do
        {
            var page = await buyer.GetJsonAsync($"/credits/sales?size=3&after={after}");
            seen.AddRange(page.List("items").Select(item => (item.Text("lineId"), item.GetProperty("acceptedAt").GetDateTimeOffset())));
            after = page.GetProperty("next").GetString();
        }
        while (after is not null);

        Assert.Equal(lines.Select(line => line.LineId.ToString()).Order(), seen.Select(row => row.LineId).Order());
        Assert.Equal(seen.OrderByDescending(row => row.At).Select(row => row.At), seen.Select(row => row.At));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Sales_are_found_by_order_and_by_outcome(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var unit = Examples.Unit("330211");
        var credited = Examples.Line();
        var unpaired = Examples.Line("653221");
        var accepted = Examples.Acceptance(unit.UnitId, credited, unpaired);
        await service.DeliverAsync(unit);
        await service.DeliverAsync(accepted);
        var buyer = service.Client(Roles.Purchaser, org: unit.UnitId);

        var ofOrder = await buyer.GetJsonAsync($"/credits/sales?orderId={accepted.OrderId}");
        var withoutPairing = await buyer.GetJsonAsync($"/credits/sales?orderId={accepted.OrderId}&outcome=Unpaired");
        var ofAnother = await buyer.GetJsonAsync($"/credits/sales?orderId={Guid.CreateVersion7()}");

        Assert.Equal(2, ofOrder.List("items").Length);
        Assert.Equal(unpaired.LineId.ToString(), Assert.Single(withoutPairing.List("items")).Text("lineId"));
        Assert.Equal(8, withoutPairing.List("items")[0].List("decisions").Length);
        Assert.Empty(ofAnother.List("items"));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Strangers_see_none_of_them(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var unit = Examples.Unit("330211");
        var accepted = Examples.Acceptance(unit.UnitId, Examples.Line());
        await service.DeliverAsync(unit);
        await service.DeliverAsync(accepted);
        var path = $"/credits/sales?orderId={accepted.OrderId}";

        Assert.Empty((await service.Client(Roles.Purchaser, org: Guid.CreateVersion7()).GetJsonAsync(path)).List("items"));
        Assert.Empty((await service.Client(Roles.Supplier, org: unit.UnitId == Guid.Empty ? null : Guid.CreateVersion7())
            .GetJsonAsync(path)).List("items"));
        Assert.Empty((await service.Client(Roles.Official, region: "330281", tier: "County").GetJsonAsync(path)).List("items"));
        Assert.Single((await service.Client(Roles.Official, region: "513400", tier: "City").GetJsonAsync(path)).List("items"));
        await service.Client(Roles.Carrier).RefusedAsync(path, HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("outcome=Perhaps", "outcome")]
    [InlineData("orderId=12", "orderId")]
    [InlineData("size=0", "size")]
    [InlineData("size=201", "size")]
    [InlineData("after=nonsense", "after")]
    public async Task What_cannot_be_asked_is_refused(string query, string field)
    {
        var service = await shared.OnAsync(Engine.Sqlite);

        var (code, at) = await service.Client(Roles.Auditor).RefusedAsync($"/credits/sales?{query}", HttpStatusCode.BadRequest);

        Assert.NotEmpty(code);
        Assert.Equal(field, at);
    }
}
