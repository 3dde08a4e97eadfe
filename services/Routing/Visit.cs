namespace Marketplace.Routing;

/// <summary>One stop of a tour.</summary>
/// <param name="Stop">Id of the <see cref="Routing.Stop"/>.</param>
/// <param name="Arrival">Between it and the begin the vehicle waits.</param>
/// <param name="Begin">Of service, within the window.</param>
/// <param name="Departure">When service is done.</param>
public sealed record Visit(string Stop, int Arrival, int Begin, int Departure);
