using Marketplace.Contracts;
using Marketplace.Contracts.Proofs;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Crediting.Tests.Sealing;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Crediting.Tests.Signing;

/// <summary>GET /credits/keys.</summary>
public sealed class ListKeysTests(SealedLedger ledger)
{
    [Fact]
    public async Task The_public_keys_are_those_by_which_heads_are_checked()
    {
        var service = await ledger.OnAsync(Engine.Sqlite);
        var client = service.Client(Roles.Auditor);

        var key = Assert.Single((await client.GetJsonAsync("/credits/keys")).List("items"));

        Assert.True(key.GetProperty("isInUse").GetBoolean());
        var keys = PublicKeys.Parse(key.Text("publicKey"));
        Assert.Equal([key.Text("keyId")], keys.Ids);
        var head = await service.HeadAsync();
        Assert.True(head.IsSigned(keys));
        Assert.DoesNotContain("PRIVATE", key.GetRawText(), StringComparison.Ordinal);
        await service.IsForAsync(HttpMethod.Get, "/credits/keys", Roles.Official, Roles.Auditor, Roles.Operator);
    }
}
