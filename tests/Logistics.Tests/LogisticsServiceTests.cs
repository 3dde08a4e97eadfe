using System.Net;
using System.Text.Json;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Logistics.Tests;

/// <summary>The service as a whole.</summary>
public sealed class LogisticsServiceTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task It_is_ready_and_describes_its_interface(Engine engine)
    {
        var client = (await services.OnAsync(engine)).ClientWith(null);

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/ready", Ct)).StatusCode);
        var document = JsonElement.Parse(await client.GetStringAsync("/logistics/openapi.json", Ct));
        var operations = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(verb => verb.Value))
            .ToDictionary(
                operation => operation.GetProperty("operationId").GetString()!, operation => operation.GetProperty("summary").GetString());
        Assert.Superset(
            new HashSet<string>
            {
                "ListShipments", "GetShipment", "DispatchShipment", "RecordDelivery", "AcceptDelivery",
                "RaiseDispute", "RuleOnDispute", "ListDisputes", "GetDispute",
                "RequestReturn", "ConfirmReturn", "RefuseReturn", "ListReturns", "GetReturn",
            },
            operations.Keys.ToHashSet());
        Assert.All(operations.Values, summary => Assert.False(string.IsNullOrWhiteSpace(summary)));
    }
}
