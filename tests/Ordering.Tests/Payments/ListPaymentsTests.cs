using Marketplace.Ordering.Payments;
using Marketplace.Ordering.Tests.Invoices;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Payments;

/// <summary>GET /ordering/payments.</summary>
public sealed class ListPaymentsTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Payments_come_page_by_page_to_either_side(Engine engine)
    {
        var scenario = await InvoiceScenario.OpenAsync(await shared.OnAsync(engine));
        for (var i = 1; i <= 3; i++)
        {
            await scenario.PayAsync(scenario.Payment(i * 100));
        }

        List<long?> amounts = [];
        var after = "";
        do
        {
            var page = await ReadAsync<Page<ListPayments.PaymentSummary>>(
                await scenario.Seller.GetAsync($"/ordering/payments?size=2{after}", Ct));
            amounts.AddRange(page.Items.Select(payment => payment.AdvanceFen));
            after = page.Next is { } next ? $"&after={Uri.EscapeDataString(next)}" : "";
        }
        while (after != "");

        Assert.Equal([100L, 200L, 300L], amounts.Order());
        var others = await ReadAsync<Page<ListPayments.PaymentSummary>>(
            await scenario.Fixture.Purchaser(Guid.CreateVersion7()).GetAsync("/ordering/payments", Ct));
        Assert.Empty(others.Items);
    }
}
