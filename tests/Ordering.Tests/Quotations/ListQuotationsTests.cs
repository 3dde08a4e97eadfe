using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Quotations;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;
using static Marketplace.Ordering.Tests.Quotations.QuotationScenario;

namespace Marketplace.Ordering.Tests.Quotations;

/// <summary>GET /ordering/quotations.</summary>
public sealed class ListQuotationsTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Both_sides_see_their_quotations_by_state_and_page(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine));
        var (open, ordered, withdrawn) = (await scenario.QuoteAsync(), await scenario.QuoteAsync(), await scenario.QuoteAsync());
        var order = await scenario.Fixture.PlaceAsync(OrderOf(ordered));
        (await Withdraw(withdrawn.QuotationId)(scenario.Seller)).Dispose();
        HttpClient[] callers = [scenario.Buyer, scenario.Seller, scenario.Fixture.Service.Client(Roles.Approver, org: scenario.UnitId)];

        foreach (var caller in callers)
        {
            Assert.Equal([open.QuotationId], await IdsAsync(caller, "?state=Open"));
            Assert.Equal([ordered.QuotationId], await IdsAsync(caller, "?state=Ordered"));
            Assert.Equal([withdrawn.QuotationId], await IdsAsync(caller, "?state=Withdrawn"));
            Assert.Empty(await IdsAsync(caller, "?state=Expired"));
            var (first, next) = await PageAsync(caller, "?size=2");
            var (rest, end) = await PageAsync(caller, $"?size=2&after={next}");
            Guid[] all = [.. first.Concat(rest).Select(quotation => quotation.QuotationId)];
            Assert.Equal(((Guid[])[open.QuotationId, ordered.QuotationId, withdrawn.QuotationId]).Order(), all.Order());
            Assert.Null(end);
        }

        Assert.Equal(order.OrderId, (await PageAsync(scenario.Buyer, "?state=Ordered")).Items[0].OrderId);
        Assert.Equal(QuotationState.Ordered, (await scenario.SeeAsync(ordered.QuotationId)).State);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Nobody_else_sees_what_was_quoted(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine));
        await scenario.QuoteAsync();
        HttpClient[] strangers = [scenario.Fixture.Seller(Guid.CreateVersion7()), scenario.Fixture.Purchaser(Guid.CreateVersion7())];

        foreach (var stranger in strangers)
        {
            Assert.Empty(await IdsAsync(stranger, ""));
        }
    }

    static async Task<Guid[]> IdsAsync(HttpClient caller, string query) =>
        [.. (await PageAsync(caller, query)).Items.Select(quotation => quotation.QuotationId)];

    static async Task<(IReadOnlyList<QuotationView> Items, string? Next)> PageAsync(HttpClient caller, string query)
    {
        using var answer = await caller.GetAsync($"/ordering/quotations{query}", Ct);
        var page = await ReadAsync<Page<QuotationView>>(answer);
        return (page.Items, page.Next);
    }
}
