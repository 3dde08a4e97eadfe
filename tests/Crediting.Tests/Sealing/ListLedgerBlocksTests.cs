using System.Net;
using Marketplace.Contracts;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Crediting.Tests.Sealing;

/// <summary>GET /credits/ledger/blocks.</summary>
public sealed class ListLedgerBlocksTests(SealedLedger ledger)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Blocks_are_listed_in_their_order_page_by_page(Engine engine)
    {
        var client = (await ledger.OnAsync(engine)).Client(Roles.Auditor);

        var page = await client.GetJsonAsync("/credits/ledger/blocks?size=3");
        var rest = await client.GetJsonAsync($"/credits/ledger/blocks?after={page.Text("next")}");

        var blocks = page.List("items").Concat(rest.List("items")).ToList();
        Assert.Equal(3, page.List("items").Length);
        Assert.Equal([1L, 2, 3, 4], blocks.Select(block => block.Number("blockNo")));
        Assert.Equal(
            [(1L, 3L), (4L, 9L), (10L, 18L), (19L, 30L)],
            blocks.Select(block => (block.Number("firstEntryNo"), block.Number("lastEntryNo"))));
        var head = await client.GetJsonAsync("/credits/ledger/head");
        Assert.Equal(head.Text("chainHash"), blocks[^1].Text("chainHash"));
    }

    [Fact]
    public async Task Officials_auditors_and_operators_list_them()
    {
        var service = await ledger.OnAsync(Engine.Sqlite);

        await service.IsForAsync(HttpMethod.Get, "/credits/ledger/blocks", Roles.Official, Roles.Auditor, Roles.Operator);
        Assert.Equal(
            "after",
            (await service.Client(Roles.Auditor).RefusedAsync("/credits/ledger/blocks?after=nonsense", HttpStatusCode.BadRequest)).Field);
    }
}
