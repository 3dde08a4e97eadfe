using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Designations;
using Marketplace.PurchasingUnits.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Designations;

/// <summary>Which county is assigned to which unit (CR-10).</summary>
public sealed class DesignationTests(SharedUnits shared)
{
    const string Path = "/units/designations";
    const string Wuchuan = "150125";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_county_is_assigned_to_a_unit_and_others_are_told(Engine engine)
    {
        // F19: 央企甲–武川.
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterUnitAsync(region: "110109", isCentralBudget: true, name: "央企甲");
        var id = Guid.CreateVersion7();
        using (var response = await units.Client(Roles.Official, region: "150000", tier: "Province").PostOnceAsync(Path, Body(id, unit.UnitId), ct: Ct))
        {
            var view = await response.BodyAsync<DesignationView>(HttpStatusCode.Created);
            Assert.Equal(("央企甲", "武川县", "/150000/150100/150125/"), (view.UnitName, view.CountyName, view.CountyPath.Value));
        }

        using (var response = await units.Operator.PutIfMatchAsync($"{Path}/{id}", new { validTo = "2026-01-01", sourceDocument = "乙" }, 1, Ct))
        {
            Assert.Equal(2, (await response.BodyAsync<DesignationView>(HttpStatusCode.OK)).Version);
        }

        var told = await ToldAsync(units, id, 2);
        Assert.Equal((new DateOnly(2026, 1, 1), "乙", SharedUnits.Now), (told.ValidTo, told.SourceDocument, told.RegisteredAt));
        using (await units.Operator.PutIfMatchAsync(Given.UnitPath(unit.UnitId), new { name = "央企甲集团", isPairingDesignated = false }, 1, Ct))
        {
        }

        Assert.Equal("央企甲集团", (await ToldAsync(units, id, 3)).UnitName);
        var listed = await units.Client(Roles.Supplier).GetBodyAsync<Platform.Web.Page<DesignationView>>($"{Path}?unit={unit.UnitId}&county=150100&on=2025-06-01");
        Assert.Equal(id, Assert.Single(listed.Items).DesignationId);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_county_is_assigned_to_a_unit_once_on_each_day(Engine engine)
    {
        // EC-13.
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterUnitAsync();
        foreach (var (from, to) in new[] { ("2016-01-01", (string?)"2020-01-01"), ("2020-01-01", null) })
        {
            using var response = await units.Operator.PostOnceAsync(Path, Body(Guid.CreateVersion7(), unit.UnitId, from, to), ct: Ct);
            Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        }

        await units.Operator.RefusesAsync(
            http => http.PostOnceAsync(Path, Body(Guid.CreateVersion7(), unit.UnitId, "2019-12-31", "2020-01-01"), ct: Ct), 409, "designation_overlaps", "validFrom");
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(
            _ => units.Operator.PostOnceAsync(Path, Body(Guid.CreateVersion7(), unit.UnitId, "2010-01-01", "2011-01-01"), ct: Ct)));
        Assert.Equal(1, answers.Count(answer => answer.StatusCode == HttpStatusCode.Created));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_wrong_is_refused(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterUnitAsync();
        await units.Operator.RefusesAsync(
            http => http.PostOnceAsync(Path, Body(Guid.CreateVersion7(), Guid.CreateVersion7()), ct: Ct), 400, "unknown_unit", "unitId");
        await units.Operator.RefusesAsync(
            http => http.PostOnceAsync(Path, Body(Guid.CreateVersion7(), unit.UnitId, county: "150100"), ct: Ct), 400, "not_a_county", "countyRegionId");
        await units.Operator.RefusesAsync(
            http => http.PostOnceAsync(Path, Body(Guid.CreateVersion7(), unit.UnitId, "2020-01-01", "2020-01-01"), ct: Ct), 400, "end_not_after_start", "validTo");
        await units.Client(Roles.Official, region: "441302", tier: "County").RefusesAsync(
            http => http.PostOnceAsync(Path, Body(Guid.CreateVersion7(), unit.UnitId), ct: Ct), 403, "not_your_region");
    }

    static object Body(Guid designationId, Guid unitId, string validFrom = "2016-01-01", string? validTo = null, string county = Wuchuan) => new
    {
        designationId,
        unitId,
        countyRegionId = county,
        validFrom,
        validTo,
        sourceDocument = "甲",
    };

    static Task<DesignationPublished> ToldAsync(ServiceUnderTest<UnitsDb> units, Guid id, long version) => Eventually.NotNullAsync(
        () => Task.FromResult(units.Told<DesignationPublished>().SingleOrDefault(told => told.DesignationId == id && told.Version == version)), "the designation to be told", ct: Ct);
}
