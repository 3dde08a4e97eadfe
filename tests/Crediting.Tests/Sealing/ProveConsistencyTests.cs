using System.Net;
using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Contracts.Proofs;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Crediting.Tests.Sealing;

/// <summary>GET /credits/ledger/consistency, checked as an auditor away from the service would, from what HTTP answers alone.</summary>
public sealed class ProveConsistencyTests(SealedLedger ledger)
{
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

        Assert.Equal(
            ("no_such_size", "to"), await client.RefusedAsync("/credits/ledger/consistency?from=1&to=99", HttpStatusCode.BadRequest));
        Assert.Equal(
            ("no_such_size", "from"), await client.RefusedAsync("/credits/ledger/consistency?from=3&to=2", HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task A_proof_goes_to_the_ledger_of_now_unless_told_otherwise_and_is_for_officials_auditors_and_operators()
    {
        var service = await ledger.OnAsync(Engine.Sqlite);

        var proof = await service.Official("441302").GetJsonAsync("/credits/ledger/consistency?from=2");

        Assert.Equal((2L, 4L), (proof.Number("from"), proof.Number("to")));
        Assert.Equal(
            "from", (await service.Client(Roles.Auditor).RefusedAsync("/credits/ledger/consistency", HttpStatusCode.BadRequest)).Field);
        await service.IsForAsync(HttpMethod.Get, "/credits/ledger/consistency?from=0", Roles.Official, Roles.Auditor, Roles.Operator);
    }

    static byte[] Hash(string hex) => Convert.FromHexString(hex);

    static byte[][] Path(JsonElement proof, string name) => [.. proof.List(name).Select(hash => Hash(hash.GetString()!))];
}
