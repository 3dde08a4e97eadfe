using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Sheets;

/// <summary>GET /units/exports/{kind}.</summary>
public sealed class ExportRegistryTests(OwnUnits own) : IClassFixture<OwnUnits>
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_official_exports_only_units_of_the_own_region(Engine engine)
    {
        var units = await own.OnAsync(engine);
        var (mine, other) = (await units.RegisterUnitAsync(), await units.RegisterUnitAsync(region: "110102"));

        var file = await units.Client(Roles.Official, region: UnitsScenario.Ningbo, tier: "City")
            .GetStringAsync("/units/exports/units", Ct);

        Assert.Contains(mine.UnitId.ToString(), file, StringComparison.Ordinal);
        Assert.DoesNotContain(other.UnitId.ToString(), file, StringComparison.Ordinal);
    }
}
