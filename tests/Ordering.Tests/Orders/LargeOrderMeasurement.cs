using System.Diagnostics;
using System.Globalization;
using Marketplace.Ordering.Orders;
using Marketplace.Ordering.Tests.Drafts;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Orders;

/// <summary>
/// How long an order of 500 lines over 20 suppliers and 5 days takes, placed at once and from a draft: run with -explicit only, on a quiet
/// machine. Aim: p95 under 300 ms.
/// </summary>
public sealed class LargeOrderMeasurement
{
    const int Suppliers = 20;
    const int ProductsEach = 5;
    const int Days = 5;
    const int WarmUp = 10;
    const int Orders = 60;

    [Theory(Explicit = true), InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Of_500_lines_over_20_suppliers_and_5_days(Engine engine)
    {
        await using var fixture = await OpenAsync(engine);
        var scenario = await DraftScenario.OpenAsync(fixture);
        List<Guid> products = [];
        for (var supplier = 0; supplier < Suppliers; supplier++)
        {
            var supplierId = await fixture.NewSupplierAsync();
            for (var product = 0; product < ProductsEach; product++)
            {
                products.Add(await fixture.NewProductAsync(supplierId));
            }
        }

        List<TimeSpan> placing = [], previewing = [], ordering = [];
        for (var order = 0; order < WarmUp + Orders; order++)
        {
            placing.Add(await TimeAsync(() => scenario.Buyer.PostOnceAsync("/ordering/orders", OrderOf(scenario, products), ct: Ct)));
            var draft = await scenario.CreateAsync([.. LinesOf(products)]);
            previewing.Add(await TimeAsync(() => scenario.Buyer.GetAsync($"/ordering/drafts/{draft.DraftId}/preview", Ct)));
            ordering.Add(await TimeAsync(() => DraftScenario.Order(draft.DraftId, draft.Version, 500 * 70_00)(scenario.Buyer)));
        }

        TestContext.Current.SendDiagnosticMessage(
            $"{engine}: placing {Text(placing)}, previewing {Text(previewing)}, ordering a draft {Text(ordering)}");
        Assert.True(At(placing, 95) < TimeSpan.FromMilliseconds(300), $"{engine}: placing {Text(placing)}");
    }

    static PlaceOrder.Request OrderOf(DraftScenario scenario, List<Guid> products) => new()
    {
        OrderId = Guid.CreateVersion7(),
        UnitId = scenario.UnitId,
        Deliveries =
        [
            .. Enumerable.Range(0, Days).Select(day => new PlaceOrder.DeliveryRequest
            {
                DockId = scenario.DockId,
                DeliverOn = DraftScenario.Monday.AddDays(day),
                Lines = Lines([.. products.Select(product => (product, 20m))]),
            }),
        ],
    };

    static IEnumerable<Ordering.Drafts.DraftLineRequest> LinesOf(List<Guid> products) =>
        from day in Enumerable.Range(0, Days)
        from product in products
        select new Ordering.Drafts.DraftLineRequest
        {
            Product = product.ToString(),
            Quantity = "20",
            DeliverOn = DraftScenario.Text(DraftScenario.Monday.AddDays(day)),
        };

    static async Task<TimeSpan> TimeAsync(Func<Task<HttpResponseMessage>> ask)
    {
        var watch = Stopwatch.StartNew();
        using var answer = await ask();
        _ = await answer.Content.ReadAsByteArrayAsync(Ct);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode} {await answer.Content.ReadAsStringAsync(Ct)}");
        return watch.Elapsed;
    }

    static TimeSpan At(List<TimeSpan> times, int percent) =>
        times.Skip(WarmUp).Order().ElementAt((times.Count - WarmUp) * percent / 100);

    static string Text(List<TimeSpan> times) => string.Create(
        CultureInfo.InvariantCulture,
        $"p50 {At(times, 50).TotalMilliseconds:0} ms, p95 {At(times, 95).TotalMilliseconds:0} ms");
}
