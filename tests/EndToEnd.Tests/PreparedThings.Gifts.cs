using System.Net.Http.Headers;
using System.Text;
using Marketplace.Contracts;
using Marketplace.Testing;

namespace Marketplace.EndToEnd.Tests;

/// <content>Whom our unit gives something.</content>
sealed partial class PreparedThings
{
    async Task<Guid> UploadGiftListAsync(Guid dockId, Guid productId, CancellationToken ct)
    {
        await _http.PutAsync(
            await _http.SignInAsync(Roles.Approver, Trip.Buyer.UnitId, null, null, ct),
            $"/ordering/gift-limits/{Trip.Buyer.UnitId}/2026",
            new { perHeadFen = 500_00, document = "工会慰问标准〔2026〕1号" },
            ct);
        var listId = Guid.CreateVersion7();
        await Eventually.TrueAsync(
            async () =>
            {
                using var file = new ByteArrayContent(Encoding.UTF8.GetBytes("姓名,工号\n王秀英,A1\n"));
                file.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
                using var request = new HttpRequestMessage(
                    HttpMethod.Post,
                    $"/ordering/gift-lists/sheets?listId={listId}&unitId={Trip.Buyer.UnitId}&name=test&product={productId}"
                        + $"&dock={dockId}&deliverOn=2099-01-05");
                request.Content = file;
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Trip.Buyer.Token);
                request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
                using var answer = await _client.SendAsync(request, ct);
                // Ordering may not have heard of the dock yet.
                return answer.IsSuccessStatusCode;
            },
            "the gift list to be kept",
            ct: ct);
        return listId;
    }
}
