using System.Net;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Facilitators;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Facilitators;

/// <summary>PUT /units/facilitators/{facilitatorId}/registrations.</summary>
public sealed class MoveFacilitatorTests(SharedUnits shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Where_it_was_and_is_registered_is_published(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var id = (await units.RegisterFacilitatorAsync()).FacilitatorId;
        object[] registrations =
        [
            new { regionId = UnitsScenario.Zhenhai, validFrom = "2021-05-01", validTo = "2023-01-01" },
            new { regionId = UnitsScenario.Yinzhou, validFrom = "2024-01-01" },
        ];

        using var response = await units.Nation.PutIfMatchAsync(Path(id), new { registrations, document = "丙" }, 1, Ct);

        Assert.Equal(2, (await response.BodyAsync<FacilitatorView>(HttpStatusCode.OK)).Registrations.Count);
        var published = await units.PublishedAsync<FacilitatorPublished>(message => message.FacilitatorId == id && message.Version == 2);
        Assert.Equal("丙", published.SourceDocument);
        Assert.Equal(
            [("/330000/330200/330211/", new DateOnly(2023, 1, 1)), ("/330000/330200/330212/", (DateOnly?)null)],
            published.Registrations.Select(registration => (registration.Path.Value, registration.ValidTo)));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Registrations_that_overlap_are_refused(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var id = (await units.RegisterFacilitatorAsync()).FacilitatorId;
        object[] registrations =
        [
            new { regionId = UnitsScenario.Zhenhai, validFrom = "2021-05-01" },
            new { regionId = UnitsScenario.Yinzhou, validFrom = "2022-05-01" },
        ];
        await units.Nation.RefusesAsync(
            http => http.PutIfMatchAsync(Path(id), new { registrations, document = "丙" }, 1, Ct), 400, "registrations_overlap");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_move_into_a_foreign_region_waits_for_that_region(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        Guid id;
        using (var response = await units.Official(UnitsScenario.Jinyang).PostOnceAsync(
            UnitsScenario.FacilitatorsPath,
            UnitsScenario.FacilitatorRequest(Guid.CreateVersion7(), region: UnitsScenario.Jinyang), ct: Ct))
        {
            id = (await response.BodyAsync<FacilitatorView>(HttpStatusCode.Created)).FacilitatorId;
        }

        object[] registrations = [new { regionId = UnitsScenario.Zhenhai, validFrom = "2021-05-01" }];
        var proposal = await units.Official(UnitsScenario.Jinyang)
            .ProposeRevisionAsync(Path(id), new { registrations, document = "丙" }, 1);

        Assert.Equal(["/510000/513400/513430/"], await PathsAsync());
        Assert.DoesNotContain(units.Published<FacilitatorPublished>(), message => message.FacilitatorId == id && message.Version > 1);
        await units.Official(UnitsScenario.Zhenhai).ConfirmAsync(proposal);
        Assert.Equal(["/330000/330200/330211/"], await PathsAsync());

        async Task<IEnumerable<string>> PathsAsync() =>
            (await units.Auditor.GetBodyAsync<FacilitatorView>($"{UnitsScenario.FacilitatorsPath}/{id}"))
                .Registrations.Select(registration => registration.Path.Value);
    }

    static string Path(Guid facilitatorId) => $"{UnitsScenario.FacilitatorsPath}/{facilitatorId}/registrations";
}
