using Marketplace.Ordering.Payables;
using Marketplace.Ordering.Tests.Invoices;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;
using static Marketplace.Ordering.Tests.Payables.TermScenario;

namespace Marketplace.Ordering.Tests.Payables;

/// <summary>GET /ordering/payables/terms.</summary>
public sealed class ListTermsTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Each_side_sees_its_own_terms_page_by_page(Engine engine)
    {
        var scenario = await InvoiceScenario.OpenAsync(await shared.OnAsync(engine));
        for (var i = 0; i < 3; i++)
        {
            await AgreeAsync(
                scenario, Term(scenario, days: i) with { ValidFrom = Today.AddDays(10 * i), ValidUntil = Today.AddDays((10 * i) + 9) });
        }

        List<int> days = [];
        var after = "";
        do
        {
            var page = await ReadAsync<Page<TermView>>(await scenario.Buyer.GetAsync($"/ordering/payables/terms?size=2{after}", Ct));
            days.AddRange(page.Items.Select(term => term.Days));
            after = page.Next is { } next ? $"&after={Uri.EscapeDataString(next)}" : "";
        }
        while (after != "");

        Assert.Equal([0, 1, 2], days.Order());
        Assert.Empty((await ReadAsync<Page<TermView>>(
            await scenario.Fixture.Seller(Guid.CreateVersion7()).GetAsync("/ordering/payables/terms", Ct))).Items);
    }
}
