namespace Marketplace.Routing;

/// <summary>Vehicles that are alike: which of them drives a tour makes no difference. One vehicle drives at most one tour.</summary>
/// <param name="Id">Unique in the problem.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Capacity">For each dimension of the problem what one holds.</param>
/// <param name="Classes">Temperature classes for which it is fit.</param>
/// <param name="Start">Place where its tours begin.</param>
/// <param name="End">Place where its tours end.</param>
/// <param name="ShiftFrom">When it may leave the start.</param>
/// <param name="ShiftUntil">When it has to have come to the end.</param>
/// <param name="LongestDuration">
/// From leaving the start to coming to the end, waiting included (driver's hours); null when the shift alone limits it.
/// </param>
/// <param name="FixedCost">Of a tour, however long.</param>
/// <param name="CostPerDistance">For each unit of distance: with metres and fen per kilometre, costs are in thousandths of a fen.</param>
public sealed record VehicleType(
    string Id,
    int Count,
    IReadOnlyList<int> Capacity,
    IReadOnlyList<string> Classes,
    int Start,
    int End,
    int ShiftFrom,
    int ShiftUntil,
    int? LongestDuration = null,
    long FixedCost = 0,
    int CostPerDistance = 1);
