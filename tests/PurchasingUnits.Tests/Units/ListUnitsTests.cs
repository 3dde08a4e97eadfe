using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Units;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Units;

public sealed class ListUnitsTests(SharedUnits shared)
{
    const string Path = "/units/purchasing-units";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task People_walk_their_subtree_page_by_page(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var top = (await units.RegisterUnitAsync()).UnitId;
        List<Guid> expected = [top];
        for (var i = 0; i < 6; i++)
        {
            expected.Add((await units.RegisterUnitAsync(parentId: expected[i / 2])).UnitId);
        }

        await units.RegisterUnitAsync();
        var client = units.Client(Roles.Approver, org: top);
        var seen = new List<Guid>();
        string? after = null;
        do
        {
            var page = await client.GetBodyAsync<Page<UnitView>>($"{Path}?size=3&after={after}");
            seen.AddRange(page.Items.Select(unit => unit.UnitId));
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(7, seen.Count);
        Assert.Equal(expected.Order(), seen.Order());
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Units_are_found_by_parent_kind_region_and_name(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var top = (await units.RegisterUnitAsync()).UnitId;
        var school = (await units.RegisterUnitAsync(parentId: top, name: "第一小学")).UnitId;
        var other = (await units.RegisterUnitAsync(parentId: top, region: "310107", name: "第二小学")).UnitId;
        await units.RegisterUnitAsync(parentId: school);
        var client = units.Client(Roles.Approver, org: top);

        Assert.Equal([school, other], await IdsAsync(client, $"parent={top}"));
        Assert.Equal([other], await IdsAsync(client, $"parent={top}&region=310000"));
        Assert.Equal([school], await IdsAsync(client, $"parent={top}&q=第一"));
        Assert.Equal([school, other], await IdsAsync(client, $"parent={top}&kind=School"));
        Assert.Empty(await IdsAsync(client, $"parent={top}&kind=Hospital"));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_region_filter_looks_at_the_latest_affiliation(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = (await units.RegisterUnitAsync()).UnitId;
        using var moved = await units.Nation.PostOnceAsync(
            $"{UnitsScenario.UnitPath(unit)}/affiliations", new { regionId = "310107", validFrom = "2025-01-01", document = "甲" }, ct: Ct);
        var client = units.Client(Roles.Purchaser, org: unit);

        Assert.Equal([unit], await IdsAsync(client, "region=310000"));
        Assert.Empty(await IdsAsync(client, "region=330200"));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Nonsense_and_other_roles_are_refused(Engine engine)
    {
        var units = await shared.OnAsync(engine);

        await units.Nation.RefusesAsync(http => http.GetAsync($"{Path}?parent=abc", Ct), 400, "parameter_invalid", "parent");
        await units.Nation.RefusesAsync(http => http.GetAsync($"{Path}?region=%00", Ct), 400, "text_unreadable", "region");
        await units.Nation.RefusesAsync(http => http.GetAsync($"{Path}?kind=Castle", Ct), 400, "parameter_invalid", "kind");
        await units.Nation.RefusesAsync(http => http.GetAsync($"{Path}?after=WyJhIl0", Ct), 400, "cursor_invalid", "after");
        await units.Client(Roles.Supplier).RefusesAsync(http => http.GetAsync(Path, Ct), 403, "role_not_allowed");
    }

    static async Task<IEnumerable<Guid>> IdsAsync(HttpClient client, string query) =>
        (await client.GetBodyAsync<Page<UnitView>>($"{Path}?{query}")).Items.Select(unit => unit.UnitId);
}
