using Marketplace.Contracts;

namespace Marketplace.Ordering.Domain;

/// <summary>The unit that orders, as it is on the day of the order.</summary>
/// <param name="UnitId">The unit.</param>
/// <param name="Name">Its name of that day.</param>
/// <param name="Path">Where it belongs on that day (归属地).</param>
public sealed record Buyer(Guid UnitId, string Name, RegionPath Path);
