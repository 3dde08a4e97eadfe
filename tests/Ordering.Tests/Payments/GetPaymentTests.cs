using System.Net;
using Marketplace.Contracts;
using Marketplace.Ordering.Payments;
using Marketplace.Ordering.Tests.Invoices;
using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Payments;

/// <summary>GET /ordering/payments/{paymentId}.</summary>
public sealed class GetPaymentTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Both_sides_and_auditors_read_a_payment_and_nobody_else(Engine engine)
    {
        var scenario = await InvoiceScenario.OpenAsync(await shared.OnAsync(engine));
        var paid = await scenario.PayAsync(scenario.Payment(1_000, scenario.ToPart(0, 400)));
        var path = $"/ordering/payments/{paid.PaymentId}";

        foreach (var reader in new[] { scenario.Buyer, scenario.Seller, scenario.Fixture.Service.Client(Roles.Auditor) })
        {
            var seen = await ReadAsync<PaymentDetails>(await reader.GetAsync(path, Ct));
            Assert.Equal((1_000L, 600L, "国库-2026-7"), (seen.AmountFen, seen.AdvanceFen, seen.Reference));
            Assert.Equal(400L, Assert.Single(seen.Matchings).AmountFen);
        }

        foreach (var stranger in new[]
        {
            scenario.Fixture.Purchaser(Guid.CreateVersion7()), scenario.Fixture.Seller(Guid.CreateVersion7()),
            scenario.Fixture.Purchaser(scenario.SupplierId), scenario.Fixture.Seller(scenario.UnitId),
        })
        {
            await RefusedAsync(http => http.GetAsync(path, Ct), stranger, HttpStatusCode.NotFound, "payment_not_found");
        }
    }
}
