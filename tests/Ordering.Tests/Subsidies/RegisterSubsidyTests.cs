using System.Net;
using Marketplace.Contracts;
using Marketplace.Ordering.Subsidies;
using Marketplace.Platform.Proposals;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Subsidies;

/// <summary>POST /ordering/subsidies (CR-02).</summary>
public sealed class RegisterSubsidyTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_subsidy_is_registered_once_payer_buyers_and_origin_agree(Engine engine)
    {
        var scenario = await SubsidyScenario.OpenAsync(await shared.OnAsync(engine));
        var request = scenario.Request();

        using var answer = await scenario.EastOffice.PostOnceAsync(SubsidyScenario.Path, request, ct: Ct);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var proposal = await ReadAsync<ProposalView>(answer);
        Assert.Equal(["buyers", "origin", "payer"], proposal.Sides.Select(side => side.Name));
        Assert.Null((await scenario.PlaceAsync()).Parts[0].Lines[0].SubsidyFen);

        var path = $"/ordering/proposals/{proposal.ProposalId}/confirmation";
        await RefusedAsync(
            client => client.PostOnceAsync(path, new { }, ct: Ct), scenario.EastOffice, HttpStatusCode.Conflict, "own_proposal");
        using var confirmed = await scenario.WestOffice.PostOnceAsync(path, new { }, ct: Ct);
        Assert.Equal(HttpStatusCode.OK, confirmed.StatusCode);

        var view = await scenario.SeeAsync(request.ProgramId);
        Assert.Equal(
            (500, 100_00L, 0L, SubsidyState.Active, scenario.East.RegionId, scenario.West.RegionId),
            (view.RateBasisPoints, view.FundsFen, view.CommittedFen, view.State, view.BuyerRegionId, view.OriginRegionId));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_nation_registers_one_alone_by_a_document(Engine engine)
    {
        var scenario = await SubsidyScenario.OpenAsync(await shared.OnAsync(engine));

        using var answer = await scenario.Nation.PostOnceAsync(SubsidyScenario.Path, scenario.Request(), ct: Ct);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var view = await ReadAsync<SubsidyView>(answer);
        Assert.Equal($"{SubsidyScenario.Path}/{view.ProgramId}", answer.Headers.Location?.ToString());
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Who_would_gain_states_none_and_no_other_region_does(Engine engine)
    {
        var scenario = await SubsidyScenario.OpenAsync(await shared.OnAsync(engine));
        var request = scenario.Request();

        foreach (var caller in (HttpClient[])[scenario.Fixture.Seller(scenario.SupplierId), scenario.Fixture.Purchaser(scenario.UnitId)])
        {
            await RefusedAsync(
                client => client.PostOnceAsync(SubsidyScenario.Path, request, ct: Ct), caller, HttpStatusCode.Forbidden,
                "role_not_allowed");
        }

        await RefusedAsync(
            client => client.PostOnceAsync(SubsidyScenario.Path, request, ct: Ct), scenario.Office("330211"), HttpStatusCode.Forbidden,
            "not_your_region");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_wrong_with_a_subsidy_is_named(Engine engine)
    {
        var scenario = await SubsidyScenario.OpenAsync(await shared.OnAsync(engine));
        var good = scenario.Request();
        (RegisterSubsidy.Request Request, HttpStatusCode Status, string Code, string Field)[] bad =
        [
            (good with { RateBasisPoints = 0 }, HttpStatusCode.BadRequest, "out_of_range", "rateBasisPoints"),
            (good with { RateBasisPoints = 5_001 }, HttpStatusCode.Conflict, "subsidy_rate_too_high", "rateBasisPoints"),
            (good with { FundsFen = Money.FenMax + 1 }, HttpStatusCode.BadRequest, "out_of_range", "fundsFen"),
            (good with { ValidUntil = Today.AddDays(-1) }, HttpStatusCode.Conflict, "subsidy_over", "validUntil"),
            (good with { OriginRegionId = "999999" }, HttpStatusCode.BadRequest, "unknown_region", "originRegionId"),
            (good with { BuyerRegionId = "330104" }, HttpStatusCode.Conflict, "region_ended", "buyerRegionId"),
            (good with { Document = "" }, HttpStatusCode.BadRequest, "text_blank", "document"),
        ];
        foreach (var (request, status, code, field) in bad)
        {
            await RefusedAsync(
                client => client.PostOnceAsync(SubsidyScenario.Path, request, ct: Ct), scenario.EastOffice, status, code, field);
        }
    }
}
