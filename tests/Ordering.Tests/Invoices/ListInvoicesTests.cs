using Marketplace.Ordering.Invoices;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Xunit;
using static Marketplace.Ordering.Tests.Invoices.InvoiceScenario;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Invoices;

/// <summary>GET /ordering/invoices.</summary>
public sealed class ListInvoicesTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Invoices_and_red_letters_come_page_by_page_to_either_side(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine));
        var blue = await scenario.IssueAsync(Invoice((scenario.Line(0), 7_000)));
        (await scenario.ReverseAsync(blue.InvoiceId, RedLetter())).EnsureSuccessStatusCode().Dispose();
        await scenario.IssueAsync(Invoice((scenario.Line(0), 6_000)));

        List<long?> amounts = [];
        var after = "";
        do
        {
            var page = await ReadAsync<Page<ListInvoices.InvoiceSummary>>(
                await scenario.Buyer.GetAsync($"/ordering/invoices?size=2{after}", Ct));
            amounts.AddRange(page.Items.Select(invoice => invoice.AmountFen));
            after = page.Next is { } next ? $"&after={Uri.EscapeDataString(next)}" : "";
        }
        while (after != "");

        Assert.Equal([-7_000L, 6_000L, 7_000L], amounts.Order());
        var ofSeller = await ReadAsync<Page<ListInvoices.InvoiceSummary>>(
            await scenario.Seller.GetAsync($"/ordering/invoices?unitId={scenario.UnitId}", Ct));
        Assert.Equal(3, ofSeller.Items.Count);
        var others = await ReadAsync<Page<ListInvoices.InvoiceSummary>>(
            await scenario.Seller.GetAsync($"/ordering/invoices?unitId={Guid.CreateVersion7()}", Ct));
        Assert.Empty(others.Items);
    }
}
