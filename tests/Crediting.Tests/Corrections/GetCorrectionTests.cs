using System.Net;
using Marketplace.Contracts;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Crediting.Tests.Corrections;

/// <summary>GET /credits/corrections/{correctionId} (CR-19).</summary>
public sealed class GetCorrectionTests(SharedLedger shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_correction_shows_sale_by_sale_from_whom_to_whom_it_would_move_what(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var lineId = (await service.SellAsync()).Lines[0].LineId;
        var correctionId = await service.Official("513430").ProposeAsync(lineId);
        var path = $"{CorrectionScenario.Path}/{correctionId}";

        var shown = await service.Official("330211").GetJsonAsync(path);

        Assert.Equal("Proposed", shown.GetProperty("correction").Text("state"));
        var line = Assert.Single(shown.List("lines"));
        Assert.Equal((lineId.ToString(), 1L, 1L), (line.Text("lineId"), line.Number("acceptanceNo"), line.Number("shareNo")));
        var difference = Assert.Single(line.List("differences"));
        Assert.Equal(
            ("EastWest", "County", FixturePairings.Id("F03").ToString(), 1_000_00L),
            (difference.Text("scheme"), difference.Text("tier"), difference.Text("from"), difference.Number("amountFen")));
        Assert.Equal("correction_not_found", (await service.Official("441302").RefusedAsync(path, HttpStatusCode.NotFound)).Code);
    }

    [Fact]
    public async Task Officials_auditors_and_operators_read_what_there_is()
    {
        var service = await shared.OnAsync(Engine.Sqlite);
        var path = $"{CorrectionScenario.Path}/{Guid.CreateVersion7()}";

        Assert.Equal("correction_not_found", (await service.Client(Roles.Auditor).RefusedAsync(path, HttpStatusCode.NotFound)).Code);
        await service.IsForAsync(HttpMethod.Get, path, Roles.Official, Roles.Auditor, Roles.Operator);
    }
}
