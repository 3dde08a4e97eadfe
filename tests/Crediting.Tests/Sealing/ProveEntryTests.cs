using System.Net;
using System.Text;
using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Contracts.Proofs;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Crediting.Tests.Sealing;

/// <summary>
/// GET /credits/ledger/entries/{entryId}/proof, checked as an auditor away from the service would, from what HTTP answers alone.
/// </summary>
public sealed class ProveEntryTests(SealedLedger ledger)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Every_entry_is_proved_to_be_in_the_ledger(Engine engine)
    {
        var client = (await ledger.OnAsync(engine)).Client(Roles.Auditor);
        var head = await client.GetJsonAsync("/credits/ledger/head");
        var blocks = (await client.GetJsonAsync("/credits/ledger/blocks")).List("items");
        foreach (var entry in (await client.GetJsonAsync("/credits/entries?size=200")).List("items"))
        {
            var proof = await client.GetJsonAsync($"/credits/ledger/entries/{entry.Text("entryId")}/proof");

            var leaf = MerkleTree.LeafHash(Encoding.UTF8.GetBytes(proof.Text("canonical")));
            Assert.Equal(proof.Text("leafHash"), Convert.ToHexStringLower(leaf));
            Assert.StartsWith($"{entry.Number("entryNo")}\n{entry.Text("entryId")}\n", proof.Text("canonical"), StringComparison.Ordinal);
            var block = proof.GetProperty("block");
            Assert.Contains(
                blocks, listed => (listed.Number("blockNo"), listed.Text("root")) == (block.Number("blockNo"), block.Text("root")));
            var root = Hash(block.Text("root"));
            Assert.True(MerkleTree.VerifyInclusion(leaf, proof.Number("leafIndex"), proof.Number("leaves"), Path(proof, "leafPath"), root));
            Assert.Equal(
                block.Text("chainHash"),
                Convert.ToHexStringLower(SealedBlock.Chain(
                    Hash(proof.Text("chainHashBefore")), block.Number("firstEntryNo"), block.Number("lastEntryNo"), root)));
            Assert.True(MerkleTree.VerifyInclusion(
                MerkleTree.LeafHash(root), proof.Number("blockIndex"), head.Number("blocks"),
                Path(proof, "blockPath"), Hash(head.Text("treeRoot"))));
            Assert.Equal(head.GetProperty("signed").GetRawText(), proof.GetProperty("head").GetRawText());
            var read = proof.Deserialize<EntryProof>(JsonSerializerOptions.Web)!;
            Assert.True(read.IsSound());
            Assert.True(read.Head.IsSigned((await ledger.OnAsync(engine)).Services.GetRequiredService<PublicKeys>()));
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_proof_leads_to_the_head_that_is_asked_for(Engine engine)
    {
        var client = (await ledger.OnAsync(engine)).Client(Roles.Auditor);
        var entry = (await client.GetJsonAsync("/credits/entries?size=200")).List("items").Single(item => item.Number("entryNo") == 5);
        var path = $"/credits/ledger/entries/{entry.Text("entryId")}/proof";

        foreach (var head in (long[])[2, 3, 4])
        {
            var proof = (await client.GetJsonAsync($"{path}?head={head}")).Deserialize<EntryProof>(JsonSerializerOptions.Web)!;
            Assert.Equal((true, head), (proof.IsSound(), proof.Head.Number));
            Assert.False((proof with { Canonical = proof.Canonical.Replace("Direct", "Assisted", StringComparison.Ordinal) }).IsSound());
            Assert.False((proof with { EntryNo = 6 }).IsSound());
            Assert.False((proof with { BlockPath = [] }).IsSound() && head > 1);
        }

        Assert.Equal("no_such_head", (await client.RefusedAsync($"{path}?head=1", HttpStatusCode.BadRequest)).Code);
        Assert.Equal("not_signed_yet", (await client.RefusedAsync($"{path}?head=5", HttpStatusCode.Conflict)).Code);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Officials_get_proofs_of_what_concerns_their_region_only(Engine engine)
    {
        await using var service = await SealingScenario.StartAsync(engine);
        var sale = await service.SellAsync();
        var entry = (await service.EntriesAsync(sale.Lines[0].LineId)).Single(creditEntry => creditEntry.Tier == PairingTier.County);
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

    [Fact]
    public async Task What_is_no_entry_has_no_proof_and_only_officials_auditors_and_operators_get_one()
    {
        var service = await ledger.OnAsync(Engine.Sqlite);
        var path = $"/credits/ledger/entries/{Guid.CreateVersion7()}/proof";

        Assert.Equal("entry_not_found", (await service.Client(Roles.Auditor).RefusedAsync(path, HttpStatusCode.NotFound)).Code);
        await service.IsForAsync(HttpMethod.Get, path, Roles.Official, Roles.Auditor, Roles.Operator);
    }

    static byte[] Hash(string hex) => Convert.FromHexString(hex);

    static byte[][] Path(JsonElement proof, string name) => [.. proof.List(name).Select(hash => Hash(hash.GetString()!))];
}
