using System.Net;
using Marketplace.Ordering.Subsidies;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Subsidies;

/// <summary>POST /ordering/subsidies/{programId}/ending.</summary>
public sealed class EndSubsidyTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Its_payer_ends_it_and_what_was_promised_stays_promised(Engine engine)
    {
        var scenario = await SubsidyScenario.OpenAsync(await shared.OnAsync(engine));
        var program = await scenario.RegisterAsync();
        var promised = await scenario.PlaceAsync();
        var path = $"{SubsidyScenario.Path}/{program.ProgramId}/ending";
        await RefusedAsync(
            client => client.PostOnceAsync(path, new { reason = "资金用途调整" }, ct: Ct), scenario.WestOffice, HttpStatusCode.Forbidden,
            "not_your_region");

        using var ended = await scenario.EastOffice.PostOnceAsync(path, new { reason = "资金用途调整" }, ct: Ct);

        Assert.Equal(HttpStatusCode.OK, ended.StatusCode);
        var view = await ReadAsync<SubsidyView>(ended);
        Assert.Equal((SubsidyState.Ended, "资金用途调整", 7_00L), (view.State, view.EndingReason, view.CommittedFen));
        Assert.Null((await scenario.PlaceAsync()).Parts[0].Lines[0].SubsidyFen);
        Assert.Equal(7_00, (await scenario.Fixture.SeeAsync(promised)).Parts[0].Lines[0].SubsidyFen);
        await RefusedAsync(
            client => client.PostOnceAsync(path, new { reason = "再次" }, ct: Ct), scenario.EastOffice, HttpStatusCode.Conflict,
            "subsidy_ended");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task One_that_there_is_not_is_not_found(Engine engine)
    {
        var scenario = await SubsidyScenario.OpenAsync(await shared.OnAsync(engine));

        await RefusedAsync(
            client => client.PostOnceAsync($"{SubsidyScenario.Path}/{Guid.CreateVersion7()}/ending", new { reason = "无" }, ct: Ct),
            scenario.EastOffice, HttpStatusCode.NotFound, "subsidy_not_found");
    }
}
