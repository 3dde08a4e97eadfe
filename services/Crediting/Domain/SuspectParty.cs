using Marketplace.Contracts;

namespace Marketplace.Crediting.Domain;

/// <summary>A unit or supplier whose sales are held from a day on, until somebody clears it (CR-17).</summary>
public sealed class SuspectParty
{
    public required Guid SuspicionId { get; init; }

    /// <summary>The unit or supplier.</summary>
    public required Guid PartyId { get; init; }

    public required DateOnly From { get; init; }

    /// <summary>The first day on which it is cleared; null while it isn't.</summary>
    public DateOnly? Until { get; private set; }

    public required string Reason { get; init; }

    public required string RaisedBy { get; init; }

    /// <summary>
    /// The region, with its ancestors, of whoever raised it; "" for the nation. That authority or one above it clears it.
    /// </summary>
    public required string RaisedFor { get; init; }

    /// <summary>
    /// True when it was raised by the authority of the party itself, or by one above: then all sales of the party are held. An official of
    /// a region with which it only trades holds the sales of that region.
    /// </summary>
    public required bool IsOfAllSales { get; init; }

    /// <summary>Whether it holds a sale of the party between these places on that day.</summary>
    public bool Holds(DateOnly day, string unitPath, string originPath) =>
        From <= day && (Until is not { } until || day < until)
        && (IsOfAllSales || IsThere(unitPath) || IsThere(originPath));

    /// <summary>By the id of the region: its place in the tree may have changed since.</summary>
    bool IsThere(string path) => new RegionPath(path).IsWithin(new RegionPath(RaisedFor).RegionId);

    /// <summary>Who cleared it; null while it isn't.</summary>
    public string? ClearedBy { get; private set; }

    /// <summary>What was found when it was cleared.</summary>
    public string? ClearedNote { get; private set; }

    public void Clear(DateOnly until, string by, string note) => (Until, ClearedBy, ClearedNote) = (until, by, note);
}
