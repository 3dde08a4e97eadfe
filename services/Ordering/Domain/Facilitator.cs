using Marketplace.Contracts;

namespace Marketplace.Ordering.Domain;

/// <summary>A facilitator (帮销主体) as the registry last published it.</summary>
public sealed class Facilitator
{
    public required Guid FacilitatorId { get; init; }

    public required long Version { get; init; }

    public required string Name { get; init; }

    /// <summary>Where it was and is registered, without overlap.</summary>
    public required IReadOnlyList<Affiliation> Registrations { get; init; }

    /// <summary>Only then can it be named on an order (CR-07).</summary>
    public bool IsRegisteredOn(DateOnly day) => Registrations.Any(registration => registration.HoldsOn(day));
}
