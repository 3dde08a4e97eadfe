using System.Net;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Units;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Units;

public sealed class GetUnitTests(SharedUnits shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task People_see_their_unit_and_what_lies_below_it_and_nothing_else(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var top = (await units.RegisterUnitAsync()).UnitId;
        var middle = (await units.RegisterUnitAsync(parentId: top)).UnitId;
        var low = (await units.RegisterUnitAsync(parentId: middle)).UnitId;
        var stranger = (await units.RegisterUnitAsync()).UnitId;

        foreach (var role in (string[])[Roles.Purchaser, Roles.Approver])
        {
            var client = units.Client(role, org: middle);
            Assert.Equal(middle, (await client.GetBodyAsync<UnitView>(UnitsScenario.UnitPath(middle))).UnitId);
            Assert.Equal(low, (await client.GetBodyAsync<UnitView>(UnitsScenario.UnitPath(low))).UnitId);
            await client.RefusesAsync(http => http.GetAsync(UnitsScenario.UnitPath(top), Ct), 404, "unit_not_found");
            await client.RefusesAsync(http => http.GetAsync(UnitsScenario.UnitPath(stranger), Ct), 404, "unit_not_found");
            await units.Client(role).RefusesAsync(http => http.GetAsync(UnitsScenario.UnitPath(low), Ct), 404, "unit_not_found");
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Officials_see_what_belongs_or_belonged_to_their_region(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = (await units.RegisterUnitAsync()).UnitId;
        using var moved = await units.Nation.PostOnceAsync(
            $"{UnitsScenario.UnitPath(unit)}/affiliations", new { regionId = "310107", validFrom = "2025-01-01", document = "甲" }, ct: Ct);
        Assert.Equal(HttpStatusCode.Created, moved.StatusCode);

        foreach (var region in (string[])["330211", "330200", "330000", "310107", "310000"])
        {
            Assert.Equal(unit, (await units.Client(Roles.Official, region: region, tier: "City")
                .GetBodyAsync<UnitView>(UnitsScenario.UnitPath(unit))).UnitId);
        }

        foreach (var region in (string[])["330212", "330100", "330903", "510000", "3302"])
        {
            await units.Client(Roles.Official, region: region, tier: "City")
                .RefusesAsync(http => http.GetAsync(UnitsScenario.UnitPath(unit), Ct), 404, "unit_not_found");
        }

        await units.Client(Roles.Official, tier: "City")
            .RefusesAsync(http => http.GetAsync(UnitsScenario.UnitPath(unit), Ct), 404, "unit_not_found");
        Assert.Equal(
            unit, (await units.Client(Roles.Official, tier: "Nation").GetBodyAsync<UnitView>(UnitsScenario.UnitPath(unit))).UnitId);
        Assert.Equal(unit, (await units.Client(Roles.Auditor).GetBodyAsync<UnitView>(UnitsScenario.UnitPath(unit))).UnitId);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Other_roles_see_no_unit(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = (await units.RegisterUnitAsync()).UnitId;

        foreach (var role in (string[])[Roles.Supplier, Roles.Carrier])
        {
            await units.Client(role, org: unit)
                .RefusesAsync(http => http.GetAsync(UnitsScenario.UnitPath(unit), Ct), 403, "role_not_allowed");
        }
    }
}
