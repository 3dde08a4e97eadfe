using System.Net;
using Marketplace.Ordering.Subsidies;
using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Subsidies;

/// <summary>GET /ordering/subsidies/{programId}.</summary>
public sealed class GetSubsidyTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Everybody_sees_who_pays_and_what_is_left(Engine engine)
    {
        var scenario = await SubsidyScenario.OpenAsync(await shared.OnAsync(engine));
        var program = await scenario.RegisterAsync(scenario.Request() with { ValidFrom = Today.AddDays(1) });

        Assert.Equal(
            (SubsidyState.Upcoming, "镇海区财政局", "镇财〔2026〕12号", 100_00L, 0L),
            (program.State, program.PayerName, program.Document, program.FundsFen, program.CommittedFen));
        await RefusedAsync(
            client => client.GetAsync($"{SubsidyScenario.Path}/{Guid.CreateVersion7()}", Ct), scenario.EastOffice, HttpStatusCode.NotFound,
            "subsidy_not_found");
    }
}
