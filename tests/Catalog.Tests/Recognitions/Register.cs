using System.Net;
using System.Text.Json.Nodes;
using Marketplace.Contracts;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Catalog.Tests.Recognitions;

/// <summary>Correct requests to a county's register, and what tests often do with it.</summary>
static class Register
{
    public const string Path = "/catalog/recognitions";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static string NewNumber() => $"RZ-{Guid.CreateVersion7():N}";

    public static JsonObject Issue(string number, Guid supplierId, Guid? productId = null, string county = Places.Jinyang)
    {
        var request = new JsonObject
        {
            ["number"] = number,
            ["supplierId"] = supplierId.ToString(),
            ["countyId"] = county,
            ["validFrom"] = "2024-01-01",
            ["validUntil"] = "2028-12-31",
            ["document"] = "金农函〔2024〕1号",
        };
        if (productId is { } only)
        {
            request["productId"] = only.ToString();
        }

        return request;
    }

    public static JsonObject Claim(string number) =>
        new() { ["number"] = number, ["validFrom"] = "2024-05-01", ["validUntil"] = "2027-04-30" };

    extension(CatalogUnderTest catalog)
    {
        /// <summary>A product that claims the number.</summary>
        public async Task<Guid> ClaimingProductAsync(Guid supplierId, string number)
        {
            var productId = Guid.CreateVersion7();
            var request = Samples.Product(productId, supplierId);
            request["recognition"] = Claim(number);
            using var listed = await catalog.As(Roles.Supplier, supplierId).PostOnceAsync("/catalog/products", request, ct: Ct);
            Assert.Equal(HttpStatusCode.Created, listed.StatusCode);
            return productId;
        }

        /// <summary>The county issues it; the id of the record.</summary>
        public async Task<Guid> IssuedAsync(JsonObject request)
        {
            using var issued = await catalog.County((string)request["countyId"]!).PostOnceAsync(Path, request, ct: Ct);
            Assert.Equal(HttpStatusCode.Created, issued.StatusCode);
            return (Guid)(await issued.NodeAsync())!["recordId"]!;
        }

        /// <summary>What a listing says of its recognition.</summary>
        public async Task<(bool IsConfirmed, Guid? RecordId, string Until)> SaidAsync(Guid productId)
        {
            var said = (await catalog.As(Roles.Purchaser).GetNodeAsync($"/catalog/products/{productId}"))["recognition"]!;
            return ((bool)said["isConfirmed"]!, (Guid?)said["recordId"], (string)said["validUntil"]!);
        }
    }
}
