using Marketplace.Crediting.Domain;

namespace Marketplace.Crediting.Holds;

/// <summary>A suspicion as officials see it.</summary>
/// <param name="SuspicionId">Given by the client that raised it.</param>
/// <param name="PartyId">The unit or supplier.</param>
/// <param name="From">Sales from that day on are held.</param>
/// <param name="Until">The first day on which it is cleared; null while it isn't.</param>
/// <param name="Reason">As it was given.</param>
/// <param name="RaisedBy">The official's or operator's subject.</param>
public sealed record SuspicionView(Guid SuspicionId, Guid PartyId, DateOnly From, DateOnly? Until, string Reason, string RaisedBy)
{
    public static SuspicionView Of(SuspectParty suspectParty) => new(
        suspectParty.SuspicionId, suspectParty.PartyId, suspectParty.From, suspectParty.Until, suspectParty.Reason, suspectParty.RaisedBy);
}
