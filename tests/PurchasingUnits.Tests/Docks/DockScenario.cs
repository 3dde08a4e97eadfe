using System.Net;
using Marketplace.PurchasingUnits.Docks;
using Marketplace.PurchasingUnits.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Docks;

/// <summary>Docks of units, and the requests about them.</summary>
static class DockScenario
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static string DocksPath(Guid unitId) => $"{UnitsScenario.UnitPath(unitId)}/docks";

    public static string DockPath(DockView dock) => $"{DocksPath(dock.UnitId)}/{dock.DockId}";

    public static object Description(
        string name = "东校区食堂", string region = UnitsScenario.Zhenhai, object? hours = null, decimal? latitude = 29.95m,
        decimal? longitude = 121.71m) => new
        {
            name,
            regionId = region,
            address = "学校路1号",
            latitude,
            longitude,
            hours = hours ?? new[] { Hours("Wednesday", "05:00", "08:00"), Hours("Monday", "05:00", "08:00") },
            vehicleKgMax = 5_000,
            hasColdStore = true,
            contactPost = "食堂库管岗",
        };

    public static object Hours(string weekday, string from, string until) => new { weekday, from, until };

    public static object Request(Guid dockId, object? dock = null) =>
        new { dockId, dock = dock ?? Description(), validFrom = "2026-09-01" };

    extension(ServiceUnderTest<UnitsDb> units)
    {
        /// <summary>A dock of a unit, open on Mondays and Wednesdays.</summary>
        public async Task<DockView> RegisterDockAsync(Guid unitId, string name = "东校区食堂")
        {
            using var answer = await units.Purchaser(unitId).PostOnceAsync(
                DocksPath(unitId), Request(Guid.CreateVersion7(), Description(name)), ct: Ct);
            return await answer.BodyAsync<DockView>(HttpStatusCode.Created);
        }
    }
}
