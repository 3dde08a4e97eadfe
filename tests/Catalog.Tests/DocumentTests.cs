using System.Text.Json.Nodes;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Catalog.Tests;

public sealed class DocumentTests(Catalogs catalogs)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_interface_document_tells_every_verb()
    {
        var catalog = await catalogs.OnAsync(Engine.Sqlite);
        var document = JsonNode.Parse(await catalog.Service.ClientWith(null).GetStringAsync("/catalog/openapi.json", Ct))!;
        var verbs = document["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject()).Where(operation => operation.Key is "get" or "post" or "put")
            .Select(operation => (string)operation.Value!["operationId"]!);
        string[] expected =
        [
            "AddToNegativeList", "AppealSanction", "BrowseProducts", "CountListings", "DeclineRecognition", "DismissAppeal",
            "ExportRecognitions", "GetAgency", "GetNegativeListing", "GetProduct", "GetRecognition", "GetSupplier", "GrantAgency",
            "ImportRecognitions", "IssueRecognition", "LiftNegativeListing", "LiftRecall", "LiftSanction", "ListAgencies", "ListBatches",
            "ListClaims", "ListNegativeListings", "ListProduct", "ListRecalls", "ListRecognitions", "ListSpecialties", "ListSuppliers",
            "OfferBatch", "ReadmitSupplier", "RecallBatch", "RegisterSupplier",
            "RenewRecognition", "ReviseProduct", "ReviseSupplier", "SanctionSupplier", "StateCertificate",
            "WithdrawAgency", "WithdrawRecognition",
        ];
        // What the kernel maps for every service is named after the service.
        Assert.Equal(
            expected,
            verbs.Where(verb => !verb.EndsWith("OfCatalog", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        var filters = document["paths"]!["/catalog/products"]!["get"]!["parameters"]!.AsArray()
            .Select(parameter => (string)parameter!["name"]!);
        Assert.Equal(["q", "origin", "category", "supplierId", "after", "size"], filters);
    }
}
