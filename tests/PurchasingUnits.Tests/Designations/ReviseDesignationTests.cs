using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Designations;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Designations;

/// <summary>PUT /units/designations/{designationId}.</summary>
public sealed class ReviseDesignationTests(SharedUnits shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_designation_ends_and_that_is_published(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var id = (await units.RegisterDesignationAsync((await units.RegisterUnitAsync()).UnitId)).DesignationId;
        var revision = new { validTo = "2026-01-01", sourceDocument = "乙" };

        using var response = await units.Nation.PutIfMatchAsync($"{UnitsScenario.DesignationsPath}/{id}", revision, 1, Ct);

        Assert.Equal((2, new DateOnly(2026, 1, 1)), await VersionAndEndAsync(response));
        var published = await units.PublishedAsync<DesignationPublished>(message => message.DesignationId == id && message.Version == 2);
        Assert.Equal(
            (new DateOnly(2026, 1, 1), "乙", SharedUnits.Now), (published.ValidTo, published.SourceDocument, published.RegisteredAt));
        await units.Nation.RefusesAsync(
            http => http.PutIfMatchAsync($"{UnitsScenario.DesignationsPath}/{id}", revision, 1, Ct), 412, "changed_meanwhile", "If-Match");
        await units.Client(Roles.Official, region: "441302", tier: "County").RefusesAsync(
            http => http.PutIfMatchAsync($"{UnitsScenario.DesignationsPath}/{id}", revision, 2, Ct), 403, "not_your_region");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Ending_it_waits_for_the_other_side(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = (await units.RegisterUnitAsync()).UnitId;
        var path = $"{UnitsScenario.DesignationsPath}/{(await units.RegisterDesignationAsync(unit)).DesignationId}";

        var proposal = await units.Purchaser(unit).ProposeRevisionAsync(path, new { validTo = "2026-01-01" }, 1);

        Assert.Null((await units.Auditor.GetBodyAsync<DesignationView>(path)).ValidTo);
        await units.Official("150100", "City").ConfirmAsync(proposal);
        Assert.Equal(new DateOnly(2026, 1, 1), (await units.Auditor.GetBodyAsync<DesignationView>(path)).ValidTo);
    }

    static async Task<(long Version, DateOnly? ValidTo)> VersionAndEndAsync(HttpResponseMessage response)
    {
        var view = await response.BodyAsync<DesignationView>(HttpStatusCode.OK);
        return (view.Version, view.ValidTo);
    }
}
