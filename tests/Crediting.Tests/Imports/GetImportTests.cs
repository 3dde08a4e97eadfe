using System.Net;
using Marketplace.Contracts;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Crediting.Tests.Imports;

/// <summary>GET /credits/imports/{importId} (CR-22).</summary>
public sealed class GetImportTests(SharedLedger shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_import_tells_how_far_it_has_come_and_who_decided_what(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var (importId, _) = await service.ImportAsync("330211", "A", "B", "C");
        using var east = await service.Reviewer("330211").ReviewAsync(importId, "Facilitator");
        using var west = await service.Reviewer("513430").ReviewAsync(importId, "Origin", isApproved: false, "B");
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (east.StatusCode, west.StatusCode));

        var shown = await service.Official("330211").GetJsonAsync($"/credits/imports/{importId}");

        var import = shown.GetProperty("import");
        Assert.Equal(
            (importId.ToString(), "ledger.csv", "official-330211"),
            (import.Text("importId"), import.Text("fileName"), import.Text("importedBy")));
        Assert.Equal(
            (3L, 3_000_00L, 0L, 1L),
            (import.Number("rows"), import.Number("amountFen"), import.Number("approved"), import.Number("rejected")));
        Assert.Equal(
            [("AwaitingReview", 2L, 2_000_00L), ("Rejected", 1L, 1_000_00L)],
            shown.List("progress").Select(part => (part.Text("state"), part.Number("rows"), part.Number("amountFen"))).Order());
        Assert.Equal(["Facilitator", "Origin"], shown.List("reviews").Select(review => review.Text("side")));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task It_is_seen_by_officials_of_its_facilitators_and_origins(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var (importId, _) = await service.ImportAsync("330211", "A");
        var path = $"/credits/imports/{importId}";

        await service.Official("330211").GetJsonAsync(path);
        await service.Official("513430").GetJsonAsync(path);
        Assert.Equal("import_not_found", (await service.Official("520100").RefusedAsync(path, HttpStatusCode.NotFound)).Code);
        Assert.Equal(
            "import_not_found",
            (await service.Client(Roles.Auditor).RefusedAsync($"/credits/imports/{Guid.CreateVersion7()}", HttpStatusCode.NotFound)).Code);
        await service.IsForAsync(HttpMethod.Get, path, Roles.Official, Roles.Auditor, Roles.Operator);
    }
}
