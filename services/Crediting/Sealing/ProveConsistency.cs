using Marketplace.Contracts;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Crediting.Sealing;

/// <summary>
/// GET /credits/ledger/consistency?from=&amp;to=. Shows that the ledger of so many blocks is the beginning of
/// the later one (RFC 6962, 2.1.2).
/// </summary>
public static class ProveConsistency
{
    /// <summary>The proof between two sizes of the tree of blocks. Hashes are SHA-256 in lower-case hexadecimal.</summary>
    public sealed record View(long From, string FromRoot, long To, string ToRoot, IReadOnlyList<string> Proof);

    public static void Map(RouteGroupBuilder api) => api.MapGet("/ledger/consistency", HandleAsync)
        .WithName("ProveConsistency")
        .WithSummary("账本一致性证明 Proof that the ledger only grew")
        .For(Roles.Official, Roles.Auditor, Roles.Operator);

    /// <param name="from">Blocks then.</param>
    /// <param name="to">Blocks later; all there are when not given.</param>
    static async Task<Ok<View>> HandleAsync(int from, CreditingDb db, BlockTree tree, CancellationToken ct, int? to = null) =>
        TypedResults.Ok(await tree.AskAsync(
            db,
            all =>
            {
                var until = to ?? all.Size;
                if (until < 0 || until > all.Size)
                {
                    throw new InvalidRequestException("no_such_size", "to", $"账本现有 {all.Size} 个区块。", $"The ledger has {all.Size} blocks.");
                }

                return from < 0 || from > until
                    ? throw new InvalidRequestException(
                        "no_such_size", "from", $"from 应在 0 与 {until} 之间。", $"Give a size from 0 to {until}.")
                    : new View(from, BlockView.Hex(all.Root(from)), until, BlockView.Hex(all.Root(until)), BlockView.Hex(
                        all.ConsistencyProof(from, until)));
            },
            ct));
}
