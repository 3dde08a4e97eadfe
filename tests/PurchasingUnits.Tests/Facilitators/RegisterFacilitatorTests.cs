using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Facilitators;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Facilitators;

/// <summary>POST /units/facilitators (CR-07).</summary>
public sealed class RegisterFacilitatorTests(SharedUnits shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_facilitator_is_registered_and_published(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var official = units.Client(Roles.Official, region: UnitsScenario.Ningbo, tier: "City");
        var id = Guid.CreateVersion7();

        using var response = await official.PostOnceAsync(UnitsScenario.FacilitatorsPath, UnitsScenario.FacilitatorRequest(id), ct: Ct);

        var view = await response.BodyAsync<FacilitatorView>(HttpStatusCode.Created);
        Assert.Equal(("镇海展销馆", FacilitatorKind.Hall, 1), (view.Name, view.Kind, view.Version));
        var published = await units.PublishedAsync<FacilitatorPublished>(message => message.FacilitatorId == id);
        Assert.Equal(("镇海展销馆", "甲", SharedUnits.Now), (published.Name, published.SourceDocument, published.RegisteredAt));
        Assert.Equal(
            ("/330000/330200/330211/", new DateOnly(2021, 5, 1)),
            (published.Registrations.Single().Path.Value, published.Registrations.Single().ValidFrom));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_wrong_is_refused(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var id = Guid.CreateVersion7();
        await RefusedAsync(
            units.Nation, UnitsScenario.FacilitatorRequest(id, kind: "StaffOrganiser"), 400, "organiser_needs_unit", "unitId");
        await RefusedAsync(
            units.Nation, UnitsScenario.FacilitatorRequest(id, unitId: Guid.CreateVersion7()), 400, "unknown_unit", "unitId");
        await RefusedAsync(
            units.Nation, UnitsScenario.FacilitatorRequest(id, region: "999999"), 400, "unknown_region", "registrationRegionId");
        await RefusedAsync(
            units.Client(Roles.Official, region: "330100", tier: "City"),
            UnitsScenario.FacilitatorRequest(id), 403, "not_your_region", null);
        await RefusedAsync(units.Client(Roles.Purchaser), UnitsScenario.FacilitatorRequest(id), 403, "role_not_allowed", null);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_unit_confirms_that_a_facilitator_is_itself(Engine engine)
    {
        // What the facilitator helps to sell counts for the designation of that unit (CR-10).
        var units = await shared.OnAsync(engine);
        var unit = (await units.RegisterUnitAsync(region: "110109", name: "央企甲")).UnitId;
        var id = Guid.CreateVersion7();

        var proposal = await units.Official(UnitsScenario.Zhenhai)
            .ProposeAsync(UnitsScenario.FacilitatorsPath, UnitsScenario.FacilitatorRequest(id, "StaffOrganiser", unit));

        await units.Auditor.RefusesAsync(
            http => http.GetAsync($"{UnitsScenario.FacilitatorsPath}/{id}", Ct), 404, "facilitator_not_found");
        Assert.DoesNotContain(units.Published<FacilitatorPublished>(), message => message.FacilitatorId == id);
        await units.Purchaser(unit).ConfirmAsync(proposal);
        Assert.Equal(unit, (await units.PublishedAsync<FacilitatorPublished>(message => message.FacilitatorId == id)).UnitId);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_facilitator_applies_itself_and_its_region_confirms_it(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var id = Guid.CreateVersion7();
        var own = units.Client(Roles.Facilitator, org: id);
        await RefusedAsync(
            units.Client(Roles.Facilitator, org: Guid.CreateVersion7()), UnitsScenario.FacilitatorRequest(id),
            403, "not_your_organisation", null);

        var proposal = await own.ProposeAsync(UnitsScenario.FacilitatorsPath, UnitsScenario.FacilitatorRequest(id));

        Assert.Equal(["facilitator", "region"], proposal.Sides.Select(side => side.Name));
        await own.RefusesAsync(
            http => http.PostOnceAsync($"{UnitsScenario.ProposalsPath}/{proposal.ProposalId}/confirmation", new { }, ct: Ct),
            409, "own_proposal");
        Assert.DoesNotContain(units.Published<FacilitatorPublished>(), message => message.FacilitatorId == id);
        await units.Official(UnitsScenario.Zhenhai).ConfirmAsync(proposal);
        Assert.Equal("镇海展销馆", (await units.PublishedAsync<FacilitatorPublished>(message => message.FacilitatorId == id)).Name);
    }

    static Task RefusedAsync(HttpClient client, object request, int status, string code, string? field) =>
        client.RefusesAsync(http => http.PostOnceAsync(UnitsScenario.FacilitatorsPath, request, ct: Ct), status, code, field);
}
