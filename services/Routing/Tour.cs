namespace Marketplace.Routing;

/// <summary>What one vehicle does from its start to its end.</summary>
/// <param name="Vehicle">Id of the <see cref="VehicleType"/>.</param>
/// <param name="Departure">From the start: the earliest at which it waits least on its way.</param>
/// <param name="Return">To the end.</param>
/// <param name="Distance">Of all its arcs, in the unit of the <see cref="TravelMatrix"/>.</param>
/// <param name="Cost">Fixed, and by distance.</param>
public sealed record Tour(string Vehicle, int Departure, IReadOnlyList<Visit> Visits, int Return, long Distance, long Cost);
