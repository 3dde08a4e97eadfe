using Marketplace.Contracts;
using Marketplace.Contracts.Proofs;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Crediting.Signing;

/// <summary>
/// GET /credits/keys. The public keys by which heads, reports and signatures are checked, those before the one in use too. Whoever checks
/// keeps a copy from another source: keys that come from the service say only what the service says.
/// </summary>
public static class ListKeys
{
    /// <summary>A public key.</summary>
    /// <param name="KeyId">SHA-256 over its SubjectPublicKeyInfo, in lower-case hexadecimal.</param>
    /// <param name="PublicKey">A block of "PUBLIC KEY" (PEM).</param>
    /// <param name="IsInUse">Whether what is signed today is signed with it.</param>
    public sealed record Key(string KeyId, string PublicKey, bool IsInUse);

    /// <summary>The keys, the oldest first.</summary>
    public sealed record View(IReadOnlyList<Key> Items);

    public static void Map(RouteGroupBuilder api) => api.MapGet("/keys", Handle)
        .WithName("ListKeys")
        .WithSummary("验签公钥 Public keys that signatures are checked with")
        .For(Roles.Official, Roles.Auditor, Roles.Operator);

    static Ok<View> Handle(PublicKeys keys, ISigner signer) => TypedResults.Ok(new View(
        [.. keys.All().Select(key => new Key(key.KeyId, PublicKeys.PemOf(key.PublicKey), key.KeyId == signer.KeyId))]));
}
