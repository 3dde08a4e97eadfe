namespace Marketplace.Logistics.Domain;

/// <summary>A carrier that was asked to drive a tour and does not.</summary>
/// <param name="CarrierId">Who.</param>
/// <param name="At">When it said so.</param>
/// <param name="Note">Why, for the office; null when it did not say.</param>
public sealed record TourRefusal(Guid CarrierId, DateTimeOffset At, string? Note);
