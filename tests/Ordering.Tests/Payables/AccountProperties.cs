using Marketplace.Ordering.Invoices;
using Marketplace.Ordering.Payables;
using Marketplace.Ordering.Payments;
using Marketplace.Ordering.Tests.Invoices;
using Marketplace.Ordering.Tests.Payments;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;
using static Marketplace.Ordering.Tests.Payables.PayableScenario;

namespace Marketplace.Ordering.Tests.Payables;

/// <summary>
/// What holds of an account to the fen, whatever is accepted, returned, invoiced, paid, matched and taken back in whatever order.
/// </summary>
public sealed class AccountProperties(SharedOrderingFixture shared)
{
    const int Steps = 40;

    [Theory]
    [InlineData(Engine.Sqlite, 20261127), InlineData(Engine.PostgreSql, 20261127)]
    [InlineData(Engine.Sqlite, 4), InlineData(Engine.PostgreSql, 4)]
    [InlineData(Engine.Sqlite, 17), InlineData(Engine.PostgreSql, 17)]
    public async Task Ageing_statement_and_entries_are_what_was_accepted_less_returned_less_paid(Engine engine, int seed)
    {
        var history = new History(await InvoiceScenario.OpenAsync(await shared.OnAsync(engine)), new Random(seed));
        for (var step = 0; step < Steps; step++)
        {
            await history.StepAsync();
            await history.CheckAsync($"seed {seed}, step {step}");
        }
    }

    /// <summary>A random history, and what it comes to by a plain reckoning.</summary>
    sealed class History(InvoiceScenario scenario, Random random)
    {
        readonly bool[] _accepted = new bool[2];
        readonly List<Guid> _payments = [];
        readonly HashSet<Guid> _reversed = [];
        readonly Dictionary<Guid, long> _paid = [];
        readonly List<Guid> _invoices = [];
        long _owed;
        long _invoiced;

        public async Task StepAsync()
        {
            var order = random.Next(2);
            switch (random.Next(8))
            {
                case 0 when !_accepted[order]:
                    await scenario.AcceptAsync(order);
                    _accepted[order] = true;
                    _owed += order == 0 ? 6_650 : 13_650;
                    break;
                case 1 when _accepted[order]:
                    var fen = random.Next(-200, 200) | 1;
                    await scenario.Fixture.HearAsync(Returned(scenario.Orders[order], part: 0, fen));
                    _owed += fen;
                    break;
                case 2:
                case 3:
                    await PayAsync(order);
                    break;
                case 4 when _payments.Count > 0:
                    // Refused when it is too much, or reversed: nothing changes then.
                    (await scenario.AskAsync(Pick(_payments), "matching", new MatchPayment.Request
                    {
                        Matches = [scenario.ToPart(order, random.Next(1, 3_000))],
                    })).Dispose();
                    break;
                case 5 when _payments.Count > 0 && random.Next(2) == 0:
                    var payment = Pick(_payments);
                    using (var reversed = await scenario.AskAsync(payment, "reversal", new ReversePayment.Request { Reason = "误记" }))
                    {
                        Assert.Equal(_reversed.Add(payment), reversed.IsSuccessStatusCode);
                    }

                    break;
                case 6:
                    await InvoiceAsync();
                    break;
                case 7 when _invoices.Count > 0:
                    using (var red = await scenario.ReverseAsync(Pick(_invoices), InvoiceScenario.RedLetter((1, random.Next(1, 2_000)))))
                    {
                        _invoiced += red.IsSuccessStatusCode ? (await ReadAsync<InvoiceDetails>(red)).AmountFen!.Value : 0;
                    }

                    break;
                default:
                    break;
            }
        }

        async Task PayAsync(int order)
        {
            var amount = random.Next(1, 5_000);
            var request = scenario.Payment(
                amount, random.Next(2) == 0 ? [] : [scenario.ToPart(order, random.Next(1, amount + 1))]);
            using var answer = await scenario.AskToPayAsync(request);
            if (answer.IsSuccessStatusCode)
            {
                _payments.Add(request.PaymentId);
                _paid[request.PaymentId] = amount;
            }
        }

        async Task InvoiceAsync()
        {
            var request = InvoiceScenario.Invoice((scenario.Line(0), random.Next(1, 3_000)), (scenario.Line(1), random.Next(1, 3_000)));
            using var answer = await scenario.AskAsync(request);
            if (answer.IsSuccessStatusCode)
            {
                _invoices.Add(request.InvoiceId);
                _invoiced += request.AmountFen;
            }
        }

        public async Task CheckAsync(string where)
        {
            var balance = _owed - _paid.Where(payment => !_reversed.Contains(payment.Key)).Sum(payment => payment.Value);
            var total = await scenario.TotalAsync();
            Assert.Equal((where, balance), (where, (total.OwedFen - total.OverpaidFen - total.AdvanceFen)!.Value));
            Assert.Equal(
                (where, total.OwedFen), (where, total.NotDueFen + total.Overdue30Fen + total.Overdue60Fen + total.OverdueMoreFen));
            Assert.Equal((where, (long?)balance), (where, await scenario.BalanceAsync()));
            await using var scope = scenario.Fixture.Service.OpenDb(out var db);
            Guid[] ids = [scenario.Part(0), scenario.Part(1)];
            foreach (var part in await db.Parts.AsNoTracking().Where(part => ids.Contains(part.PartId)).ToListAsync(Ct))
            {
                var entries = await db.PayableEntries.Where(entry => entry.PartId == part.PartId).SumAsync(entry => entry.AmountFen, Ct);
                var matched = await db.PaymentMatchings.Where(row => row.PartId == part.PartId).SumAsync(row => row.AmountFen, Ct);
                var lines = await db.InvoiceLines.Where(row => row.PartId == part.PartId).ToListAsync(Ct);
                Assert.Equal(
                    (where, part.OwedFen, part.Paid.Fen, part.Invoiced.Fen),
                    (where, entries, matched, lines.Sum(line => line.Amount.Fen)));
            }

            var invoiced = await db.Invoices.Where(invoice => invoice.SupplierId == scenario.SupplierId).ToListAsync(Ct);
            Assert.Equal((where, _invoiced), (where, invoiced.Sum(invoice => invoice.Amount.Fen)));
        }

        Guid Pick(List<Guid> ids) => ids[random.Next(ids.Count)];
    }
}
