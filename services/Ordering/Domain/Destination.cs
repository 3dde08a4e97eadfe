using Marketplace.Contracts;

namespace Marketplace.Ordering.Domain;

/// <summary>Where goods go (CR-05e).</summary>
/// <param name="Path">A county, a city without counties or a functional zone.</param>
/// <param name="Address">As it is on the day of the order.</param>
/// <param name="Dock">The buyer's dock; null when only an address was given.</param>
public sealed record Destination(RegionPath Path, string Address, Dock? Dock = null);
