namespace Marketplace.Routing;

/// <summary>What has to be fetched or brought at one place within one window.</summary>
/// <param name="Id">Unique in the problem; the plan names the stop by it.</param>
/// <param name="Place">Number in the <see cref="TravelMatrix"/>. Several stops may be at one place.</param>
/// <param name="Demand">For each dimension of the problem (grams, litres, pallets …) what it takes of a vehicle.</param>
/// <param name="Earliest">When service may begin; who comes sooner waits.</param>
/// <param name="Latest">When service has to have begun.</param>
/// <param name="Service">How long it takes.</param>
/// <param name="Class">Temperature class of the goods; a tour carries goods of one class, in a vehicle that is fit for it.</param>
/// <param name="SkipPenalty">
/// What leaving it out costs, in the unit of the vehicles' costs. Null when it has to be served: it is left out only where no vehicle
/// can take it.
/// </param>
public sealed record Stop(
    string Id, int Place, IReadOnlyList<int> Demand, int Earliest, int Latest, int Service, string Class = "", long? SkipPenalty = null);
