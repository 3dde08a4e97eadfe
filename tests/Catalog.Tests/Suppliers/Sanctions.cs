using System.Net;
using System.Text.Json.Nodes;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Catalog.Tests.Suppliers;

/// <summary>Correct requests about sanctions, and what tests often do with them.</summary>
static class Sanctions
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static string Path(Guid supplierId) => $"/catalog/suppliers/{supplierId}/sanctions";

    /// <summary>A removal when it has no last day.</summary>
    public static JsonObject Request(string kind, string? until = null)
    {
        var request = new JsonObject { ["kind"] = kind, ["reason"] = "抽检不合格", ["document"] = "金农函〔2026〕21号" };
        if (until is not null)
        {
            request["until"] = until;
        }

        return request;
    }

    public static JsonObject Lifting(string reason = "整改合格") => new() { ["reason"] = reason, ["document"] = "金农函〔2026〕22号" };

    extension(HttpClient client)
    {
        public Task<HttpResponseMessage> SanctionAsync(Guid supplierId, string kind = "Suspension", string? until = "2026-12-31") =>
            client.PostOnceAsync(Path(supplierId), Request(kind, kind == "Removal" ? null : until), ct: Ct);

        public Task<HttpResponseMessage> LiftAsync(Guid supplierId, int number = 1) =>
            client.PostOnceAsync($"{Path(supplierId)}/{number}/lifting", Lifting(), ct: Ct);

        public Task<HttpResponseMessage> AppealAsync(Guid supplierId, int number = 1) =>
            client.PostOnceAsync($"{Path(supplierId)}/{number}/appeal", new { reason = "复检合格" }, ct: Ct);

        public Task<HttpResponseMessage> DismissAsync(Guid supplierId, int number = 1) =>
            client.PostOnceAsync($"{Path(supplierId)}/{number}/appeal/dismissal", new { reason = "复检仍不合格" }, ct: Ct);

        /// <summary>Where the supplier stands.</summary>
        public async Task<string> StateAsync(Guid supplierId) =>
            (string)(await client.GetNodeAsync($"/catalog/suppliers/{supplierId}"))["state"]!;
    }

    /// <summary>It succeeds.</summary>
    public static async Task DoneAsync(this Task<HttpResponseMessage> sending)
    {
        using var answer = await sending;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
