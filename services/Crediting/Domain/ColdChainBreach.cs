using Marketplace.Contracts.Logistics;

namespace Marketplace.Crediting.Domain;

/// <summary>
/// A line of an order whose goods were too warm or too cold for too long, as Logistics last told: what is accepted of it from then on earns
/// nothing until it is found fit (CR-17).
/// </summary>
public sealed class ColdChainBreach
{
    public required Guid LineId { get; init; }

    public required Guid ShipmentId { get; init; }

    /// <summary>The version of what is told of the shipment.</summary>
    public long Version { get; private set; }

    /// <summary>When it was found.</summary>
    public DateTimeOffset BreachedAt { get; private set; }

    /// <summary>Null while nobody has decided.</summary>
    public ColdChainVerdict? Verdict { get; private set; }

    /// <summary>Whether it was known when a sale was accepted: an earlier one stays as it is, and goes back by a return.</summary>
    public bool Covers(SaleLine line) => BreachedAt <= line.AcceptedAt;

    /// <summary>Takes over what a newer version says.</summary>
    public void Learn(long version, DateTimeOffset breachedAt, ColdChainVerdict? verdict) =>
        (Version, BreachedAt, Verdict) = (version, breachedAt, verdict);
}
