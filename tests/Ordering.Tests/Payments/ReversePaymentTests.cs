using System.Net;
using Marketplace.Contracts.Ordering;
using Marketplace.Ordering.Payments;
using Marketplace.Ordering.Tests.Invoices;
using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Payments;

/// <summary>POST /ordering/payments/{paymentId}/reversal.</summary>
public sealed class ReversePaymentTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_payment_that_was_recorded_wrongly_is_owed_again_by_counter_entries(Engine engine)
    {
        var scenario = await InvoiceScenario.OpenAsync(await shared.OnAsync(engine));
        await scenario.AcceptAsync(0);
        await scenario.AcceptAsync(1);
        var paid = await scenario.PayAsync(scenario.Payment(9_000, scenario.ToPart(0, 6_650), scenario.ToPart(1, 1_000)));

        var reversed = await scenario.DoAsync(paid.PaymentId, "reversal", Reason);

        Assert.Equal((0L, "重复登记"), (reversed.AdvanceFen, reversed.ReversalReason));
        Assert.NotNull(reversed.ReversedAt);
        Assert.Equal([-6_650L, -1_000L, 1_000L, 6_650L], reversed.Matchings.Select(matching => matching.AmountFen!.Value).Order());
        var total = await scenario.TotalAsync();
        Assert.Equal((20_300L, 0L, 20_300L), (total.OwedFen, total.AdvanceFen, await scenario.BalanceAsync()));
        foreach (var (order, fen) in new[] { (0, 6_650L), (1, 1_000L) })
        {
            Assert.Equal(fen, (await scenario.Fixture.ToldOnceAsync<PaymentReversed>(
                message => message.PaymentId == paid.PaymentId && message.PartId == scenario.Part(order))).AmountFen);
        }

        var seen = Assert.Single((await scenario.Fixture.SeeAsync(scenario.Orders[0])).Parts[0].Payments);
        Assert.Equal((0L, reversed.ReversedAt), (seen.AmountFen, seen.ReversedAt));

        foreach (var (what, body) in new (string, object)[]
        {
            ("reversal", Reason), ("matching", new MatchPayment.Request { Matches = [scenario.ToPart(0, 1)] }),
        })
        {
            await RefusedAsync(
                http => scenario.AskAsync(paid.PaymentId, what, body, http), scenario.Buyer, HttpStatusCode.Conflict, "payment_reversed");
        }

        await scenario.PayAsync(scenario.Payment(6_650, scenario.ToPart(0, 6_650)));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Only_the_unit_that_recorded_it_takes_it_back_and_says_why(Engine engine)
    {
        var scenario = await InvoiceScenario.OpenAsync(await shared.OnAsync(engine));
        var paid = await scenario.PayAsync(scenario.Payment(100));
        await RefusedAsync(
            http => scenario.AskAsync(paid.PaymentId, "reversal", Reason, http), scenario.Fixture.Purchaser(Guid.CreateVersion7()),
            HttpStatusCode.NotFound, "payment_not_found");
        await RefusedAsync(
            http => scenario.AskAsync(paid.PaymentId, "reversal", Reason, http), scenario.Seller, HttpStatusCode.Forbidden,
            "role_not_allowed");
        await RefusedAsync(
            http => scenario.AskAsync(paid.PaymentId, "reversal", new ReversePayment.Request { Reason = " " }, http), scenario.Buyer,
            HttpStatusCode.BadRequest, "text_blank", "reason");
    }

    static ReversePayment.Request Reason => new() { Reason = "重复登记" };
}
