using Marketplace.Contracts;

namespace Marketplace.Crediting.Domain;

/// <summary>A benchmark that officials set, instead of the reckoned one (CR-17).</summary>
public sealed class BenchmarkOverride
{
    public required Guid ProductId { get; init; }

    public required DateOnly ValidFrom { get; init; }

    /// <summary>Per trade unit.</summary>
    public required UnitPrice Price { get; init; }

    public required string Document { get; init; }

    public required string SetBy { get; init; }

    public required DateTimeOffset SetAt { get; init; }
}
