using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Facilitators;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Facilitators;

/// <summary>PUT /units/facilitators/{facilitatorId}.</summary>
public sealed class ReviseFacilitatorTests(SharedUnits shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_revision_is_published_with_the_next_version(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var id = (await units.RegisterFacilitatorAsync()).FacilitatorId;
        var revision = new { name = "镇海体验馆", kind = "LiveStream", sourceDocument = "乙" };

        using var response = await units.Nation.PutIfMatchAsync($"{UnitsScenario.FacilitatorsPath}/{id}", revision, 1, Ct);

        var view = await response.BodyAsync<FacilitatorView>(HttpStatusCode.OK);
        Assert.Equal(("镇海体验馆", FacilitatorKind.LiveStream, 2), (view.Name, view.Kind, view.Version));
        var published = await units.PublishedAsync<FacilitatorPublished>(message => message.FacilitatorId == id && message.Version == 2);
        Assert.Equal(("镇海体验馆", "乙"), (published.Name, published.SourceDocument));
        await units.Nation.RefusesAsync(
            http => http.PutIfMatchAsync($"{UnitsScenario.FacilitatorsPath}/{id}", revision, 1, Ct), 412, "changed_meanwhile", "If-Match");
        await units.Nation.RefusesAsync(
            http => http.PutIfMatchAsync($"{UnitsScenario.FacilitatorsPath}/{Guid.CreateVersion7()}", revision, 1, Ct),
            404, "facilitator_not_found");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_a_facilitator_changes_of_itself_its_region_confirms(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var id = (await units.RegisterFacilitatorAsync()).FacilitatorId;
        var path = $"{UnitsScenario.FacilitatorsPath}/{id}";
        var revision = new { name = "镇海体验馆", kind = "Hall" };
        await units.Client(Roles.Facilitator, org: Guid.CreateVersion7()).RefusesAsync(
            http => http.PutIfMatchAsync(path, revision, 1, Ct), 403, "not_your_region");

        var proposal = await units.Client(Roles.Facilitator, org: id).ProposeRevisionAsync(path, revision, 1);

        Assert.Equal("镇海展销馆", (await units.Auditor.GetBodyAsync<FacilitatorView>(path)).Name);
        await units.Official(UnitsScenario.Zhenhai).ConfirmAsync(proposal);
        Assert.Equal("镇海体验馆", (await units.Auditor.GetBodyAsync<FacilitatorView>(path)).Name);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_unit_that_it_newly_says_to_be_confirms_that(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = (await units.RegisterUnitAsync(region: "110109")).UnitId;
        var path = $"{UnitsScenario.FacilitatorsPath}/{(await units.RegisterFacilitatorAsync()).FacilitatorId}";
        var county = units.Official(UnitsScenario.Zhenhai);

        var proposal = await county.ProposeRevisionAsync(path, new { name = "镇海展销馆", kind = "Hall", unitId = unit }, 1);

        Assert.Null((await units.Auditor.GetBodyAsync<FacilitatorView>(path)).UnitId);
        await units.Approver(unit).ConfirmAsync(proposal);
        Assert.Equal(unit, (await units.Auditor.GetBodyAsync<FacilitatorView>(path)).UnitId);
        // What the unit has confirmed is not asked again.
        using var renamed = await county.PutIfMatchAsync(path, new { name = "镇海体验馆", kind = "Hall", unitId = unit }, 2, Ct);
        Assert.Equal(HttpStatusCode.OK, renamed.StatusCode);
    }
}
