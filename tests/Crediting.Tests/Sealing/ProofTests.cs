using System.Net;
using System.Text;
using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Domain.Merkle;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Crediting.Tests.Sealing;

/// <summary>Checks proofs as an auditor away from the service would, from what HTTP answers alone.</summary>
public sealed class ProofTests
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Every_entry_is_proved_to_be_in_the_ledger(Engine engine)
    {
        await using var service = await SealingScenario.StartAsync(engine);
        for (var lines = 1; lines <= 4; lines++)
        {
            await service.SellAsync(lines);
            await service.SealAsync();
        }

        var client = service.Client(Roles.Auditor);
        var head = await client.GetJsonAsync("/credits/ledger/head");
        Assert.Equal((30L, 4L, 30L), (head.Number("entries"), head.Number("blocks"), head.Number("sealedThrough")));
        var blocks = (await client.GetJsonAsync("/credits/ledger/blocks?size=3")) is var page
            ? page.List("items").Concat((await client.GetJsonAsync($"/credits/ledger/blocks?after={page.Text("next")}")).List("items")).ToList()
            : [];
        Assert.Equal([1L, 2, 3, 4], blocks.Select(block => block.Number("blockNo")));
        Assert.Equal(head.Text("chainHash"), blocks[^1].Text("chainHash"));
        foreach (var entry in (await client.GetJsonAsync("/credits/entries?size=200")).List("items"))
        {
            var proof = await client.GetJsonAsync($"/credits/ledger/entries/{entry.Text("entryId")}/proof");

            var leaf = MerkleTree.LeafHash(Encoding.UTF8.GetBytes(proof.Text("canonical")));
            Assert.Equal(proof.Text("leafHash"), Convert.ToHexStringLower(leaf));
            Assert.StartsWith($"{entry.Number("entryNo")}\n{entry.Text("entryId")}\n", proof.Text("canonical"), StringComparison.Ordinal);
            var block = proof.GetProperty("block");
            var root = Hash(block.Text("root"));
            Assert.True(MerkleTree.VerifyInclusion(leaf, proof.Number("leafIndex"), proof.Number("leaves"), Path(proof, "leafPath"), root));
            Assert.Equal(
                block.Text("chainHash"),
                Convert.ToHexStringLower(LedgerBlock.Chain(Hash(proof.Text("chainHashBefore")), block.Number("firstEntryNo"), block.Number("lastEntryNo"), root)));
            Assert.True(MerkleTree.VerifyInclusion(
                MerkleTree.LeafHash(root), proof.Number("blockIndex"), proof.Number("treeSize"), Path(proof, "blockPath"), Hash(head.Text("treeRoot"))));
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_ledger_of_today_is_proved_to_begin_with_that_of_yesterday(Engine engine)
    {
        await using var service = await SealingScenario.StartAsync(engine);
        var client = service.Client(Roles.Auditor);
        var roots = new List<string>();
        for (var size = 0; size <= 5; size++)
        {
            roots.Add((await client.GetJsonAsync("/credits/ledger/head")).Text("treeRoot"));
            await service.SellAsync();
            await service.SealAsync();
        }

        for (var from = 0; from <= 5; from++)
        {
            for (var to = from; to <= 5; to++)
            {
                var proof = await client.GetJsonAsync($"/credits/ledger/consistency?from={from}&to={to}");
                Assert.Equal((roots[from], roots[to]), (proof.Text("fromRoot"), proof.Text("toRoot")));
                Assert.True(MerkleTree.VerifyConsistency(from, to, Hash(roots[from]), Hash(roots[to]), Path(proof, "proof")));
            }
        }

        Assert.Equal(("no_such_size", "to"), await client.RefusedAsync("/credits/ledger/consistency?from=1&to=99", HttpStatusCode.BadRequest));
        Assert.Equal(("no_such_size", "from"), await client.RefusedAsync("/credits/ledger/consistency?from=3&to=2", HttpStatusCode.BadRequest));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Officials_get_proofs_of_what_concerns_their_region_only(Engine engine)
    {
        await using var service = await SealingScenario.StartAsync(engine);
        var sale = await service.SellAsync();
        var entry = (await service.EntriesAsync(sale.Lines[0].LineId)).Single(one => one.Tier == PairingTier.County);
        var path = $"/credits/ledger/entries/{entry.EntryId}/proof";
        Assert.Equal("not_sealed_yet", (await service.Client(Roles.Auditor).RefusedAsync(path, HttpStatusCode.Conflict)).Code);
        await service.SealAsync();

        foreach (var region in (string[])["330211", "330200", "330000", "513430", "510000"])
        {
            await service.Client(Roles.Official, region: region, tier: "County").GetJsonAsync(path);
        }

        await service.Client(Roles.Official, region: "440000", tier: "Province").RefusedAsync(path, HttpStatusCode.NotFound);
        await service.Client(Roles.Purchaser, org: Guid.CreateVersion7()).RefusedAsync(path, HttpStatusCode.Forbidden);
    }

    static byte[] Hash(string hex) => Convert.FromHexString(hex);

    static byte[][] Path(JsonElement proof, string name) => [.. proof.List(name).Select(hash => Hash(hash.GetString()!))];
}
