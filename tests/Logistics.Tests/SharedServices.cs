using System.Collections.Concurrent;
using Marketplace.Logistics.Storage;
using Marketplace.Logistics.Tests;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

[assembly: AssemblyFixture(typeof(SharedServices))]

namespace Marketplace.Logistics.Tests;

/// <summary>One service for each engine, for the tests that don't disturb each other: each looks at shipments of its own.</summary>
public sealed class SharedServices : IAsyncDisposable
{
    readonly ConcurrentDictionary<Engine, Lazy<Task<ServiceUnderTest<LogisticsDb>>>> _services = new();

    /// <summary>The service on that engine, whose clock stands still at <see cref="Road.Now"/>.</summary>
    public Task<ServiceUnderTest<LogisticsDb>> OnAsync(Engine engine) =>
        _services.GetOrAdd(engine, chosen => new(() => StartAsync(chosen, new FixedClock(Road.Now)))).Value;

    /// <summary>A service of the test's own.</summary>
    public static Task<ServiceUnderTest<LogisticsDb>> StartAsync(Engine engine, FixedClock clock) =>
        ServiceUnderTest<LogisticsDb>.StartAsync(
            engine, "Logistics", LogisticsService.Name, host => host.AddLogistics(), app => app.MapLogistics(), clock);

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _services.Values)
        {
            await (await service.Value).DisposeAsync();
        }
    }
}
