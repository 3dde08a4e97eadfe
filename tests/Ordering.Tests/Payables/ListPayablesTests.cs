using System.Net;
using Marketplace.Contracts;
using Marketplace.Ordering.Payables;
using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;
using static Marketplace.Ordering.Tests.Payables.PayableScenario;

namespace Marketplace.Ordering.Tests.Payables;

/// <summary>GET /ordering/payables.</summary>
public sealed class ListPayablesTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_owed_stands_in_the_bucket_of_its_age_and_both_sides_read_the_same(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.ConfirmAsync(await fixture.PlaceOverTwoSuppliersAsync());
        var buyer = fixture.Purchaser(order.UnitId);
        Assert.Equal((0L, 0L), await TotalAsync(buyer));

        // A school has 30 days: what came 40 days ago has been due for 10, what came 100 days ago for 70.
        await DeliveredAsync(fixture, order, part: 0, daysAgo: 40);
        await DeliveredAsync(fixture, order, part: 1, daysAgo: 100);
        await PayAsync(fixture, order, part: 1, fen: 30_000);
        await fixture.HearAsync(Returned(order, part: 0, fen: -150));

        var owed = await ReadAsync<ListPayables.Payables>(await buyer.GetAsync("/ordering/payables", Ct));
        Assert.Equal(
            (2L, 6_500L + 3_000L, 0L, 6_500L, 0L, 3_000L, 0L),
            (owed.Total.Parts, owed.Total.OwedFen, owed.Total.NotDueFen, owed.Total.Overdue30Fen, owed.Total.Overdue60Fen,
                owed.Total.OverdueMoreFen, owed.Total.OverpaidFen));
        Assert.Equal(Today.AddDays(-70), owed.Total.OldestDueOn);
        Assert.Equal(
            order.Parts.Select(part => ((Guid?)part.SupplierId, (string?)part.SupplierName)).Order(),
            owed.Items.Select(item => (item.CounterpartId, item.CounterpartName)).Order());

        var supplier = await ReadAsync<ListPayables.Payables>(await Supplier(fixture, order, 0).GetAsync("/ordering/payables", Ct));
        var row = Assert.Single(supplier.Items);
        Assert.Equal((order.UnitId, order.UnitName, 6_500L), (row.CounterpartId, row.CounterpartName, row.OwedFen));
        Assert.Equal((6_500L, 1L), (supplier.Total.OwedFen, supplier.Total.Parts));

        var auditor = fixture.Service.Client(Roles.Auditor);
        var audited = await ReadAsync<ListPayables.Payables>(await auditor.GetAsync($"/ordering/payables?unitId={order.UnitId}", Ct));
        Assert.Equal(9_500L, audited.Total.OwedFen);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_was_paid_in_advance_or_before_goods_went_back_is_the_buyers(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceAndConfirmAsync();
        var buyer = fixture.Purchaser(order.UnitId);

        await PayAsync(fixture, order, part: 0, fen: 5_000);
        Assert.Equal((0L, 5_000L), await TotalAsync(buyer));
        await DeliveredAsync(fixture, order, part: 0, daysAgo: 1);
        Assert.Equal((1_650L, 0L), await TotalAsync(buyer));
        await PayAsync(fixture, order, part: 0, fen: 1_650);
        Assert.Equal((0L, 0L), await TotalAsync(buyer));
        await fixture.HearAsync(Returned(order, part: 0, fen: -350));
        Assert.Equal((0L, 350L), await TotalAsync(buyer));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Counterparts_come_by_pages_with_the_sum_of_all_on_each(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.ConfirmAsync(await fixture.PlaceOverTwoSuppliersAsync());
        await DeliveredAsync(fixture, order, part: 0, daysAgo: 1);
        await DeliveredAsync(fixture, order, part: 1, daysAgo: 1);
        var buyer = fixture.Purchaser(order.UnitId);

        var first = await ReadAsync<ListPayables.Payables>(await buyer.GetAsync("/ordering/payables?size=1", Ct));
        var second = await ReadAsync<ListPayables.Payables>(await buyer.GetAsync($"/ordering/payables?size=1&after={first.Next}", Ct));

        Assert.Null(second.Next);
        Assert.Equal(
            order.Parts.Select(part => (Guid?)part.SupplierId).Order(),
            first.Items.Concat(second.Items).Select(item => item.CounterpartId).Order());
        Assert.Equal((39_650L, 39_650L), (first.Total.OwedFen, second.Total.OwedFen));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Nobody_reads_the_account_of_others(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceAndConfirmAsync();
        await DeliveredAsync(fixture, order, part: 0, daysAgo: 1);
        var stranger = Guid.CreateVersion7();

        Assert.Equal((0L, 0L), await TotalAsync(fixture.Service.Client(Roles.Purchaser, org: stranger)));
        Assert.Equal((0L, 0L), await TotalAsync(fixture.Service.Client(Roles.Supplier, org: stranger)));
        await RefusedAsync(
            http => http.GetAsync($"/ordering/payables?unitId={order.UnitId}", Ct), fixture.Purchaser(stranger),
            HttpStatusCode.Forbidden, "not_your_organisation");
        await RefusedAsync(
            http => http.GetAsync($"/ordering/payables?supplierId={order.Parts[0].SupplierId}", Ct),
            fixture.Service.Client(Roles.Supplier, org: stranger), HttpStatusCode.Forbidden, "not_your_organisation");
        await RefusedAsync(
            http => http.GetAsync("/ordering/payables", Ct), fixture.Service.Client(Roles.Auditor),
            HttpStatusCode.BadRequest, "side_missing", "unitId");
    }

    static async Task<(long? Owed, long? Overpaid)> TotalAsync(HttpClient caller)
    {
        var payables = await ReadAsync<ListPayables.Payables>(await caller.GetAsync("/ordering/payables", Ct));
        return (payables.Total.OwedFen, payables.Total.OverpaidFen);
    }
}
