using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Labels;

/// <summary>GET /logistics/label-keys. The public keys by which a device checks labels without a network.</summary>
public static class ListLabelKeys
{
    /// <summary>The keys, the oldest first; none until the first label is printed.</summary>
    public sealed record View(IReadOnlyList<LabelKeyView> Items);

    public static void Map(RouteGroupBuilder keys) => keys.MapGet("/", HandleAsync)
        .WithName(nameof(ListLabelKeys)).WithSummary("标签验签公钥 Public keys that labels are checked with")
        .For([.. Refusals.Readers, Roles.Keeper]);

    static async Task<Ok<View>> HandleAsync(LogisticsDb db, CancellationToken ct) => TypedResults.Ok(new View(
        [.. (await db.LabelKeys.AsNoTracking().OrderBy(key => key.Number).ToListAsync(ct)).Select(LabelKeyView.Of)]));
}
