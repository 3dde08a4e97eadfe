using System.Net;
using Marketplace.Ordering.Domain;
using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;
using static Marketplace.Ordering.Tests.Quotations.QuotationScenario;

namespace Marketplace.Ordering.Tests.Quotations;

/// <summary>POST /ordering/quotations/{quotationId}/withdrawal.</summary>
public sealed class WithdrawQuotationTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_withdrawn_quotation_can_neither_be_ordered_nor_withdrawn_again(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine));
        var made = await scenario.QuoteAsync();

        using var answer = await Withdraw(made.QuotationId)(scenario.Seller);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(QuotationState.Withdrawn, (await scenario.SeeAsync(made.QuotationId)).State);
        await RefusedAsync(Ask(OrderOf(made)), scenario.Buyer, HttpStatusCode.Conflict, "quotation_withdrawn", "quotationId");
        await RefusedAsync(
            Withdraw(made.QuotationId), scenario.Seller, HttpStatusCode.Conflict, "quotation_withdrawn", "quotationId");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_ordered_is_withdrawn_no_more_and_only_by_its_supplier(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine));
        var made = await scenario.QuoteAsync();

        await RefusedAsync(
            Withdraw(made.QuotationId), scenario.Fixture.Seller(Guid.CreateVersion7()), HttpStatusCode.NotFound,
            "quotation_not_found", "quotationId");
        await RefusedAsync(Withdraw(made.QuotationId), scenario.Buyer, HttpStatusCode.Forbidden, "role_not_allowed");
        await scenario.Fixture.PlaceAsync(OrderOf(made));
        await RefusedAsync(
            Withdraw(made.QuotationId), scenario.Seller, HttpStatusCode.Conflict, "quotation_ordered", "quotationId");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_order_and_a_withdrawal_at_once_leave_one_of_the_two(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine));
        for (var i = 0; i < 5; i++)
        {
            var made = await scenario.QuoteAsync();
            var answers = await Task.WhenAll(Ask(OrderOf(made))(scenario.Buyer), Withdraw(made.QuotationId)(scenario.Seller));

            Assert.Single(answers, answer => answer.IsSuccessStatusCode);
            Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Conflict);
            foreach (var answer in answers)
            {
                answer.Dispose();
            }
        }
    }
}
