using System.Net;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Units;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Units;

/// <summary>PUT /units/purchasing-units/{unitId}/canteens (CR-11).</summary>
public sealed class SetCanteensTests(SharedUnits shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Canteens_are_kept_over_time_and_published(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var (unit, representative) = (await units.RegisterUnitAsync(), await units.RegisterUnitAsync());
        object[] canteens =
        [
            new { kind = "Outsourced", validFrom = "2022-01-01", validTo = "2024-01-01" },
            new { kind = "Shared", representativeUnitId = representative.UnitId, validFrom = "2024-01-01" },
        ];

        using var response = await units.Nation.PutIfMatchAsync(
            $"{UnitsScenario.UnitPath(unit.UnitId)}/canteens", new { canteens }, 1, Ct);

        Assert.Equal(2, (await response.BodyAsync<UnitView>(HttpStatusCode.OK)).Canteens.Count);
        var published = await units.PublishedAsync<UnitPublished>(message => message.UnitId == unit.UnitId && message.Version == 2);
        Assert.Equal([CanteenKind.Outsourced, CanteenKind.Shared], published.Canteens!.Select(state => state.Kind));
        Assert.Equal(representative.UnitId, published.Canteens![1].RepresentativeUnitId);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_contradicts_itself_is_refused(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var (unit, representative) = (await units.RegisterUnitAsync(), await units.RegisterUnitAsync());
        var path = $"{UnitsScenario.UnitPath(unit.UnitId)}/canteens";
        await Refused(
            [new { kind = "Own", validFrom = "2022-01-01" }, new { kind = "None", validFrom = "2024-01-01" }],
            400,
            "canteens_overlap",
            "canteens[1].validFrom");
        await Refused(
            [new { kind = "Shared", validFrom = "2022-01-01" }], 400,
            "representative_only_when_shared", "canteens[0].representativeUnitId");
        await Refused(
            [new { kind = "Own", validFrom = "2022-01-01", validTo = "2022-01-01" }], 400, "end_not_after_start", "canteens[0].validTo");
        await Refused(
            [new { kind = "Shared", representativeUnitId = Guid.CreateVersion7(), validFrom = "2022-01-01" }],
            400, "unknown_unit", "canteens[0].representativeUnitId");
        object[] sharing = [new { kind = "Shared", representativeUnitId = representative.UnitId, validFrom = "2022-01-01" }];
        using (await units.Nation.PutIfMatchAsync(path, new { canteens = sharing }, 1, Ct))
        {
        }

        await units.Nation.RefusesAsync(
            http => http.PutIfMatchAsync(
                $"{UnitsScenario.UnitPath(representative.UnitId)}/canteens",
                new { canteens = new[] { new { kind = "Shared", representativeUnitId = unit.UnitId, validFrom = "2022-01-01" } } },
                1,
                Ct),
            409,
            "representative_shares_too");

        Task Refused(object[] canteens, int status, string code, string field) =>
            units.Nation.RefusesAsync(http => http.PutIfMatchAsync(path, new { canteens }, 1, Ct), status, code, field);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_representative_agrees_to_file_for_others(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = (await units.RegisterUnitAsync()).UnitId;
        var representative = (await units.RegisterUnitAsync(region: UnitsScenario.Yinzhou)).UnitId;
        object[] canteens = [new { kind = "Shared", representativeUnitId = representative, validFrom = "2024-01-01" }];

        var proposal = await units.Purchaser(unit).ProposeRevisionAsync($"{UnitsScenario.UnitPath(unit)}/canteens", new { canteens }, 1);

        Assert.Equal(["region", "representative 0", "unit"], proposal.Sides.Select(side => side.Name));
        await units.Official(UnitsScenario.Zhenhai).ConfirmAsync(proposal);
        Assert.Empty((await units.Auditor.GetBodyAsync<UnitView>(UnitsScenario.UnitPath(unit))).Canteens);
        await units.Approver(representative).ConfirmAsync(proposal);
        Assert.Equal(
            representative,
            Assert.Single((await units.Auditor.GetBodyAsync<UnitView>(UnitsScenario.UnitPath(unit))).Canteens).RepresentativeUnitId);
    }
}
