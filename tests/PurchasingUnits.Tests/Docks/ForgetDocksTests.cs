using System.Net;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Hosting;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Docks;
using Marketplace.Testing;
using Xunit;
using static Marketplace.PurchasingUnits.Tests.Docks.DockScenario;

namespace Marketplace.PurchasingUnits.Tests.Docks;

public sealed class ForgetDocksTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Address_and_contact_of_a_dock_that_ended_long_ago_are_forgotten_everywhere(Engine engine)
    {
        var clock = new FixedClock(SharedUnits.Now);
        await using var units = await SharedUnits.StartOwnAsync(engine, clock, Ct);
        var unit = (await units.RegisterUnitAsync()).UnitId;
        var (over, open) = (await units.RegisterDockAsync(unit), await units.RegisterDockAsync(unit));
        using var ended = await units.Purchaser(unit).PutIfMatchAsync($"{DockPath(over)}/end", new { validTo = "2026-11-30" }, 1, Ct);
        Assert.Equal(HttpStatusCode.OK, ended.StatusCode);

        clock.Advance(TimeSpan.FromDays(new RetentionOptions().ContactDays + 30));
        await using (var scope = units.OpenDb(out _))
        {
            Assert.Equal(1, await ForgetDocks.RunAsync(scope.ServiceProvider, Ct));
        }

        var forgotten = await units.Auditor.GetBodyAsync<DockView>(DockPath(over));
        Assert.Equal((null, null, null, "东校区食堂"), (forgotten.Address, forgotten.ContactPost, forgotten.Latitude, forgotten.Name));
        Assert.Null((await units.PublishedAsync<DockPublished>(message => message.DockId == over.DockId && message.Version == 3)).Address);
        Assert.NotNull((await units.Auditor.GetBodyAsync<DockView>(DockPath(open))).Address);
    }
}
