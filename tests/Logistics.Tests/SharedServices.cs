using System.Collections.Concurrent;
using Marketplace.Logistics.Storage;
using Marketplace.Logistics.Tests;
using Marketplace.Platform.Hosting;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.Extensions.Configuration;
using Xunit;

[assembly: AssemblyFixture(typeof(SharedServices))]

namespace Marketplace.Logistics.Tests;

/// <summary>One service for each engine, for the tests that don't disturb each other: each looks at shipments of its own.</summary>
public sealed class SharedServices : IAsyncDisposable
{
    readonly ConcurrentDictionary<Engine, Lazy<Task<ServiceUnderTest<LogisticsDb>>>> _services = new();

    /// <summary>The service on that engine, whose clock stands still at <see cref="LogisticsScenario.Now"/>.</summary>
    public Task<ServiceUnderTest<LogisticsDb>> OnAsync(Engine engine) =>
        _services.GetOrAdd(engine, chosen => new(() => StartAsync(chosen, new FixedClock(LogisticsScenario.Now)))).Value;

    /// <summary>A service of the test's own.</summary>
    public static Task<ServiceUnderTest<LogisticsDb>> StartAsync(
        Engine engine, FixedClock clock, Dictionary<string, string?>? settings = null) =>
        ServiceUnderTest<LogisticsDb>.StartAsync(
            engine, "Logistics", LogisticsService.Name, host => Add(host, settings), app => app.MapLogistics(), clock);

    /// <summary>A further process on the database of a service.</summary>
    public static Task<ServiceUnderTest<LogisticsDb>> StartOnAsync(
        ServiceUnderTest<LogisticsDb> service, FixedClock clock, Dictionary<string, string?>? settings = null) =>
        ServiceUnderTest<LogisticsDb>.StartOnAsync(
            service.ConnectionString, "Logistics", LogisticsService.Name, host => Add(host, settings), app => app.MapLogistics(), clock);

    static void Add(ServiceHost host, Dictionary<string, string?>? settings)
    {
        host.Builder.Configuration.AddInMemoryCollection(settings ?? []);
        host.AddLogistics();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _services.Values)
        {
            await (await service.Value).DisposeAsync();
        }
    }
}
