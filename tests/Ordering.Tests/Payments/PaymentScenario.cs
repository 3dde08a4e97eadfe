using System.Net;
using Marketplace.Ordering.Payables;
using Marketplace.Ordering.Payments;
using Marketplace.Ordering.Tests.Invoices;
using Marketplace.Testing;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Payments;

/// <summary>Payments between the two sides of an <see cref="InvoiceScenario"/>.</summary>
static class PaymentScenario
{
    extension(InvoiceScenario scenario)
    {
        public PaySupplier.Request Payment(long fen, params IReadOnlyList<PaymentMatch> matches) => new()
        {
            PaymentId = Guid.CreateVersion7(),
            SupplierId = scenario.SupplierId,
            AmountFen = fen,
            PaidOn = Today,
            Reference = "国库-2026-7",
            Matches = matches,
        };

        public PaymentMatch ToPart(int order, long fen) => new() { PartId = scenario.Part(order), AmountFen = fen };

        public Task<HttpResponseMessage> AskToPayAsync(PaySupplier.Request payment, HttpClient? caller = null) =>
            (caller ?? scenario.Buyer).PostOnceAsync("/ordering/payments", payment, ct: Ct);

        public async Task<PaymentDetails> PayAsync(PaySupplier.Request payment)
        {
            using var answer = await scenario.AskToPayAsync(payment);
            Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(Ct));
            return await ReadAsync<PaymentDetails>(answer);
        }

        public Task<HttpResponseMessage> AskAsync(Guid paymentId, string what, object body, HttpClient? caller = null) =>
            (caller ?? scenario.Buyer).PostOnceAsync($"/ordering/payments/{paymentId}/{what}", body, ct: Ct);

        public async Task<PaymentDetails> DoAsync(Guid paymentId, string what, object body, HttpClient? caller = null)
        {
            using var answer = await scenario.AskAsync(paymentId, what, body, caller);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Ct));
            return await ReadAsync<PaymentDetails>(answer);
        }

        public async Task<Ageing> TotalAsync() =>
            (await ReadAsync<ListPayables.Payables>(await scenario.Buyer.GetAsync("/ordering/payables", Ct))).Total;

        /// <summary>The balance that the statement of this month closes with.</summary>
        public async Task<long?> BalanceAsync() => (await ReadAsync<GetStatement.Statement>(await scenario.Buyer.GetAsync(
            $"/ordering/payables/statements/{Today:yyyy-MM}?supplierId={scenario.SupplierId}", Ct))).ClosingFen;
    }

    public static PaymentMatch ToInvoice(Guid invoiceId, long fen) => new() { InvoiceId = invoiceId, AmountFen = fen };
}
