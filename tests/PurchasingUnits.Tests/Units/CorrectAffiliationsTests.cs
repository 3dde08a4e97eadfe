using System.Net;
using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Units;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Units;

public sealed class CorrectAffiliationsTests(SharedUnits shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_past_is_put_right_by_a_document_and_the_old_version_stays_on_record(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterUnitAsync();
        var path = $"{UnitsScenario.UnitPath(unit.UnitId)}/affiliations";
        var body = new
        {
            affiliations = new[]
            {
                new { regionId = UnitsScenario.Yinzhou, validFrom = "2023-03-01" },
                new { regionId = UnitsScenario.Zhenhai, validFrom = "2020-01-01" },
            },
            document = "甬财〔2024〕7号",
        };

        using var response = await units.Nation.PutIfMatchAsync(path, body, 1, Ct);

        var view = await response.BodyAsync<UnitView>(HttpStatusCode.OK);
        Assert.Equal(
            [("330211", new DateOnly(2020, 1, 1), new DateOnly(2023, 3, 1)), ("330212", new DateOnly(2023, 3, 1), (DateOnly?)null)],
            view.Affiliations.Select(affiliation => (affiliation.RegionId, affiliation.ValidFrom, affiliation.ValidTo)));
        var told = await Eventually.NotNullAsync(
            () => Task.FromResult(units.Published<UnitPublished>()
                .SingleOrDefault(told => told.UnitId == unit.UnitId && told.Version == 2)), "the correction to be told", ct: Ct);
        Assert.Equal((SharedUnits.Now, "甬财〔2024〕7号", 2), (told.RegisteredAt, told.SourceDocument, told.Affiliations.Count));
        var changes = (await units.Nation.GetBodyAsync<Page<JsonElement>>($"/units/changes?objectId={unit.UnitId}")).Items;
        Assert.Equal([2, 1], changes.Select(change => change.GetProperty("version").GetInt64()));
        Assert.Equal(1, changes[0].GetProperty("before").GetProperty("affiliations").GetArrayLength());
        Assert.Equal(2, changes[0].GetProperty("after").GetProperty("affiliations").GetArrayLength());

        await units.Nation.RefusesAsync(http => http.PutIfMatchAsync(path, body, 1, Ct), 412, "changed_meanwhile");
        await units.Nation.RefusesAsync(http => http.PutIfMatchAsync(path, body, 2, Ct), 409, "affiliation_unchanged", "affiliations");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_correction_needs_a_document_and_days_apart(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterUnitAsync();
        var path = $"{UnitsScenario.UnitPath(unit.UnitId)}/affiliations";
        var twice = new[]
        {
            new { regionId = UnitsScenario.Yinzhou, validFrom = "2020-01-01" },
            new { regionId = UnitsScenario.Zhenhai, validFrom = "2020-01-01" },
        };

        await units.Nation.RefusesAsync(
            http => http.PutIfMatchAsync(path, new { affiliations = twice, document = "甲" }, 1, Ct), 400, "repeated", "affiliations");
        await units.Nation.RefusesAsync(
            http => http.PutIfMatchAsync(path, new { affiliations = twice[..1], document = " " }, 1, Ct), 400, "text_blank", "document");
        await units.Nation.RefusesAsync(
            http => http.PutIfMatchAsync(
                path, new { affiliations = new[] { new { regionId = "999999", validFrom = "2020-01-01" } }, document = "甲" }, 1, Ct),
            400,
            "unknown_region",
            "affiliations[0].regionId");
        await units.Client(Roles.Purchaser, org: unit.UnitId).RefusesAsync(
            http => http.PutIfMatchAsync(path, new { affiliations = twice[..1], document = "甲" }, 1, Ct), 403, "role_not_allowed");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_correction_waits_for_every_region_that_it_names(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = (await units.RegisterUnitAsync()).UnitId;
        var path = $"{UnitsScenario.UnitPath(unit)}/affiliations";
        var body = new
        {
            affiliations = new[]
            {
                new { regionId = "310107", validFrom = "2020-01-01" },
                new { regionId = UnitsScenario.Yinzhou, validFrom = "2022-01-01" },
            },
            document = "甬财〔2024〕8号",
        };

        var proposal = await units.Official(UnitsScenario.Zhenhai).ProposeRevisionAsync(path, body, 1);
        await units.Official(UnitsScenario.Yinzhou).ConfirmAsync(proposal);

        Assert.Equal(
            UnitsScenario.Zhenhai,
            Assert.Single((await units.Auditor.GetBodyAsync<UnitView>(UnitsScenario.UnitPath(unit))).Affiliations).RegionId);
        await units.Official("310000", "Province").ConfirmAsync(proposal);
        Assert.Equal(
            ["310107", UnitsScenario.Yinzhou],
            (await units.Auditor.GetBodyAsync<UnitView>(UnitsScenario.UnitPath(unit))).Affiliations.Select(stay => stay.RegionId));
    }
}
