using System.Net;
using System.Text;
using Marketplace.Logistics.ColdChain;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Logistics.Tests.ColdChain;

/// <summary>POST /logistics/shipments/{shipmentId}/readings/imports.</summary>
public sealed class ImportReadingsTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_file_of_a_logger_says_the_same_as_its_readings_sent_alone(Engine engine)
    {
        var scenario = await ColdChainScenario.DispatchedAsync(await services.OnAsync(engine));
        await scenario.SendAsync(ColdChainScenario.Logged(2, 4.5m, 4.5m));

        // 08:00 in Beijing is two hours before the clock of the services.
        var taken = await SendAsync(scenario, "?deviceId=TL-01", """
            时间,温度(℃)
            2026-11-21 08:00:00,4.5
            2026/11/21 08:10,4.5℃
            2026-11-21T08:20:00+08:00,−1.25
            昨天,4
            2026-11-21 08:40:00,热
            2026-11-21 08:50:00,
            """);

        Assert.Equal((1, 2, ColdChainState.Kept), (taken.Recorded, taken.Known, taken.State));
        Assert.Equal(
            [(5, "not_a_time"), (6, "not_a_number"), (7, "value_missing")], taken.Refused.Select(refused => (refused.Row, refused.Code)));
        Assert.Equal((-1.25m, 3), ((await scenario.ViewAsync()).MinCelsius, (await scenario.ViewAsync()).Readings));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_file_of_several_loggers_names_them_and_one_without_temperatures_is_refused(Engine engine)
    {
        var scenario = await ColdChainScenario.DispatchedAsync(await services.OnAsync(engine));

        var taken = await SendAsync(
            scenario, "", "device,time,temperature\nA,2026-11-21 08:00,4\nB,2026-11-21 08:00,5\n,2026-11-21 08:00,5\n");

        Assert.Equal((2, "device_missing"), (taken.Recorded, Assert.Single(taken.Refused).Code));
        using var refused = await PostAsync(scenario, "", "device,time\nA,2026-11-21 08:00\n");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    static async Task<ReadingsTaken> SendAsync(ColdChainScenario scenario, string query, string csv) =>
        await LogisticsScenario.ReadAsync<ReadingsTaken>(HttpStatusCode.OK, await PostAsync(scenario, query, csv));

    static async Task<HttpResponseMessage> PostAsync(ColdChainScenario scenario, string query, string csv)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{scenario.Path}/readings/imports{query}");
        request.Headers.Add("Idempotency-Key", $"{Guid.CreateVersion7()}");
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(csv));
        request.Content.Headers.ContentType = new("text/csv");
        return await scenario.Road.Supplier.SendAsync(request, Ct);
    }
}
