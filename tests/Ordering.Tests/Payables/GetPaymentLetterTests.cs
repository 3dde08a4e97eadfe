using System.Net;
using Marketplace.Contracts;
using Marketplace.Ordering.Payables;
using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;
using static Marketplace.Ordering.Tests.Payables.PayableScenario;

namespace Marketplace.Ordering.Tests.Payables;

/// <summary>GET /ordering/payables/letter.</summary>
public sealed class GetPaymentLetterTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_letter_lists_what_is_overdue_between_the_two_with_the_days_and_the_law(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.ConfirmAsync(await fixture.PlaceOverTwoSuppliersAsync());
        await DeliveredAsync(fixture, order, part: 0, daysAgo: 40);
        await DeliveredAsync(fixture, order, part: 1, daysAgo: 90);
        await PayAsync(fixture, order, part: 0, fen: 650);
        var query = $"/ordering/payables/letter?unitId={order.UnitId}&supplierId={order.Parts[0].SupplierId}";

        foreach (var reader in new[]
        {
            Supplier(fixture, order, 0), fixture.Purchaser(order.UnitId), fixture.Service.Client(Roles.Auditor),
        })
        {
            var letter = await ReadAsync<PaymentLetter>(await reader.GetAsync(query, Ct));
            var part = Assert.Single(letter.Parts);
            Assert.Equal(
                (6_000L, 1, order.UnitName, order.Parts[0].SupplierName, Today),
                (letter.OverdueFen, letter.OverdueParts, letter.UnitName, letter.SupplierName, letter.Day));
            Assert.Equal(
                (order.Number, Today.AddDays(-10), 10, 6_650L, 650L, 6_000L),
                (part.OrderNumber, part.DueOn, part.DaysOverdue, part.PayableFen, part.PaidFen, part.OwedFen));
            Assert.Contains("802", letter.LegalBasis.Zh, StringComparison.Ordinal);
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Without_anything_overdue_there_is_no_letter_and_a_stranger_gets_none(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceAndConfirmAsync();
        await DeliveredAsync(fixture, order, part: 0, daysAgo: 30);
        await RefusedAsync(
            http => http.GetAsync($"/ordering/payables/letter?unitId={order.UnitId}", Ct), Supplier(fixture, order, 0),
            HttpStatusCode.Conflict, "nothing_overdue");
        await RefusedAsync(
            http => http.GetAsync("/ordering/payables/letter", Ct), Supplier(fixture, order, 0), HttpStatusCode.BadRequest, "side_missing",
            "unitId");
        await RefusedAsync(
            http => http.GetAsync($"/ordering/payables/letter?supplierId={order.Parts[0].SupplierId}&unitId={order.UnitId}", Ct),
            fixture.Seller(Guid.CreateVersion7()), HttpStatusCode.Forbidden, "not_your_organisation");
    }
}
