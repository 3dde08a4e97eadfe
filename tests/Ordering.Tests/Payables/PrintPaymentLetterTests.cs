using System.Text;
using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;
using static Marketplace.Ordering.Tests.Payables.PayableScenario;

namespace Marketplace.Ordering.Tests.Payables;

/// <summary>GET /ordering/payables/letter/file.</summary>
public sealed class PrintPaymentLetterTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_letter_is_printed_on_as_many_pages_as_it_needs_and_the_same_bytes_each_time(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var (unitId, supplierId) = (await fixture.NewUnitAsync(), await fixture.NewSupplierAsync());
        var productId = await fixture.NewProductAsync(supplierId);
        for (var i = 0; i < 45; i++)
        {
            var order = await fixture.ConfirmAsync(await fixture.PlaceAsync(Order(unitId, (productId, 20))));
            await DeliveredAsync(fixture, order, part: 0, daysAgo: 60);
        }

        var path = $"/ordering/payables/letter/file?unitId={unitId}";
        using var answer = await fixture.Seller(supplierId).GetAsync(path, Ct);
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("催款函", answer.Content.Headers.ContentDisposition?.FileNameStar, StringComparison.Ordinal);
        var file = await answer.Content.ReadAsByteArrayAsync(Ct);
        Assert.Equal(file, await fixture.Seller(supplierId).GetByteArrayAsync(path, Ct));
        var text = Encoding.Latin1.GetString(file);
        Assert.StartsWith("%PDF-", text, StringComparison.Ordinal);
        Assert.Contains("/Count 2", text, StringComparison.Ordinal);
    }
}
