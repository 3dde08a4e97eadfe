using Marketplace.Contracts;

namespace Marketplace.Ordering.Domain;

/// <summary>Where the goods go (CR-05e).</summary>
public sealed record Destination(RegionPath Path, string Address);
