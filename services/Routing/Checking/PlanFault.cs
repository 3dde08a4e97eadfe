namespace Marketplace.Routing.Checking;

/// <summary>What is broken in a plan.</summary>
/// <param name="Code">Which limit, as a word that a program knows.</param>
/// <param name="Tour">Its place in the plan, from 0; null when no single tour is meant.</param>
/// <param name="Stop">Id; null when no single stop is meant.</param>
public sealed record PlanFault(string Code, int? Tour, string? Stop, string Zh, string En);
