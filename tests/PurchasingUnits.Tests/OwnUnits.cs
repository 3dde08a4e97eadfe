using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Storage;
using Marketplace.Testing;

namespace Marketplace.PurchasingUnits.Tests;

/// <summary>A service for each engine that only the tests of one class use, since they change regions.</summary>
public sealed class OwnUnits : IAsyncDisposable
{
    readonly SharedUnits _own = new();

    public Task<ServiceUnderTest<UnitsDb>> OnAsync(Engine engine) => _own.OnAsync(engine);

    public ValueTask DisposeAsync() => _own.DisposeAsync();
}
