namespace Marketplace.Crediting.Domain;

/// <summary>Names a row of the ledger's sales: one origin of one accepted quantity of an order line.</summary>
/// <param name="LineId">The order line, or of an imported row what follows from facilitator and document number (CR-22).</param>
/// <param name="AcceptanceNo">Counts the acceptances of the line, from 1.</param>
/// <param name="ShareNo">Counts the origins of the line, from 1 (CR-04).</param>
public readonly record struct SaleKey(Guid LineId, int AcceptanceNo, int ShareNo)
{
    /// <summary>"line/acceptance/share", for ids that follow from it and for people.</summary>
    public override string ToString() => FormattableString.Invariant($"{LineId}/{AcceptanceNo}/{ShareNo}");
}
