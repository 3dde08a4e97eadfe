using System.Net;
using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Plans;
using Marketplace.Logistics.Tests.Network;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Plans;

/// <summary>GET /logistics/tours.</summary>
public sealed class ListToursTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    static string Period => $"from={NetworkScenario.Due.AddDays(-4):yyyy-MM-dd}&until={NetworkScenario.Due.AddDays(4):yyyy-MM-dd}";

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_carrier_sees_its_own_in_the_order_in_which_they_begin_page_by_page(Engine engine)
    {
        var network = await NetworkScenario.WithShipmentsAsync(await services.OnAsync(engine), count: 2);
        var plan = await network.PlanAsync();
        var expected = plan.Tours.OrderBy(tour => tour.DepartsAt).ThenBy(tour => tour.Number).Select(tour => tour.Number).ToList();
        var read = new List<ListTours.Item>();
        string? after = null;
        do
        {
            var page = await ReadAsync(network.Carrier, $"{Period}&size=1{(after is null ? "" : $"&after={after}")}");
            read.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);
        Assert.Equal(expected, read.Select(tour => tour.Number));
        Assert.All(read, item =>
        {
            var tour = plan.Tours.Single(known => known.Number == item.Number);
            Assert.Equal(
                (plan.PlanId, tour.Kind, TourState.Offered, tour.LoadKg, 2, tour.CostFen, "9.6 米冷藏车"),
                (item.PlanId, item.Kind, item.State, item.LoadKg, item.Shipments, item.CostFen, item.VehicleName));
            Assert.Equal(item.DepartsAt, item.AnswerBy);
        });
        await ReportFailureTests.AcceptAsync(network, plan, expected[0]);
        var accepted = Assert.Single((await ReadAsync(network.Carrier, $"{Period}&state=Accepted")).Items);
        Assert.Equal((expected[0], null), (accepted.Number, accepted.AnswerBy));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Offices_see_those_of_their_region_strangers_none_and_what_was_withdrawn_is_gone(Engine engine)
    {
        var network = await NetworkScenario.WithShipmentsAsync(await services.OnAsync(engine), count: 1);
        var plan = await network.PlanAsync();
        Assert.Equal(plan.Tours.Count, (await ReadAsync(network.Office, Period)).Items.Count);
        Assert.Empty((await ReadAsync(network.CityOffice, Period)).Items);
        Assert.Empty((await ReadAsync(network.CarrierOf(Guid.CreateVersion7()), Period)).Items);
        var auditor = network.Logistics.Client(Roles.Auditor);
        Assert.NotEmpty((await ReadAsync(auditor, Period)).Items);
        Assert.Empty((await ReadAsync(network.Carrier, "from=2026-01-01&until=2026-01-31")).Items);
        using (var withdrawn = await network.Office.PostOnceAsync($"/logistics/plans/{plan.PlanId}/withdrawal", new { }, ct: Ct))
        {
            Assert.Equal(HttpStatusCode.OK, withdrawn.StatusCode);
        }

        Assert.Empty((await ReadAsync(network.Carrier, Period)).Items);
    }

    [Theory]
    [InlineData("from=2026-01-01&until=2026-03-31", "period_too_long", "until")]
    [InlineData("from=2026-02-01&until=2026-01-31", "period_reversed", "until")]
    [InlineData("from=2026-01-01&until=2026-01-31&after=none", "cursor_invalid", "after")]
    public async Task A_question_that_makes_no_sense_is_refused(string query, string code, string field)
    {
        var network = await NetworkScenario.NodesAsync(await services.OnAsync(Engine.Sqlite));
        await Refused.AsAsync(
            HttpStatusCode.BadRequest, code, field, network.Carrier, client => client.GetAsync($"/logistics/tours?{query}", Ct));
    }

    static async Task<Page<ListTours.Item>> ReadAsync(HttpClient by, string query) =>
        await LogisticsScenario.ReadAsync<Page<ListTours.Item>>(HttpStatusCode.OK, await by.GetAsync($"/logistics/tours?{query}", Ct));
}
