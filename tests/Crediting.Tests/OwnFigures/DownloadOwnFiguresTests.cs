using System.Net;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Crediting.Tests.OwnFigures;

/// <summary>GET /credits/own/…/file.</summary>
public sealed class DownloadOwnFiguresTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("credited"), InlineData("not-credited"), InlineData("quota"), InlineData("designated-units")]
    public async Task Every_report_comes_as_a_file_too(string path)
    {
        await using var service = await SharedLedger.StartAsync(Engine.Sqlite);
        await service.PairAsync("F03");
        var own = await OwnScenario.StartAsync(service, units: 1, new Random(1));
        await own.BuyAsync(own.Root.UnitId, "2028-03-10", 100m, origin: "653221");
        await own.BuyAsync(own.Root.UnitId, "2028-03-10", 100m);

        var csv = await own.Purchaser(own.Root.UnitId).GetStringAsync($"/credits/own/{path}/file?month=2028-03&format=Csv", Ct);
        Assert.Contains("截止时刻", csv, StringComparison.Ordinal);
        Assert.Contains("单位0", csv, StringComparison.Ordinal);
        // Own figures are in yuan, which the head says as well as the columns.
        Assert.Equal(csv.Contains("（万元）", StringComparison.Ordinal), csv.Contains("万元（fen", StringComparison.Ordinal));
        var workbook = await own.Purchaser(own.Root.UnitId).GetByteArrayAsync($"/credits/own/{path}?month=2028-03&format=Xlsx", Ct);
        Assert.Equal("PK"u8.ToArray(), workbook[..2]);
        Assert.Equal(
            ("not_supported", "knownAt"),
            await own.Purchaser(own.Root.UnitId).RefusedAsync(
                $"/credits/own/{path}?month=2028-03&knownAt=2028-03-01T00:00:00Z", HttpStatusCode.BadRequest));
    }
}
