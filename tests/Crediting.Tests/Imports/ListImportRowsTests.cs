using System.Net;
using Marketplace.Contracts;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Crediting.Tests.Imports;

/// <summary>GET /credits/imports/{importId}/rows (CR-22).</summary>
public sealed class ListImportRowsTests(SharedLedger shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Rows_are_listed_in_the_order_of_the_file_with_what_became_of_their_sales(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var (importId, facilitator) = await service.ImportAsync("330211", "A", "B", "C");
        using var west = await service.Reviewer("513430").ReviewAsync(importId, "Origin", isApproved: false, "B");
        Assert.Equal(HttpStatusCode.Created, west.StatusCode);
        var path = $"/credits/imports/{importId}/rows";

        var rows = await service.Official("330211").PagesOfTwoAsync(path);

        Assert.Equal([(2L, "A"), (3L, "B"), (4L, "C")], rows.Select(row => (row.Number("rowNumber"), row.Text("documentNo"))));
        Assert.Equal(
            (LedgerFile.LineId("A", facilitator).ToString(), 1_000_00L, "2024-05-10", "Held", "AwaitingReview"),
            (
                rows[0].Text("lineId"), rows[0].Number("amountFen"),
                rows[0].Text("saleDate"), rows[0].Text("status"), rows[0].Text("heldFor")));
        Assert.Equal(("Rejected", false), (rows[1].Text("state"), rows[1].GetProperty("originApproved").GetBoolean()));
        Assert.Equal(
            "B", Assert.Single((await service.Official("330211").GetJsonAsync($"{path}?state=Rejected")).List("items")).Text("documentNo"));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task They_are_seen_by_officials_of_its_facilitators_and_origins(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var path = $"/credits/imports/{(await service.ImportAsync("330211", "A")).ImportId}/rows";

        await service.Official("330211").GetJsonAsync(path);
        await service.Official("513430").GetJsonAsync(path);
        Assert.Equal("import_not_found", (await service.Official("520100").RefusedAsync(path, HttpStatusCode.NotFound)).Code);
        await service.IsForAsync(HttpMethod.Get, path, Roles.Official, Roles.Auditor, Roles.Operator);
    }

    [Theory]
    [InlineData("state=Perhaps", "state")]
    [InlineData("size=0", "size")]
    [InlineData("after=nonsense", "after")]
    public async Task What_cannot_be_asked_is_refused(string query, string field)
    {
        var service = await shared.OnAsync(Engine.Sqlite);
        var path = $"/credits/imports/{(await service.ImportAsync("330211", "A")).ImportId}/rows";

        Assert.Equal(field, (await service.Client(Roles.Auditor).RefusedAsync($"{path}?{query}", HttpStatusCode.BadRequest)).Field);
    }
}
