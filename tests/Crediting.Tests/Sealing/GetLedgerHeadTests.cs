using Marketplace.Contracts;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Crediting.Tests.Sealing;

/// <summary>GET /credits/ledger/head.</summary>
public sealed class GetLedgerHeadTests(SealedLedger ledger)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_head_tells_how_far_the_ledger_is_sealed(Engine engine)
    {
        var service = await ledger.OnAsync(engine);

        var head = await service.Client(Roles.Auditor).GetJsonAsync("/credits/ledger/head");

        Assert.Equal((30L, 4L, 30L), (head.Number("entries"), head.Number("blocks"), head.Number("sealedThrough")));
        var last = (await service.Client(Roles.Auditor).GetJsonAsync("/credits/ledger/blocks")).List("items")[^1];
        Assert.Equal(head.Text("chainHash"), last.Text("chainHash"));
        var signed = head.GetProperty("signed");
        Assert.Equal(
            (4L, 30L, head.Text("chainHash"), head.Text("treeRoot")),
            (signed.Number("number"), signed.Number("entries"), signed.Text("chainHash"), signed.Text("treeRoot")));
        Assert.Equal(
            head.Text("treeRoot"), (await service.Client(Roles.Auditor).GetJsonAsync("/credits/ledger/consistency?from=0")).Text("toRoot"));
    }

    [Fact]
    public async Task Officials_auditors_and_operators_read_it()
    {
        var service = await ledger.OnAsync(Engine.Sqlite);

        await service.IsForAsync(HttpMethod.Get, "/credits/ledger/head", Roles.Official, Roles.Auditor, Roles.Operator);
    }
}
