using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Storage;
using Marketplace.PurchasingUnits.Tests;
using Marketplace.Testing;
using Xunit;

[assembly: AssemblyFixture(typeof(SharedUnits))]

namespace Marketplace.PurchasingUnits.Tests;

/// <summary>One running service for each engine, for tests that only add what is their own.</summary>
public sealed class SharedUnits : IAsyncDisposable
{
    /// <summary>What the services take for now: 21 November 2026, 10:00 in Shanghai.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 2, 0, 0, TimeSpan.Zero);

    readonly Lazy<Task<ServiceUnderTest<UnitsDb>>> _sqlite = new(() => StartOwnAsync(Engine.Sqlite, CancellationToken.None));
    readonly Lazy<Task<ServiceUnderTest<UnitsDb>>> _postgreSql = new(() => StartOwnAsync(Engine.PostgreSql, CancellationToken.None));

    public Task<ServiceUnderTest<UnitsDb>> OnAsync(Engine engine) => (engine == Engine.Sqlite ? _sqlite : _postgreSql).Value;

    /// <summary>A service with a database that no other test uses.</summary>
    public static Task<ServiceUnderTest<UnitsDb>> StartOwnAsync(Engine engine, CancellationToken ct) =>
        StartOwnAsync(engine, new FixedClock(Now), ct);

    /// <summary>A service whose clock the test moves.</summary>
    public static Task<ServiceUnderTest<UnitsDb>> StartOwnAsync(Engine engine, FixedClock clock, CancellationToken ct) =>
        ServiceUnderTest<UnitsDb>.StartAsync(
            engine,
            "PurchasingUnits",
            PurchasingUnitsService.Name,
            host => host.AddPurchasingUnits(),
            app => app.MapPurchasingUnits(),
            clock,
            ct);

    public async ValueTask DisposeAsync()
    {
        foreach (var service in new[] { _sqlite, _postgreSql }.Where(lazy => lazy.IsValueCreated))
        {
            await (await service.Value).DisposeAsync();
        }
    }
}
