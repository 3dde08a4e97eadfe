using System.Net;
using Marketplace.Contracts;
using Marketplace.Ordering.Orders;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.Testing;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Orders;

public sealed class ListOrdersTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Pages_go_from_the_newest_to_the_oldest_and_miss_nothing(Engine engine)
    {
        // The clock is moved, so this fixture is not shared.
        await using var fixture = await OpenAsync(engine);
        var unitId = await fixture.NewUnitAsync();
        var productId = await fixture.NewProductAsync(await fixture.NewSupplierAsync());
        var placed = new List<OrderView>();
        for (var i = 0; i < 7; i++)
        {
            // Three orders share a millisecond.
            fixture.Clock.Advance(TimeSpan.FromMilliseconds(i is 3 or 4 ? 0 : 1));
            placed.Add(await fixture.PlaceAsync(Order(unitId, (productId, 10))));
        }

        Guid[] expected = [.. placed.OrderByDescending(order => order.SubmittedAt)
            .ThenByDescending(order => order.OrderId.ToString(), StringComparer.Ordinal).Select(order => order.OrderId)];
        foreach (var reader in new[]
        {
            fixture.Purchaser(unitId),
            fixture.Seller(placed[0].Parts[0].SupplierId),
            fixture.Service.Client(Roles.Auditor),
            fixture.Service.Client(Roles.Official, region: "330200", tier: "City"),
        })
        {
            Assert.Equal(expected, (await AllAsync(reader, "size=2")).Select(order => order.OrderId));
            Assert.Equal(expected, (await AllAsync(reader, "size=7")).Select(order => order.OrderId));
            Assert.Equal(expected, (await AllAsync(reader, "size=200")).Select(order => order.OrderId));
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Everybody_sees_the_orders_of_its_own_scope(Engine engine)
    {
        await using var fixture = await OpenAsync(engine);
        var both = await fixture.PlaceOverTwoSuppliersAsync();
        var another = await fixture.PlaceAsync(Order(
            await fixture.NewUnitAsync(new RegionPath("/440000/440600/440605/"), "佛山一中食堂"),
            (await fixture.NewProductAsync(both.Parts[0].SupplierId), 30)));

        Assert.Equal([both.OrderId], await IdsAsync(fixture.Purchaser(both.UnitId)));
        Assert.Equal([another.OrderId], await IdsAsync(fixture.Service.Client(Roles.Approver, org: another.UnitId)));
        Assert.Equal(Sorted(both, another), await IdsAsync(fixture.Seller(both.Parts[0].SupplierId)));
        Assert.Equal([both.OrderId], await IdsAsync(fixture.Seller(both.Parts[1].SupplierId)));
        Assert.Equal([both.OrderId], await IdsAsync(fixture.Service.Client(Roles.Official, region: "330200", tier: "City")));
        Assert.Equal([both.OrderId], await IdsAsync(fixture.Service.Client(Roles.Official, region: "522633", tier: "County")));
        Assert.Equal(Sorted(both, another), await IdsAsync(fixture.Service.Client(Roles.Official, region: "510000", tier: "Province")));
        Assert.Equal(Sorted(both, another), await IdsAsync(fixture.Service.Client(Roles.Operator)));
        Assert.Empty(await IdsAsync(fixture.Service.Client(Roles.Official, region: "110000", tier: "Province")));
        Assert.Empty(await IdsAsync(fixture.Service.Client(Roles.Official, region: "330", tier: "County")));
        foreach (var noRegion in new[] { "%", "33020_", "330000/330200", "" })
        {
            await RefusedAsync(
                client => client.GetAsync("/ordering/orders", Ct),
                fixture.Service.Client(Roles.Official, region: noRegion, tier: "County"),
                HttpStatusCode.Forbidden,
                "region_missing");
        }

        Assert.Empty(await IdsAsync(fixture.Purchaser(Guid.CreateVersion7())));
        Assert.Empty(await IdsAsync(fixture.Service.Client(Roles.Supplier)));

        var sold = (await AllAsync(fixture.Seller(both.Parts[1].SupplierId), "")).Single();
        Assert.Equal((both.Parts[1].AmountFen, both.Parts[1].PartId), (sold.AmountFen, Assert.Single(sold.Parts).PartId));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_list_can_be_asked_for_one_state(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var confirmed = await fixture.PlaceAndConfirmAsync();
        var unitId = confirmed.UnitId;
        var waiting = await fixture.PlaceAsync(Order(unitId, (confirmed.Parts[0].Lines[0].ProductId, 10)));

        Assert.Equal([confirmed.OrderId], await IdsAsync(fixture.Purchaser(unitId), "state=Confirmed"));
        Assert.Equal([waiting.OrderId], await IdsAsync(fixture.Purchaser(unitId), "state=Submitted"));
        Assert.Empty(await IdsAsync(fixture.Purchaser(unitId), "state=Cancelled"));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Nonsense_is_refused_with_its_field(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        (string Query, string Code, string Field)[] bad =
        [
            ("size=0", "out_of_range", "size"),
            ("size=201", "out_of_range", "size"),
            ("state=Lost", "parameter_invalid", "state"),
            ("state=7", "parameter_invalid", "state"),
            ("after=%21%21", "cursor_invalid", "after"),
            ($"after={Cursor.Encode("1")}", "cursor_invalid", "after"),
            ($"after={Cursor.Encode("soon", Guid.Empty.ToString())}", "cursor_invalid", "after"),
            ($"after={Cursor.Encode("1", "first")}", "cursor_invalid", "after"),
        ];
        foreach (var (query, code, field) in bad)
        {
            await RefusedAsync(
                http => http.GetAsync($"/ordering/orders?{query}", Ct),
                fixture.Service.Client(Roles.Auditor), HttpStatusCode.BadRequest, code, field);
        }

        Assert.Empty(
            await IdsAsync(fixture.Purchaser(Guid.CreateVersion7()), $"after={Cursor.Encode($"{long.MaxValue}", Guid.Empty.ToString())}"));
        await RefusedAsync(
            http => http.GetAsync("/ordering/orders", Ct),
            fixture.Service.Client(Roles.Carrier), HttpStatusCode.Forbidden, "role_not_allowed");
    }

    static Guid[] Sorted(params OrderView[] orders) =>
        [.. orders.OrderByDescending(order => order.OrderId.ToString(), StringComparer.Ordinal).Select(order => order.OrderId)];

    static async Task<Guid[]> IdsAsync(
        HttpClient reader, string query = "") => [.. (await AllAsync(reader, query)).Select(order => order.OrderId)];

    static async Task<List<OrderSummary>> AllAsync(HttpClient reader, string query)
    {
        var all = new List<OrderSummary>();
        string? after = null;
        do
        {
            using var answer = await reader.GetAsync($"/ordering/orders?{query}{(after is null ? "" : $"&after={after}")}", Ct);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var page = await ReadAsync<Page<OrderSummary>>(answer);
            all.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);
        return all;
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_unit_sees_what_the_units_below_it_ordered(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var (bureau, district, school) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await fixture.HearAsync(Unit(bureau, Ningbo, "市教育局"));
        await fixture.HearAsync(Unit(district, Zhenhai, "区教育局") with { ParentId = bureau });
        await fixture.HearAsync(Unit(school, Zhenhai, "镇海小学") with { ParentId = district });
        var product = await fixture.NewProductAsync(await fixture.NewSupplierAsync());
        var order = await fixture.PlaceAsync(Order(school, (product, 20)));

        foreach (var above in (Guid[])[bureau, district, school])
        {
            using var answer = await fixture.Purchaser(above).GetAsync("/ordering/orders", Ct);
            var page = await ReadAsync<Page<OrderSummary>>(answer);
            Assert.Equal((order.OrderId, 70_00L), (Assert.Single(page.Items).OrderId, page.Items[0].AmountFen));
        }

        // To see is not to decide.
        await RefusedAsync(
            parent => parent.PostOnceAsync($"/ordering/orders/{order.OrderId}/cancellation", new { reason = "不同意" }, ct: Ct),
            fixture.Purchaser(bureau), HttpStatusCode.Forbidden, "not_your_order");
    }
}
