using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Crediting;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Crediting.Tests.Periods;

/// <summary>POST /credits/periods/{month}/closing (CR-16).</summary>
public sealed class ClosePeriodTests(SharedLedger shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_month_closes_once_by_the_nation_and_when_it_is_over(Engine engine)
    {
        var clock = new FixedClock(Examples.Noon("2024-06-11"));
        await using var service = await SharedLedger.StartAsync(engine, clock);
        Assert.Equal("403 not_national", await CloseAsync(service.Official("330211"), "2024-05").RefusalAsync());
        Assert.Equal("409 month_running", await CloseAsync(service.Nation(), "2024-06").RefusalAsync());

        var closed = await CloseAsync(service.Nation(), "2024-05").JsonAsync(HttpStatusCode.Created);

        Assert.Equal(
            ("2024-05", 0L, clock.Now),
            (closed.Text("month"), closed.Number("lastEntryNo"), closed.GetProperty("closedAt").GetDateTimeOffset()));
        Assert.Equal("409 month_closed", await CloseAsync(service.Nation(), "2024-05").RefusalAsync());
        Assert.Equal(
            "2024-05", Assert.Single((await service.Client(Roles.Auditor).GetJsonAsync("/credits/periods")).List("items")).Text("month"));
        var published = await Eventually.NotNullAsync(
            () => Task.FromResult(service.Published<PeriodClosed>().SingleOrDefault()), "the closing to be published", ct: Ct);
        Assert.Equal(("2024-05", 0L), (published.Month, published.LastEntryNo));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_month_is_closed_before_its_day_by_a_document_only(Engine engine)
    {
        // By the default rule set a month closes on the tenth day after it.
        var clock = new FixedClock(Examples.Noon("2024-06-03"));
        await using var service = await SharedLedger.StartAsync(engine, clock);

        Assert.Equal("400 document_missing document", await CloseAsync(service.Nation(), "2024-05").FieldRefusalAsync());
        await service.Nation().PostOnceAsync("/credits/periods/2024-05/closing", new { document = "函〔2024〕9号" }, ct: Ct)
            .JsonAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Officials_of_the_nation_close_what_is_a_month()
    {
        var service = await shared.OnAsync(Engine.Sqlite);

        await service.IsForAsync(HttpMethod.Post, "/credits/periods/2024-05/closing", Roles.Official);
        Assert.StartsWith("400 ", await CloseAsync(service.Nation(), "2024-13").RefusalAsync(), StringComparison.Ordinal);
    }

    static Task<HttpResponseMessage> CloseAsync(HttpClient client, string month) =>
        client.PostOnceAsync($"/credits/periods/{month}/closing", new { }, ct: Ct);
}
