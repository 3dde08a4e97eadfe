using System.Net;
using Marketplace.Contracts;
using Marketplace.Ordering.Invoices;
using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Ordering.Tests.Invoices.InvoiceScenario;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Invoices;

/// <summary>GET /ordering/invoices/{invoiceId}.</summary>
public sealed class GetInvoiceTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Both_sides_and_auditors_read_an_invoice_and_nobody_else(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine));
        var issued = await scenario.IssueAsync(Invoice((scenario.Line(0), 7_000)) with { Code = "5100194130" });
        var path = $"/ordering/invoices/{issued.InvoiceId}";

        foreach (var reader in new[] { scenario.Buyer, scenario.Seller, scenario.Fixture.Service.Client(Roles.Auditor) })
        {
            var seen = await ReadAsync<InvoiceDetails>(await reader.GetAsync(path, Ct));
            Assert.Equal((issued.Number, "5100194130", 7_000L, 0L), (seen.Number, seen.Code, seen.AmountFen, seen.PaidFen));
        }

        foreach (var stranger in new[]
        {
            scenario.Fixture.Purchaser(Guid.CreateVersion7()), scenario.Fixture.Seller(Guid.CreateVersion7()),
            // An id of the other side's kind makes nobody a party.
            scenario.Fixture.Purchaser(scenario.SupplierId), scenario.Fixture.Seller(scenario.UnitId),
        })
        {
            await RefusedAsync(http => http.GetAsync(path, Ct), stranger, HttpStatusCode.NotFound, "invoice_not_found");
        }
    }
}
