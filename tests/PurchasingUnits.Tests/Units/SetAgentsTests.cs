using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Units;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Units;

/// <summary>PUT /units/purchasing-units/{unitId}/agents (CR-11).</summary>
public sealed class SetAgentsTests(SharedUnits shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Agents_are_kept_over_time_and_published(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterUnitAsync();
        var agent = Guid.CreateVersion7();

        using var response = await units.Purchaser(unit.UnitId)
            .PutIfMatchAsync(Path(unit.UnitId), Request(agent, ("2022-01-01", "2024-01-01")), 1, Ct);

        Assert.Equal(agent, (await response.BodyAsync<UnitView>(HttpStatusCode.OK)).Agents.Single().AgentId);
        var published = await units.PublishedAsync<UnitPublished>(message => message.UnitId == unit.UnitId && message.Version == 2);
        Assert.Equal(
            (agent, "某餐饮公司", new DateOnly(2024, 1, 1)),
            published.Agents!.Select(item => (item.AgentId, item.Name, item.ValidTo!.Value)).Single());
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_same_agent_twice_on_one_day_is_refused(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterUnitAsync();
        var agent = Guid.CreateVersion7();
        await units.Purchaser(unit.UnitId).RefusesAsync(
            http => http.PutIfMatchAsync(Path(unit.UnitId), Request(agent, ("2022-01-01", "2024-01-01"), ("2023-12-31", null)), 1, Ct),
            400,
            "agents_overlap",
            "agents");
        await units.Client(Roles.Purchaser, org: Guid.CreateVersion7()).RefusesAsync(
            http => http.PutIfMatchAsync(Path(unit.UnitId), Request(agent, ("2022-01-01", null)), 1, Ct), 403, "not_your_organisation");
    }

    static string Path(Guid unitId) => $"{UnitsScenario.UnitPath(unitId)}/agents";

    static object Request(Guid agentId, params (string From, string? To)[] days) =>
        new { agents = days.Select(period => new { agentId, name = "某餐饮公司", validFrom = period.From, validTo = period.To }) };
}
