using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Facilitators;
using Marketplace.PurchasingUnits.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Facilitators;

public sealed class FacilitatorTests(SharedUnits shared)
{
    const string Path = "/units/facilitators";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_facilitator_is_registered_revised_and_moved_and_others_are_told(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var official = units.Client(Roles.Official, region: Given.Ningbo, tier: "City");
        var id = Guid.CreateVersion7();
        using (var response = await official.PostOnceAsync(Path, Body(id), ct: Ct))
        {
            var view = await response.BodyAsync<FacilitatorView>(HttpStatusCode.Created);
            Assert.Equal(("镇海展销馆", FacilitatorKind.Hall, 1), (view.Name, view.Kind, view.Version));
        }

        using (var response = await official.PutIfMatchAsync($"{Path}/{id}", new { name = "镇海体验馆", kind = "LiveStream", sourceDocument = "乙" }, 1, Ct))
        {
            Assert.Equal(FacilitatorKind.LiveStream, (await response.BodyAsync<FacilitatorView>(HttpStatusCode.OK)).Kind);
        }

        var registrations = new object[]
        {
            new { regionId = Given.Zhenhai, validFrom = "2021-05-01", validTo = "2023-01-01" },
            new { regionId = Given.Yinzhou, validFrom = "2024-01-01" },
        };
        using (var response = await official.PutIfMatchAsync($"{Path}/{id}/registrations", new { registrations, document = "丙" }, 2, Ct))
        {
            Assert.Equal(2, (await response.BodyAsync<FacilitatorView>(HttpStatusCode.OK)).Registrations.Count);
        }

        var told = await ToldAsync(units, id, 3);
        Assert.Equal(("镇海体验馆", "丙", SharedUnits.Now), (told.Name, told.SourceDocument, told.RegisteredAt));
        Assert.Equal(
            [("/330000/330200/330211/", new DateOnly(2023, 1, 1)), ("/330000/330200/330212/", (DateOnly?)null)],
            told.Registrations.Select(one => (one.Path.Value, one.ValidTo)));
        var listed = await units.Client(Roles.Supplier).GetBodyAsync<Platform.Web.Page<FacilitatorView>>($"{Path}?region=330212&kind=LiveStream&size=200");
        Assert.Contains(listed.Items, one => one.FacilitatorId == id);
        Assert.Equal(3, (await units.Client(Roles.Supplier).GetBodyAsync<FacilitatorView>($"{Path}/{id}")).Version);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_wrong_is_refused(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        await units.Operator.RefusesAsync(
            http => http.PostOnceAsync(Path, Body(Guid.CreateVersion7(), kind: "StaffOrganiser"), ct: Ct), 400, "organiser_needs_unit", "unitId");
        await units.Operator.RefusesAsync(
            http => http.PostOnceAsync(Path, Body(Guid.CreateVersion7(), unitId: Guid.CreateVersion7()), ct: Ct), 400, "unknown_unit", "unitId");
        await units.Operator.RefusesAsync(
            http => http.PostOnceAsync(Path, Body(Guid.CreateVersion7(), region: "999999"), ct: Ct), 400, "unknown_region", "registrationRegionId");
        await units.Client(Roles.Official, region: "330100", tier: "City").RefusesAsync(
            http => http.PostOnceAsync(Path, Body(Guid.CreateVersion7()), ct: Ct), 403, "not_your_region");
        await units.Client(Roles.Purchaser).RefusesAsync(http => http.PostOnceAsync(Path, Body(Guid.CreateVersion7()), ct: Ct), 403, "role_not_allowed");
        var id = Guid.CreateVersion7();
        using (await units.Operator.PostOnceAsync(Path, Body(id), ct: Ct))
        {
        }

        var overlapping = new[] { new { regionId = Given.Zhenhai, validFrom = "2021-05-01" }, new { regionId = Given.Yinzhou, validFrom = "2022-05-01" } };
        await units.Operator.RefusesAsync(
            http => http.PutIfMatchAsync($"{Path}/{id}/registrations", new { registrations = overlapping, document = "丙" }, 1, Ct), 400, "registrations_overlap");
        await units.Operator.RefusesAsync(http => http.GetAsync($"{Path}/{Guid.CreateVersion7()}", Ct), 404, "facilitator_not_found");
    }

    static object Body(Guid facilitatorId, string kind = "Hall", Guid? unitId = null, string region = Given.Zhenhai) => new
    {
        facilitatorId,
        name = "镇海展销馆",
        kind,
        unitId,
        registrationRegionId = region,
        registeredFrom = "2021-05-01",
        sourceDocument = "甲",
    };

    static Task<FacilitatorPublished> ToldAsync(ServiceUnderTest<UnitsDb> units, Guid id, long version) => Eventually.NotNullAsync(
        () => Task.FromResult(units.Told<FacilitatorPublished>().SingleOrDefault(told => told.FacilitatorId == id && told.Version == version)), "the facilitator to be told", ct: Ct);
}
