using Marketplace.Contracts;

namespace Marketplace.Ordering.Domain;

/// <summary>An acceptance of a part, or of what of it was not under dispute.</summary>
/// <param name="AcceptanceNo">Counts the acceptances of the part from 1.</param>
/// <param name="IsLast">False when goods of the part are still under dispute, so that another acceptance follows.</param>
/// <param name="Amount">What the buyer owes for it.</param>
/// <param name="AcceptedAt">When the buyer accepted (CR-01).</param>
/// <param name="DueOn">The last day for its payment.</param>
public sealed record PartAcceptance(int AcceptanceNo, bool IsLast, Money Amount, DateTimeOffset AcceptedAt, DateOnly DueOn);
