using System.Net;
using System.Text.Json.Nodes;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Catalog.Tests.NegativeList;

/// <summary>Correct requests to the negative list, and what tests often do with it.</summary>
static class Listed
{
    public const string Path = "/catalog/negative-list";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static JsonObject Request(string subject, Guid subjectId, string from = "2026-11-21", string until = "2027-05-31") => new()
    {
        ["subject"] = subject,
        ["subjectId"] = subjectId.ToString(),
        ["reason"] = "农残超标",
        ["document"] = "金市监〔2026〕8号",
        ["validFrom"] = from,
        ["validUntil"] = until,
    };

    extension(HttpClient client)
    {
        public Task<HttpResponseMessage> ListAsync(
            string subject, Guid subjectId, string from = "2026-11-21", string until = "2027-05-31") =>
            client.PostOnceAsync(Path, Request(subject, subjectId, from, until), ct: Ct);

        /// <summary>Lists it; the id of the entry.</summary>
        public async Task<Guid> ListedAsync(string subject, Guid subjectId, string from = "2026-11-21", string until = "2027-05-31")
        {
            using var listed = await client.ListAsync(subject, subjectId, from, until);
            Assert.Equal(HttpStatusCode.Created, listed.StatusCode);
            return (Guid)(await listed.NodeAsync())!["listingId"]!;
        }

        public Task<HttpResponseMessage> UnlistAsync(Guid listingId) =>
            client.PostOnceAsync($"{Path}/{listingId}/lifting", new { reason = "复检合格", document = "金市监〔2026〕9号" }, ct: Ct);
    }
}
