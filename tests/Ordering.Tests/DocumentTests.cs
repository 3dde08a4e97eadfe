using System.Text.Json;
using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests;

public sealed class DocumentTests(SharedOrderingFixture shared)
{
    static readonly string[] Expected =
    [
        "ApproveOrder", "CancelOrder", "GetOrder", "ListOrders", "NameFacilitator", "PlaceOrder", "RecordInvoice", "RecordPayment",
        "RefuseOrder",
    ];

    [Fact]
    public async Task The_document_has_every_operation_with_a_summary_in_both_languages()
    {
        var fixture = await shared.OnAsync(Engine.Sqlite);
        using var answer = await fixture.Service.ClientWith(null).GetAsync("/ordering/openapi.json", Ct);

        var document = await ReadAsync<JsonElement>(answer);
        var orders = document.GetProperty("paths").EnumerateObject()
            .Where(path => path.Name.StartsWith("/ordering/orders", StringComparison.Ordinal))
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => operation.Value)).ToList();

        Assert.Equal(Expected, orders.Select(operation => operation.GetProperty("operationId").GetString()!).Order(StringComparer.Ordinal));
        Assert.All(orders, operation => Assert.Matches("^[\u4E00-\u9FFF]+ [A-Z][a-z ]+$", operation.GetProperty("summary").GetString()));
    }
}
