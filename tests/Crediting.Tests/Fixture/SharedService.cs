using System.Collections.Concurrent;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Crediting.Tests.Fixture;

/// <summary>One service on each engine, shared by tests and started when the first of them needs it.</summary>
/// <param name="start">Starts it on an engine.</param>
public abstract class SharedService(Func<Engine, Task<ServiceUnderTest<CreditingDb>>> start) : IAsyncLifetime
{
    readonly ConcurrentDictionary<Engine, Lazy<Task<ServiceUnderTest<CreditingDb>>>> _services = new();

    public Task<ServiceUnderTest<CreditingDb>> OnAsync(Engine engine) =>
        _services.GetOrAdd(engine, chosen => new Lazy<Task<ServiceUnderTest<CreditingDb>>>(() => start(chosen))).Value;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _services.Values)
        {
            await (await service.Value).DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }
}
