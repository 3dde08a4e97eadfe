using System.Net;
using Marketplace.Contracts;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Crediting.Tests.Holds;

/// <summary>GET /credits/suspicions (CR-17).</summary>
public sealed class ListSuspicionsTests(SharedLedger shared)
{
    const string Region = "350582";

    const string Elsewhere = "350521";

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Officials_page_through_the_suspicions_of_parties_that_they_know_the_newest_first(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var official = service.Official(Region);
        var ids = new List<Guid>();
        foreach (var from in (string[])["2024-05-01", "2024-05-03", "2024-05-02"])
        {
            var (unit, suspicionId) = (Examples.Unit(Region), Guid.CreateVersion7());
            await service.DeliverAsync(unit);
            await official.RaiseAsync(SuspicionScenario.Suspicion(suspicionId, unitId: unit.UnitId, from: from))
                .JsonAsync(HttpStatusCode.Created);
            ids.Add(suspicionId);
        }

        Assert.Equal(
            [$"{ids[1]}", $"{ids[2]}", $"{ids[0]}"],
            (await official.PagesOfTwoAsync(SuspicionScenario.Path)).Select(suspicion => suspicion.Text("suspicionId")));

        await official.ClearAsync(ids[1]).JsonAsync(HttpStatusCode.OK);
        Assert.Equal([$"{ids[2]}", $"{ids[0]}"], await ListAsync(official, "open=true"));
        Assert.Equal([$"{ids[1]}"], await ListAsync(official, "open=false"));
        Assert.Empty(await ListAsync(service.Official("441302"), "size=200"));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_official_without_a_region_or_with_a_pattern_for_one_is_refused(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var unit = Examples.Unit(Elsewhere);
        await service.DeliverAsync(unit);
        await service.Official(Elsewhere).RaiseAsync(SuspicionScenario.Suspicion(Guid.CreateVersion7(), unitId: unit.UnitId))
            .JsonAsync(HttpStatusCode.Created);

        foreach (var region in (string?[])[null, "%", "______"])
        {
            using var answer = await service.ClientWith(TestTokens.Of([Roles.Official], region: region, tier: "County"))
                .GetAsync($"{SuspicionScenario.Path}?size=200", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_region_of_a_buyer_sees_a_suspicion_of_its_unit(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var (unit, suspicionId) = (Examples.Unit("330211"), Guid.CreateVersion7());
        await service.DeliverAsync(unit);
        await service.Official("330211").RaiseAsync(SuspicionScenario.Suspicion(suspicionId, unitId: unit.UnitId))
            .JsonAsync(HttpStatusCode.Created);

        Assert.DoesNotContain($"{suspicionId}", await ListAsync(service.Official("441302"), "size=200"));
        Assert.Contains($"{suspicionId}", await ListAsync(service.Official("330211"), "size=200"));
        await service.IsForAsync(HttpMethod.Get, SuspicionScenario.Path, Roles.Official, Roles.Auditor, Roles.Operator);
    }

    [Theory]
    [InlineData("open=perhaps", "open")]
    [InlineData("size=0", "size")]
    [InlineData("after=nonsense", "after")]
    public async Task What_cannot_be_asked_is_refused(string query, string field)
    {
        var service = await shared.OnAsync(Engine.Sqlite);

        Assert.Equal(
            field,
            (await service.Client(Roles.Auditor).RefusedAsync($"{SuspicionScenario.Path}?{query}", HttpStatusCode.BadRequest)).Field);
    }

    static async Task<IEnumerable<string>> ListAsync(HttpClient client, string query) =>
        (await client.GetJsonAsync($"{SuspicionScenario.Path}?{query}")).List("items").Select(suspicion => suspicion.Text("suspicionId"));
}
