using Marketplace.Ordering.Tests;
using Marketplace.Platform.Storage;
using Xunit;

[assembly: AssemblyFixture(typeof(SharedOrderingFixture))]

namespace Marketplace.Ordering.Tests;

/// <summary>One running service for each engine, used by all tests: each makes its own units, suppliers and products in it.</summary>
public sealed class SharedOrderingFixture : IAsyncLifetime
{
    readonly Dictionary<Engine, Lazy<Task<OrderingFixture>>> _fairs = new()
    {
        [Engine.Sqlite] = new(() => OrderingFixture.OpenAsync(Engine.Sqlite)),
        [Engine.PostgreSql] = new(() => OrderingFixture.OpenAsync(Engine.PostgreSql)),
    };

    public Task<OrderingFixture> OnAsync(Engine engine) => _fairs[engine].Value;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var fixture in _fairs.Values.Where(fixture => fixture.IsValueCreated))
        {
            await (await fixture.Value).DisposeAsync();
        }
    }
}
