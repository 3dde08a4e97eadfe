using System.Text.Json;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests;

public sealed class ServiceTests(SharedUnits shared)
{
    [Fact]
    public async Task The_interface_document_names_every_verb()
    {
        var client = (await shared.OnAsync(Engine.Sqlite)).ClientWith(null);

        var document = await client.GetBodyAsync<JsonElement>("/units/openapi.json");

        string[] verbs =
        [
            .. document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject())
                .Select(operation => operation.Value.GetProperty("operationId").GetString()!).Where(verb => !verb.Contains("Parked", StringComparison.Ordinal)),
        ];
        Assert.Equal(
            [
                "CountUnits", "GetBudget", "GetPairing", "GetRegion", "GetUnit", "ListBudgetHolds", "ListPairings", "ListRegions", "ListUnits", "MoveUnit",
                "RegisterPairing", "RegisterUnit", "RevisePairing", "ReviseUnit", "SetBudget",
            ],
            verbs.Order(StringComparer.Ordinal));
    }
}
