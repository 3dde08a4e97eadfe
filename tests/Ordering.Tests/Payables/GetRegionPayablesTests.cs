using System.Net;
using Marketplace.Contracts;
using Marketplace.Ordering.Payables;
using Marketplace.Ordering.Tests.Subsidies;
using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;
using static Marketplace.Ordering.Tests.Payables.PayableScenario;

namespace Marketplace.Ordering.Tests.Payables;

/// <summary>GET /ordering/payables/regions/{regionId} (R17).</summary>
public sealed class GetRegionPayablesTests(SharedOrderingFixture shared)
{
    const string Path = "/ordering/payables/regions";

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Officials_of_either_side_read_what_is_owed_by_units_and_to_suppliers_of_their_region(Engine engine)
    {
        var scenario = await SubsidyScenario.OpenAsync(await shared.OnAsync(engine));
        var fixture = scenario.Fixture;
        var late = await fixture.ConfirmAsync(await scenario.PlaceAsync(40));
        var early = await fixture.ConfirmAsync(await scenario.PlaceAsync(20));
        // A school has 30 days: what came 100 days ago has been due for 70.
        await DeliveredAsync(fixture, late, part: 0, daysAgo: 100);
        await DeliveredAsync(fixture, early, part: 0, daysAgo: 1);
        await PayAsync(fixture, late, part: 0, fen: 50_00);
        var (lateFen, earlyFen) = (136_50 - 50_00, 66_50);

        var east = await SeeAsync(scenario.EastOffice, scenario.East.RegionId);
        Assert.Equal(
            (2L, lateFen + earlyFen, earlyFen, 0L, 0L, lateFen, Today.AddDays(-70), 1, 1),
            (east.Total.Parts, east.Total.OwedFen, east.Total.NotDueFen, east.Total.Overdue30Fen, east.Total.Overdue60Fen,
                east.Total.OverdueMoreFen, east.Total.OldestDueOn, east.OverdueUnits, east.OverdueSuppliers));
        var unit = Assert.Single(east.Items);
        Assert.Equal((scenario.UnitId, "镇海中学食堂", lateFen + earlyFen), (unit.OrganisationId, unit.Name, unit.OwedFen));

        var west = await SeeAsync(scenario.WestOffice, scenario.West.RegionId, "&side=Origin");
        var supplier = Assert.Single(west.Items);
        Assert.Equal((scenario.SupplierId, "昭觉洋芋合作社", lateFen + earlyFen), (supplier.OrganisationId, supplier.Name, supplier.OwedFen));
        // Those of a province read the same as a sum of its counties, which others than ours may be of.
        var province = await SeeAsync(fixture.Service.Client(Roles.Official, region: "330000", tier: "Province"), "330000");
        Assert.True(province.Total.OwedFen >= lateFen + earlyFen);
        Assert.Equal(west.Total.OwedFen, (await SeeAsync(scenario.Nation, scenario.West.RegionId, "&side=Origin")).Total.OwedFen);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_a_unit_owes_moves_with_it_until_the_order_is_confirmed(Engine engine)
    {
        var scenario = await SubsidyScenario.OpenAsync(await shared.OnAsync(engine));
        var other = await SubsidyScenario.OpenAsync(await shared.OnAsync(engine));
        var order = await scenario.PlaceAsync();
        await scenario.Fixture.HearAsync(Unit(scenario.UnitId, other.East, version: 2));
        await scenario.Fixture.ConfirmAsync(order);
        await DeliveredAsync(scenario.Fixture, order, part: 0, daysAgo: 1);

        Assert.Empty((await SeeAsync(scenario.EastOffice, scenario.East.RegionId)).Items);
        Assert.Equal(scenario.UnitId, Assert.Single((await SeeAsync(other.EastOffice, other.East.RegionId)).Items).OrganisationId);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Rows_come_page_by_page_and_each_page_has_the_sum_of_all(Engine engine)
    {
        var scenario = await SubsidyScenario.OpenAsync(await shared.OnAsync(engine));
        var fixture = scenario.Fixture;
        List<Guid> units = [];
        for (var i = 0; i < 3; i++)
        {
            units.Add(await fixture.NewUnitAsync(scenario.East));
            var order = await fixture.ConfirmAsync(await fixture.PlaceAsync(Order(units[^1], (scenario.ProductId, 20))));
            await DeliveredAsync(fixture, order, part: 0, daysAgo: i);
        }

        List<Guid> seen = [];
        var after = "";
        do
        {
            var page = await SeeAsync(scenario.EastOffice, scenario.East.RegionId, $"&size=1{after}");
            Assert.Equal((3L, 3 * 66_50L), (page.Total.Parts, page.Total.OwedFen));
            seen.AddRange(page.Items.Select(item => item.OrganisationId!.Value));
            after = page.Next is { } next ? $"&after={Uri.EscapeDataString(next)}" : "";
        }
        while (after != "");

        Assert.Equal(units.Order(), seen.Order());
        Assert.Equal(3, seen.Distinct().Count());
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Another_region_is_not_found(Engine engine)
    {
        var scenario = await SubsidyScenario.OpenAsync(await shared.OnAsync(engine));

        await RefusedAsync(
            client => client.GetAsync($"{Path}/{scenario.East.RegionId}", Ct), scenario.WestOffice, HttpStatusCode.NotFound,
            "region_not_found");
        await RefusedAsync(
            client => client.GetAsync($"{Path}/999999", Ct), scenario.EastOffice, HttpStatusCode.NotFound, "region_not_found");
    }

    static async Task<GetRegionPayables.RegionPayables> SeeAsync(HttpClient caller, string regionId, string query = "")
    {
        using var answer = await caller.GetAsync($"{Path}/{regionId}?{query.TrimStart('&')}", Ct);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Ct));
        return await ReadAsync<GetRegionPayables.RegionPayables>(answer);
    }
}
