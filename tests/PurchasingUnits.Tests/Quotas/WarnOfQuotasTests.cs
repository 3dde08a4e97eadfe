using Marketplace.Platform.Hosting;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Quotas;
using Marketplace.PurchasingUnits.Storage;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Quotas;

/// <summary>Units that are behind with their quota are warned before the year ends, once for each level.</summary>
public sealed class WarnOfQuotasTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Whoever_is_behind_is_warned_once_for_each_level_and_not_before_autumn(Engine engine)
    {
        var clock = new FixedClock(new DateTimeOffset(2026, 8, 31, 4, 0, 0, TimeSpan.Zero));
        await using var units = await SharedUnits.StartOwnAsync(engine, clock, Ct);
        var (late, good, none) = (
            await units.RegisterQuotaUnitAsync(), await units.RegisterQuotaUnitAsync(), await units.RegisterQuotaUnitAsync());
        await units.SetCanteenAsync(none, new { kind = "None", validFrom = "2026-08-01" });
        await units.DeliverAsync(QuotaScenario.Executed(QuotaScenario.Entry(late, 5_500), QuotaScenario.Entry(good, 9_900)), ct: Ct);
        Assert.Equal(0, await WarnAsync(units));

        clock.Now = new DateTimeOffset(2026, 9, 30, 4, 0, 0, TimeSpan.Zero);
        Assert.Equal((1, 0), (await WarnAsync(units), await WarnAsync(units)));
        var warning = Assert.Single((await WarningsAsync(units.Purchaser(late))).Items);
        Assert.Equal((late, QuotaLevel.Behind, 5_500, 92, 2026), (
            warning.UnitId, warning.Level, warning.ExecutedFen, warning.DaysLeft, warning.Year));

        clock.Now = new DateTimeOffset(2026, 12, 1, 4, 0, 0, TimeSpan.Zero);
        Assert.Equal((1, 0), (await WarnAsync(units), await WarnAsync(units)));
        Assert.Equal(
            [QuotaLevel.SeriouslyBehind, QuotaLevel.Behind],
            (await WarningsAsync(units.Official(UnitsScenario.Zhenhai))).Items.Select(item => item.Level));
        Assert.Empty((await WarningsAsync(units.Official(UnitsScenario.Yinzhou))).Items);
        Assert.Empty((await WarningsAsync(units.Purchaser(good))).Items);
    }

    static async Task<int> WarnAsync(ServiceUnderTest<UnitsDb> units)
    {
        await using var scope = units.Services.GetRequiredService<IServiceScopeFactory>().CreateSystemScope();
        return await WarnOfQuotas.RunAsync(scope.ServiceProvider, Ct);
    }

    static Task<Page<QuotaWarningView>> WarningsAsync(HttpClient client) =>
        client.GetBodyAsync<Page<QuotaWarningView>>("/units/quota-warnings?year=2026");
}
