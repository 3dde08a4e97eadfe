using System.Net;
using System.Net.Http.Headers;
using Marketplace.Logistics.Photos;
using Xunit;

namespace Marketplace.Logistics.Tests.Photos;

/// <summary>Photographs as clients send them.</summary>
static class PhotoRequests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    extension(HttpClient client)
    {
        /// <summary>Sends a picture of goods of a shipment.</summary>
        /// <param name="path">Of the shipment.</param>
        public async Task<HttpResponseMessage> PostPhotoAsync(
            string path, Guid photoId, byte[] file, string query = "&subject=Discrepancy", string? key = null, string type = "image/jpeg")
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{path}/photos?photoId={photoId}{query}");
            request.Headers.Add("Idempotency-Key", key ?? $"{Guid.CreateVersion7()}");
            request.Content = new ByteArrayContent(file);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
            return await client.SendAsync(request, Ct);
        }

        /// <summary>Sends a picture, which is taken.</summary>
        public async Task<PhotoView> PhotographAsync(string path, string query = "&subject=Discrepancy", byte[]? file = null) =>
            await LogisticsScenario.ReadAsync<PhotoView>(
                HttpStatusCode.Created, await client.PostPhotoAsync(path, Guid.CreateVersion7(), file ?? Pictures.Plain(), query));
    }
}
