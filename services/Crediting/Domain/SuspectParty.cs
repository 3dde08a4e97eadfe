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

    public void Clear(DateOnly until) => Until = until;
}
