using Marketplace.Contracts;
using Marketplace.Testing.Road;

namespace Marketplace.EndToEnd.Tests;

/// <content>What was called back.</content>
sealed partial class PreparedThings
{
    /// <summary>A batch of our supplier that is sound, and another that the province has called back.</summary>
    async Task<(Guid BatchId, Guid RecallId)> RecallAsync(Stall stall, CancellationToken ct)
    {
        Guid[] batches = [Guid.CreateVersion7(), Guid.CreateVersion7()];
        foreach (var batchId in batches)
        {
            await _http.PostAsync(
                stall.Token,
                $"/catalog/products/{stall.Goods[^1].ProductId}/batches",
                new { batchId, harvestFrom = "2098-01-01", harvestUntil = "2098-12-31", quantity = "1" },
                ct);
        }

        var recallId = Guid.CreateVersion7();
        await _http.PostAsync(
            await _http.SignInAsync(Roles.Official, null, "510000", "Province", ct),
            $"/catalog/batches/{batches[1]}/recalls",
            new { recallId, reason = "抽检不合格", document = "测试〔2026〕7号" },
            ct);
        return (batches[0], recallId);
    }
}
