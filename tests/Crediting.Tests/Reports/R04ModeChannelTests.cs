using System.Net;
using Marketplace.Contracts;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Crediting.Tests.Reports;

/// <summary>How sales came about, with figures computed by hand (R4).</summary>
public sealed class R04ModeChannelTests
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Modes_and_channels_are_told_pairing_by_pairing(Engine engine)
    {
        await using var service = await SharedLedger.StartAsync(engine);
        await service.PairAsync("F01", "F02", "F03", "F04");
        var (unit, hall) = (Examples.Unit("330211"), Guid.CreateVersion7());
        await service.DeliverAsync(unit);
        await service.DeliverAsync(SalesScenario.Facilitator(hall, "330211"));
        await service.SellAsync(unit.UnitId, "2027-02-10", "2000.00");
        await service.SellAsync(unit.UnitId, "2027-05-10", "777.00");
        await service.SellAsync(unit.UnitId, "2028-01-10", "1000.00");
        await service.SellAsync(unit.UnitId, "2028-03-10", "3000.00", new OrderTerms { Channel = SalesChannel.Platform832 });
        await service.SellAsync(unit.UnitId, "2028-03-11", "6000.00", SalesScenario.HelpedBy(hall, "2028-03-11"));
        await service.SellAsync(unit.UnitId, "2028-04-01", "50.00");

        var report = await service.ReportAsync("mode-channel?month=2028-03&scheme=EastWest&tier=County");

        var row = Assert.Single(report.List("rows"));
        Assert.Equal((FixturePairings.Id("F03"), "County", "330211", "513430"), (
            row.GetProperty("holderId").GetGuid(), row.Text("tier"), row.Text("eastRegionId"), row.Text("westRegionId")));
        Assert.Equal((9_000_00L, 10_000_00L, 2_000_00L), (row.Fen("month"), row.Fen("yearToDate"), row.Fen("lastYear")));
        Assert.Equal("400.00%", row.Percent("growth"));
        Assert.Equal((4_000_00L, "40.00%", "100.00%"), (row.Fen("direct"), row.Percent("directShare"), row.Percent("directGrowth")));
        Assert.Equal((6_000_00L, "60.00%", "—"), (row.Fen("assisted"), row.Percent("assistedShare"), row.Percent("assistedGrowth")));
        Assert.Equal(
            ["PlatformOrder 100000 0", "Platform832 300000 0", "SpecialHall 0 600000"],
            row.List("channels").Where(channel => channel.Fen("amount") != 0)
                .Select(channel => $"{channel.Text("channel")} {channel.Fen("direct")} {channel.Fen("assisted")}"));
        var header = report.GetProperty("header");
        Assert.Equal(("R4", "AsPosted", "Recognised", "2028-01"),
            (header.Text("report"), header.Text("view"), header.Text("measure"), header.Text("from")));
        Assert.True(header.GetProperty("projectedThrough").GetProperty("isComplete").GetBoolean());
        Assert.Equal(18, header.GetProperty("projectedThrough").Number("entryNo"));
        var all = await service.ReportAsync("mode-channel?month=2028-03&size=1");
        Assert.Equal(["Province", "City", "County"], all.List("totals").Select(total => total.Text("tier")));
        var second = await service.ReportAsync($"mode-channel?month=2028-03&size=1&after={all.Text("next")}");
        Assert.Equal("City", Assert.Single(second.List("rows")).Text("tier"));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Officials_see_what_has_a_side_in_their_region_and_the_same_numbers_on_both_sides(Engine engine)
    {
        await using var service = await SharedLedger.StartAsync(engine);
        await service.PairAsync("F01", "F03", "F05", "F06");
        var (ningbo, hangzhou) = (Examples.Unit("330211"), Examples.Unit("330110"));
        await service.DeliverAsync(ningbo);
        await service.DeliverAsync(hangzhou);
        await service.SellAsync(ningbo.UnitId, "2028-01-10", "100.00");
        await service.SellAsync(hangzhou.UnitId, "2028-01-10", "900.00", origin: "510824");

        const string Path = "/credits/reports/mode-channel?month=2028-01";
        var west = await service.Client(Roles.Official, region: "513430", tier: "County").GetJsonAsync(Path);
        var east = await service.Client(Roles.Official, region: "330211", tier: "County").GetJsonAsync(Path);
        var other = await service.Client(Roles.Official, region: "440000", tier: "Province").GetJsonAsync(Path);

        Assert.Equal(100_00, Assert.Single(west.List("rows")).Fen("yearToDate"));
        Assert.Equal(west.GetProperty("rows").GetRawText(), east.GetProperty("rows").GetRawText());
        Assert.Empty(other.List("rows"));
        Assert.Equal(
            ("parameter_invalid", "schemes"), await service.Client(Roles.Auditor)
                .RefusedAsync($"{Path}&schemes=EastWest,Quota", HttpStatusCode.BadRequest));
        Assert.Equal(
            "pairing_not_found",
            (await service.Client(Roles.Official, region: "440000", tier: "Province")
                .RefusedAsync($"{Path}&holderId={FixturePairings.Id("F03")}", HttpStatusCode.NotFound)).Code);
    }
}
