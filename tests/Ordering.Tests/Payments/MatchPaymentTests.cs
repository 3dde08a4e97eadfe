using System.Net;
using Marketplace.Contracts.Ordering;
using Marketplace.Ordering.Payments;
using Marketplace.Ordering.Tests.Invoices;
using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Payments;

/// <summary>POST /ordering/payments/{paymentId}/matching.</summary>
public sealed class MatchPaymentTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_was_paid_in_advance_is_matched_later_and_the_balance_stays(Engine engine)
    {
        var scenario = await InvoiceScenario.OpenAsync(await shared.OnAsync(engine));
        var paid = await scenario.PayAsync(scenario.Payment(8_000));
        Assert.Equal((8_000L, -8_000L), ((await scenario.TotalAsync()).AdvanceFen, await scenario.BalanceAsync()));

        await scenario.AcceptAsync(0);
        Assert.Equal((6_650L, 8_000L), ((await scenario.TotalAsync()).OwedFen, (await scenario.TotalAsync()).AdvanceFen));
        var matched = await scenario.DoAsync(paid.PaymentId, "matching", Matches(scenario.ToPart(0, 6_650)));

        Assert.Equal(1_350L, matched.AdvanceFen);
        var total = await scenario.TotalAsync();
        Assert.Equal((0L, 1_350L, 6_650L - 8_000), (total.OwedFen, total.AdvanceFen, await scenario.BalanceAsync()));
        Assert.Equal(6_650L,
            (await scenario.Fixture.ToldOnceAsync<PaymentRecorded>(message => message.PaymentId == paid.PaymentId)).AmountFen);
        await RefusedAsync(
            http => scenario.AskAsync(paid.PaymentId, "matching", Matches(scenario.ToPart(1, 1_351)), http), scenario.Buyer,
            HttpStatusCode.Conflict, "match_exceeds_payment", "matches[0].amountFen");
        await RefusedAsync(
            http => scenario.AskAsync(paid.PaymentId, "matching", Matches(), http), scenario.Buyer,
            HttpStatusCode.BadRequest, "count_out_of_range", "matches");
        await RefusedAsync(
            http => scenario.AskAsync(paid.PaymentId, "matching", Matches(scenario.ToPart(1, 1)), http),
            scenario.Fixture.Purchaser(Guid.CreateVersion7()), HttpStatusCode.NotFound, "payment_not_found");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Of_matches_made_at_the_same_moment_no_more_is_taken_than_was_paid(Engine engine)
    {
        var scenario = await InvoiceScenario.OpenAsync(await shared.OnAsync(engine));
        var paid = await scenario.PayAsync(scenario.Payment(5_000));

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(
            i => scenario.AskAsync(paid.PaymentId, "matching", Matches(scenario.ToPart(i % 2, 2_000)))));

        Assert.Equal(2, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        Assert.Equal(-5_000L, await scenario.BalanceAsync());
        var total = await scenario.TotalAsync();
        Assert.Equal((4_000L, 1_000L), (total.OverpaidFen, total.AdvanceFen));
    }

    static MatchPayment.Request Matches(params IReadOnlyList<PaymentMatch> matches) => new() { Matches = matches };
}
